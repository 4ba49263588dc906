from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_revisit.const import CHANNELS
from odoo.addons.jn_rules import periods

from ..const import CARRIED_OUT, DRAFT, REPORT, RESULTS, SCOPE, SOURCES

OWN_LEVEL = "unit"  # the level of the stages that are the owner's; all others are its maker's


class JnSuggestion(models.Model):
    """A 督查建议: a common problem, where it shows, what is to be done about it by whom until when (Art. 10).

    Its way is the process of the pack. What is written by hand goes through `create` and `write`, which let each do
    their part; the figures of the moment are counted by the system and kept.
    """

    _name = "jn.suggestion"
    _inherit = ["jn.flow.mixin", "jn.flow.work"]
    _description = "Suggestion"
    _order = "made_at desc, id desc"
    _flow_outcome = "result"
    _flow_ended = "ended_at"
    _flow_person = "owner_id"
    _flow_events = (CARRIED_OUT,)

    name = fields.Char(required=True, string="Subject")
    problem = fields.Text(required=True)
    proposal = fields.Text(required=True, string="What should be done")
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="restrict", string="Carried out by")
    owner_id = fields.Many2one("res.users", required=True, ondelete="restrict", string="Person in charge", index=True)
    due_on = fields.Date(required=True, string="Until", default=lambda self: self._default_due_on())
    due_from = fields.Datetime(compute="_compute_due_from", store=True, help="The day at whose end it is due.")
    due_at = fields.Datetime(readonly=True, string="Due until")
    source = fields.Selection(SOURCES, required=True, readonly=True, default="hand", string="Born from")
    warning_id = fields.Many2one("jn.warning", readonly=True, index="btree_not_null", ondelete="restrict")
    answer_ids = fields.Many2many("jn.answer", readonly=True, string="Complaints")
    scope_unit_id = fields.Many2one(
        "jn.unit", ondelete="restrict", string="Where", help="This unit and those below; empty: the maker's unit and those below."
    )
    scope_words = fields.Char(compute="_compute_scope_words", string="Counted at")
    matter_id = fields.Many2one("jn.matter", ondelete="restrict", help="Empty: every matter.")
    tag_id = fields.Many2one("jn.answer.tag", ondelete="restrict", string="Reason", help="Empty: every bad answer counts.")
    cause_id = fields.Many2one("jn.cause", ondelete="restrict", string="Cause found", help="Empty: whatever the cause.")
    department_id = fields.Many2one("jn.unit", ondelete="restrict", string="Sending department", help="Empty: whoever sent the window.")
    channel = fields.Selection(CHANNELS, help="Empty: answers by every channel.")
    period_start = fields.Date(required=True, string="From", default=lambda self: self._default_period().start)
    period_end = fields.Date(required=True, string="To", default=lambda self: self._default_period().end)
    bad = fields.Integer(readonly=True, string="Bad answers")
    answers = fields.Integer(readonly=True)
    evidence = fields.Char(compute="_compute_evidence", string="Figures when it was made")
    measures = fields.Text(string="What was done")
    made_at = fields.Datetime(readonly=True, required=True, string="Made")
    made_by_id = fields.Many2one("res.users", readonly=True, required=True, ondelete="restrict", string="Made by")
    made_unit_id = fields.Many2one("jn.unit", readonly=True, required=True, ondelete="restrict", string="Made at")
    issued_at = fields.Datetime(readonly=True, string="Issued")
    carried_out_at = fields.Datetime(readonly=True, string="Carried out")
    ended_at = fields.Datetime(readonly=True)
    result = fields.Selection(RESULTS, readonly=True)
    may_draft = fields.Boolean(compute="_compute_may_write")
    may_report = fields.Boolean(compute="_compute_may_write")

    _unit_index = models.Index("(unit_id, id)")
    _maker_index = models.Index("(made_unit_id, id)")

    @api.model
    def _default_due_on(self):
        return fields.Date.add(self.env["jn.analysis.period"]._today(), days=self.env["jn.setting"]._get("suggestion.days"))

    @api.model
    def _default_period(self):
        return self.env["jn.analysis.period"]._of()

    @api.depends("due_on")
    def _compute_due_from(self):
        for one in self:
            zone = one.unit_id._calendar().tz if one.unit_id else self.env["jn.analysis.period"]._zone()
            one.due_from = one.due_on and periods.utc_bounds(periods.Period(one.due_on, one.due_on), zone)[0]

    @api.depends("bad", "answers", "period_start", "period_end")
    @api.depends_context("lang")
    def _compute_evidence(self):
        for one in self:
            one.evidence = self.env._(
                "Of matters completed from %(start)s to %(end)s: %(share)s", start=one.period_start, end=one.period_end,
                share=one._fraction(one.bad, one.answers),
            )  # fmt: skip

    @api.depends("scope_unit_id", "made_unit_id", "unit_id")
    @api.depends_context("lang")
    def _compute_scope_words(self):
        for one in self:
            where = one._where().display_name
            one.scope_words = where and self.env._("The figures count %(unit)s and all units below it.", unit=where)

    @api.depends("stage_id")
    @api.depends_context("uid")
    def _compute_may_write(self):
        for one in self:
            kind = one.stage_id.sudo().kind  # configuration is read for everybody
            one.may_draft = not one.stage_id or (kind == "start" and one.my_turn)
            one.may_report = kind == "work" and one._is_owners() and one.my_turn

    @api.constrains("period_start", "period_end", "unit_id", "owner_id")
    def _check_parts(self):
        for one in self:
            if one.period_end < one.period_start:
                raise BadInput(self.env._("A period cannot end before it starts. Correct its first or last day."))
            if one.unit_id not in one.owner_id.sudo().unit_ids:  # where people work is no secret
                raise BadInput(self.env._(
                    "%(person)s does not work for %(unit)s. Choose one of its people.", person=one.owner_id.name, unit=one.unit_id.name,
                ))  # fmt: skip

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            self._check_words(vals_list, DRAFT)
        # the words are the maker's, checked above; moments, figures and stages are the system's
        suggestions = super(JnSuggestion, self.sudo()).create([{**self._made(vals), **vals} for vals in vals_list])
        suggestions._keep_figures()
        suggestions._flow_start()
        return suggestions.with_env(self.env)._within_sight()

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        for one in self:
            one._check_words([vals], one._writable())
        written = super(JnSuggestion, self.sudo()).write(vals)  # checked above; the rest is the system's
        if not vals.keys().isdisjoint(DRAFT):
            self._within_sight()
        if not vals.keys().isdisjoint(SCOPE):
            self.sudo()._keep_figures()  # counted for whoever writes it, as in create
        return written

    def action_open_evidence(self):
        """Open the complaints that it was born from, or the bad answers of its scope and period, as far as one may see them."""
        self.ensure_one()
        self.check_access("read")
        action = {"type": "ir.actions.act_window", "name": self.name, "views": [(False, "list"), (False, "form")]}
        if self.source == "similar":
            return {**action, "res_model": "jn.answer", "domain": [("id", "in", self.sudo().answer_ids.ids)]}  # its rules show them
        views = [(False, "list"), (False, "pivot"), (False, "graph")]
        return {**action, "views": views, "res_model": "jn.analysis.answer", "domain": list(self._scope_domain())}

    def action_open_warning(self):
        """Open the warning that it was born from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.warning_id.display_name, "res_model": "jn.warning",
            "res_id": self.warning_id.id, "views": [(False, "form")],
        }  # fmt: skip

    def _scope_domain(self):
        """The bad answers of its scope and period, over jn.analysis.answer."""
        start, end = self.env["jn.analysis.period"]._bounds(periods.Period(self.period_start, self.period_end))
        domain = Domain("completed_at", ">=", start) & Domain("completed_at", "<", end) & Domain("is_bad", "=", True) & Domain("is_first", "=", True)
        where = self._where()
        if where.parent_id:  # below the city lies everything
            domain &= Domain("unit_id", "child_of", where.id)
        named = {"matter_id": self.matter_id.id, "tag_ids": self.tag_id.id, "cause_id": self.cause_id.id,
                 "department_id": self.department_id.id, "channel": self.channel}  # fmt: skip
        return domain & Domain.AND(Domain(name, "=", value) for name, value in named.items() if value)

    def _where(self):
        """Whose figures speak: the unit named, else the maker's own: all of the city for the city's, of a county for the county's."""
        one = self.sudo()  # the tree is no secret
        maker = one.made_unit_id or one.unit_id.browse(self._made({"unit_id": one.unit_id._origin.id})["made_unit_id"])
        return one.scope_unit_id or maker

    def _keep_figures(self):
        """Count what the scope says of its period now, and keep it."""
        asked = self.env["jn.analysis.period"]
        spans = {one.id: asked._bounds(periods.Period(one.period_start, one.period_end)) for one in self}
        for (one_id, _which), (bad, answers) in self._counted({(key, "then"): span for key, span in spans.items()}).items():
            self.browse(one_id).write({"bad": bad, "answers": answers})

    @api.model
    def _made(self, vals):
        """When, by whom, and at which of that person's units: the one that the suggestion's unit lies below."""
        unit, own = self.env["jn.unit"].browse(vals.get("unit_id")), self.env.user.unit_ids
        above = own.filtered(lambda one: unit.sudo().parent_path and unit.sudo().parent_path.startswith(one.parent_path))  # the tree is no secret
        return {"made_at": self.env["jn.clock"]._now(), "made_by_id": self.env.uid, "made_unit_id": (above or own)[:1].id}

    def _within_sight(self):
        """Refuse what names units that the writer does not see; nothing of it stays."""
        for one in self if not self.env.su else ():
            units = one.unit_id | one.scope_unit_id
            answers = one.sudo().answer_ids.with_env(self.env)  # looked at to be refused
            if not self.env.user._may_see(units) or answers != answers._filtered_access("read"):
                raise NotAllowed(self.env._("A suggestion is about units and complaints that you see. Choose your own unit or one below it."))
        return self

    @api.model
    def _check_words(self, vals_list, allowed):
        strange = {name for vals in vals_list for name in vals} - set(allowed)
        if strange:
            labels = [field["string"] for field in self.fields_get(sorted(strange), ["string"]).values()]
            raise NotAllowed(self.env._(
                "Not to be written now: %(fields)s. Its maker writes the draft, its owner what was done; the rest is the system's.",
                fields=", ".join(labels or sorted(strange)),
            ))  # fmt: skip

    def _writable(self):
        """The fields that the user may write now."""
        return DRAFT if self.may_draft else REPORT if self.may_report else ()

    def _is_owners(self):
        """Whether it stands in a stage of the unit that carries it out."""
        return self.stage_id.sudo().level == OWN_LEVEL  # configuration is read for everybody

    def _flow_actor_unit(self):
        return self.unit_id if self._is_owners() else self.made_unit_id

    @api.model
    def _turn_domain(self):
        """What is drafted or to be accepted waits at its maker's unit, what is to be carried out at its owner's."""
        stages = self._turn_stages(self.env.user.all_group_ids.ids)
        theirs = self.env["jn.flow.stage"].union(*(some for level, some in stages.items() if level != OWN_LEVEL))
        owned = stages.get(OWN_LEVEL, theirs.browse())
        units = self._turn_units(OWN_LEVEL)
        made = Domain("stage_id", "in", theirs.ids) & Domain("made_unit_id", "in", units)
        return made | (Domain("stage_id", "in", owned.ids) & Domain("unit_id", "in", units))

    def _flow_check_move(self, move, note):
        """Whoever says that it has been carried out says what was done."""
        super()._flow_check_move(move, note)
        if move.event == CARRIED_OUT and not (self.measures or "").strip():
            raise BadInput(self.env._("Write down what was done before you report it as carried out."))

    def _desk_people(self):
        return {one: one._flow_owners() | (one.owner_id if one._is_owners() else one.made_by_id) for one in self}

    def _reminder_placeholders(self):
        city = self.unit_id._city()
        return {"unit": self.unit_id.name, "matter": self.name, "date": str(self.due_on), "signature": city.name or ""}

    def _fraction(self, numerator, denominator):
        """So many of so many, with the share."""
        share = f"{100 * numerator / denominator:.1f}%" if denominator else "–"
        return self.env._("%(bad)s of %(answers)s answers were bad (%(share)s)", bad=numerator, answers=denominator, share=share)
