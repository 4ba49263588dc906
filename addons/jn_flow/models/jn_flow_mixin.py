from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_rules.deadlines import light

from ..const import LIGHTS, MIGRATED
from ..journey import Journey


class JnFlowMixin(models.AbstractModel):
    """Gives a model a process: stages, moves, timers, passages and deadlines, all from the records of `jn.flow`.

        class Permit(models.Model):
            _name = "city.permit"
            _inherit = "jn.flow.mixin"
            unit_id = fields.Many2one("jn.unit")

        permits = env["city.permit"].create([...])
        permits._flow_start()
        permits._flow_fire("granted")
    """

    _name = "jn.flow.mixin"
    _description = "Has a process"
    _flow_outcome = None  # the field that shows a move's outcome
    _flow_ended = None  # the field with the moment at which an end stage was reached
    _flow_person = None  # the field with the one person in charge, who passes it on when leaving
    _flow_moments = ("next_due_at", "light_at")  # where the end of its own limit stands, and when that is warned of
    _flow_events = ()  # the events that the model's own code raises; those of timers and effects are known

    flow_version_id = fields.Many2one("jn.flow.version", readonly=True, copy=False, ondelete="restrict")
    stage_id = fields.Many2one("jn.flow.stage", readonly=True, copy=False, index=True, ondelete="restrict")
    # the stage whatever the version: boards and panels go by it, else a new version would show each stage twice
    stage_code = fields.Selection(
        "_flow_stage_names", readonly=True, copy=False, group_expand="_flow_stages_in_force", string="In stage"
    )
    stage_group_ids = fields.Many2many("res.groups", compute="_compute_stage_group_ids", search="_search_stage_group_ids", string="Waits for")
    next_due_at = fields.Datetime(readonly=True, copy=False, string="Next deadline")
    light_at = fields.Datetime(readonly=True, copy=False)
    light = fields.Selection(LIGHTS, compute="_compute_light", search="_search_light")
    due_in = fields.Integer(compute="_compute_due_in", help="Seconds to the next deadline by our clock; negative: overdue.")
    flow_buttons = fields.Json(compute="_compute_flow_buttons")
    flow_journey = fields.Json(compute="_compute_flow_journey")
    deadline_text = fields.Char(compute="_compute_deadline_text", string="Why this deadline")

    @api.depends("stage_id")
    def _compute_stage_group_ids(self):
        for record in self:
            record.stage_group_ids = record.stage_id.sudo().group_ids  # configuration is read for everybody

    @api.model
    def _search_stage_group_ids(self, operator, value):
        """By the few stages that are these groups' own: boards' indexes know codes, and a plan need not guess."""
        if operator != "in":
            return NotImplemented
        stages = self.env["jn.flow.stage"].sudo().search([("group_ids", "in", list(value))])  # configuration is read for everybody
        return Domain("stage_code", "in", stages.mapped("code")) & Domain("stage_id", "in", stages.ids)

    @api.depends("next_due_at", "light_at")
    def _compute_light(self):
        now = self.env["jn.clock"]._now()
        for record in self:
            record.light = record.next_due_at and light(now, record.next_due_at, record.light_at)

    @api.depends("next_due_at")
    def _compute_due_in(self):
        now = self.env["jn.clock"]._now()
        for record in self:
            record.due_in = (record.next_due_at - now).total_seconds() if record.next_due_at else 0

    @api.model
    def _search_light(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = self.env["jn.clock"]._now()
        ranges = {
            "red": Domain("next_due_at", "<=", now),
            "yellow": Domain("light_at", "<=", now) & Domain("next_due_at", ">", now),
            "green": Domain("light_at", ">", now),
            False: Domain("next_due_at", "=", False),
        }
        return Domain.OR(ranges[light] for light in value if light in ranges)

    @api.depends("stage_id")
    @api.depends_context("uid", "lang")
    def _compute_flow_buttons(self):
        for record in self:
            record.flow_buttons = [
                {"event": move.event, "name": move.name, "form": move.form or False, "note": move.note_required}
                for move in record._flow_open_moves()
            ]

    @api.depends("stage_id")
    @api.depends_context("uid", "lang")
    def _compute_flow_journey(self):
        for record in self:
            record.flow_journey = Journey(record).told()

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_deadline_text(self):
        rows = self._flow_open_deadlines().grouped("res_id")
        for record in self:
            record.deadline_text = "\n".join(row.explanation for row in rows.get(record.id, ()))

    @api.model
    def _flow_stage_names(self):
        """The selection of stages, by code: of each the name in the newest version, those in force first."""
        return self.env["jn.flow"]._stages_of(self._name)

    @api.model
    def _flow_stages_in_force(self, _found, _domain):
        """The codes that a board shows although nothing stands there."""
        return self.env["jn.flow"]._codes_in_force(self._name)

    @api.model
    def _web_read_group_format(self, groupby, aggregates, groups):
        """Fold the columns of a board that their stage folds, as Odoo does for stages that are records."""
        result = super()._web_read_group_format(groupby, aggregates, groups)
        if self._web_read_group_field_expand(groupby) == self._fields["stage_code"]:
            folded = self.env["jn.flow"]._codes_folded(self._name)
            for row in result:
                code = row["stage_code"]
                row["__fold"] = (code[0] if isinstance(code, tuple) else code) in folded
        return result

    def write(self, vals):
        written = super().write(vals)
        if "unit_id" in vals:
            self._flow_follow_unit()
        return written

    @api.ondelete(at_uninstall=False)
    def _unlink_without_passages(self):
        # Evidence counts, seen or not.
        if self.env["jn.flow.passage"].sudo().search_count(self._flow_domain(), limit=1):
            raise NotPossible(self.env._("What has begun its process is kept as evidence and cannot be deleted."))

    def action_flow_press(self, event, note=None):
        """Carry out a move that a person chose and that needs nothing but perhaps a reason."""
        for record in self:
            if record._flow_move(event).form:
                raise NotPossible(self.env._("This step needs more than a click. Please fill in its form."))
        return self._flow_press(event, note)

    def action_flow_map(self):
        """Open the process map with this record's way so far."""
        self.ensure_one()
        self.check_access("read")
        if not self.flow_version_id:
            raise NotPossible(self.env._("This record has not begun its process yet, so there is no way to show."))
        return self.flow_version_id._map_action(record_model=self._name, record_id=self.id)

    def _flow_press(self, event, note=None):
        """Check person, unit and stage, then let the event happen."""
        self._flow_check(event, note)
        self.sudo()._flow_fire(event, note)  # checked above; staff have no write access of their own
        return True

    def _flow_start(self):
        """Begin the process in force for each record's unit."""
        self.env["jn.flow.engine"]._begin(self.sudo())  # the engine is the one writer of stages

    def _flow_fire(self, event, note=None, timer=None):
        """Let an event happen; return the records it moved. Impossible events are no-ops."""
        return self.env["jn.flow.engine"]._fire(self.sudo(), event, note, timer)  # the one writer of stages

    def _flow_check(self, event, note=None):
        """Refuse with a sentence unless the user may fire `event` on every record from where it stands."""
        for record in self:
            record._flow_check_move(record._flow_move(event), note)

    def _flow_check_move(self, move, note):
        self.ensure_one()
        if not move:
            raise NotPossible(self.env._(
                "%(record)s is in stage %(stage)s, where this step is not possible. Reload the page to see what is.",
                record=self.display_name, stage=self.stage_id.sudo().name or "-",  # configuration is read for everybody
            ))
        if not self._flow_may(move):
            raise NotAllowed(self.env._(
                "%(record)s: the step %(move)s is for %(roles)s of the responsible unit. Ask one of them to take it.",
                record=self.display_name, move=move.name,
                roles=", ".join(move.group_ids.mapped("name")) or self.env._("the system alone"),
            ))
        if self._flow_needs_another(move):
            raise NotAllowed(self.env._("This step needs a second person: someone other than who took the last one."))
        if move.note_required and not (note or "").strip():
            raise NotPossible(self.env._("The step %(move)s needs a reason. Please write one.", move=move.name))

    def _flow_may(self, move):
        return self._flow_holds(move.group_ids)

    def _flow_needs_another(self, move):
        """Whether the move is for another person than this user, who took the last step."""
        return move.second_person and self._flow_last_actor() == self.env.user

    def _flow_open_moves(self):
        """Return the moves that this user could take now: of each event the first that holds, as when it is fired."""
        possible = self._flow_moves().filtered(lambda move: move._holds(self)).grouped("event").values()
        found = self.env["jn.flow.move"].concat(*(moves[:1] for moves in possible)).filtered(self._flow_may)
        return found.filtered(lambda move: not self._flow_needs_another(move))

    def _flow_moves(self):
        moves = self.flow_version_id.sudo().move_ids  # configuration is read for everybody
        return moves.filtered(lambda move: move.from_stage_id == self.stage_id)

    def _flow_move(self, event):
        """Return the move that `event` would take this record along, or none."""
        return self._flow_moves().filtered(lambda move: move.event == event)._first_holding(self)

    def _flow_last_actor(self):
        """Return who took the last step; what a time limit, the system or a passage to a new version did is nobody's."""
        acted = self._flow_passages().filtered(
            lambda row: not row.timer_id and row.event != MIGRATED and row.user_id.id != SUPERUSER_ID
        )
        return acted[:1].user_id

    def _flow_passages(self):
        return self.env["jn.flow.passage"].sudo().search(self._flow_domain())  # whoever sees the record sees its way

    def _flow_deadlines(self):
        return self.env["jn.flow.deadline"].sudo().search(self._flow_domain())  # whoever sees the record sees its limits

    def _flow_open_deadlines(self):
        """Return the limits that have not ended; there is an index on these, for screens ask for them."""
        domain = Domain(self._flow_domain()) & Domain("ended_at", "=", False)
        return self.env["jn.flow.deadline"].sudo().search(domain)  # whoever sees the record sees its limits

    def _flow_domain(self):
        return [("res_model", "=", self._name), ("res_id", "in", self.ids)]

    def _flow_journey_records(self):
        """Return the recordsets whose passages tell the way of this record: itself, and for a parent its children."""
        return [self]

    def _flow_follow_unit(self):
        """Let passages, limits and requests for more time count where these records are now; who did what, and when, stays."""
        for unit, records in self.grouped(lambda record: record._flow_unit()).items():
            self.env["jn.flow.ledger"]._give(records, unit)
            # kept by the system, as the ledger is
            self.env["jn.flow.extension"].sudo().search(records._flow_domain()).write({"unit_id": unit.id})

    def _flow_unit(self):
        """Return the unit whose calendar and version hold for this record."""
        return self.unit_id

    def _flow_actor_unit(self):
        """Return the unit whose people act on this record in its present stage (Art. 3, 4: level by level)."""
        unit, place = self._flow_unit(), self._flow_place()
        if unit and place and place.level == "city":
            return unit._city()
        return unit.county_id if place and place.level == "county" else unit

    def _flow_place(self):
        """The stage where this record stands as the engine knows it, a `Place`; None before its process has begun."""
        return self.flow_version_id._compiled().stages.get(self.stage_id.id) if self.stage_id else None

    def _flow_stage_values(self, stage, outcome, now):
        """Return what the engine writes with the stage."""
        values = {"stage_id": stage.id, "stage_code": stage.code}
        if self._flow_outcome:
            values[self._flow_outcome] = outcome or False
        if self._flow_ended:
            values[self._flow_ended] = now if stage.kind == "end" else False
        return values

    def _flow_show(self, stage, moments):
        """Write where these records stand and, {record id: {field: moment or False}}, their times; of all of them in one go."""
        first = next(iter(moments.values()))
        if all(each == first for each in moments.values()):
            self.write({**stage, **first})
            return
        self._flow_show_moments(moments)
        self.write(stage)

    def _flow_show_moments(self, moments):
        """As `write` does it, but for values that differ from record to record: what follows from them is marked once."""
        names = {name for each in moments.values() for name in each}
        for name in names:
            alike = {}
            for rid, each in moments.items():
                if name in each:
                    alike.setdefault(each[name], []).append(rid)
            for moment, ids in alike.items():
                self._fields[name].write(self.browse(ids), moment)
        self.modified(names)
