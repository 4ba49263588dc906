from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import groupby

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..const import RECTIFICATION_KINDS

SIGNATURES = ("confirmed", "refused")


class JnRectification(models.Model):
    """A window's work order after a bad answer: call, repair, report, confirm (Art. 6, 7, 8)."""

    _name = "jn.rectification"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.flow.work", "jn.evidence", "jn.message.subject", "jn.in.field", "jn.in.period", "jn.case.part"]
    _description = "Rectification"
    _order = "id desc"
    _period_moment = "submitted_at"
    _flow_ended = "ended_at"
    _flow_events = ("supervisor_asked",)

    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    kind = fields.Selection(RECTIFICATION_KINDS, required=True, readonly=True, default="first")
    round = fields.Integer(readonly=True)
    call_due_at = fields.Datetime(readonly=True, string="Call until")
    report_due_at = fields.Datetime(readonly=True, index=True, string="Report until")
    supervisor_asked_at = fields.Datetime(
        readonly=True, string="Supervisors asked for", help="Since then the supervisors call, not the window (decision D13)."
    )
    object_until = fields.Datetime(readonly=True, string="Objection until")
    urging_ids = fields.One2many("jn.urging", "rectification_id", string="Urged")
    follow_up_ids = fields.One2many("jn.follow.up", "rectification_id", string="What the citizen says of it")
    contradicted = fields.Boolean(compute="_compute_contradicted", store=True, string="Contradicted by the citizen")
    ended_at = fields.Datetime(readonly=True)
    new_unit_id = fields.Many2one("jn.unit", readonly=True, help="Where an upheld objection sent the case.")
    matter_id = fields.Many2one(related="case_id.matter_id", store=True, help="Kept here too: business offices ask for those of their field.")
    handler_id = fields.Many2one(related="case_id.handler_id", store=True, help="Kept here too: whom the work does not wait for.")
    close_reason = fields.Selection(related="case_id.close_reason")
    answer_ids = fields.One2many("jn.answer", compute="_compute_answer_ids")
    open_steps = fields.Char(compute="_compute_open_steps", help="The events of the steps that this user may take now.")
    answer_summary = fields.Char(compute="_compute_answer_summary", string="What the citizen said")

    objected_after_call = fields.Boolean(readonly=True, help="A rejected objection leads back to the report, not to the call.")

    _unit_index = models.Index("(unit_id, id)")
    # what is due first comes first, as with cases: what is open, all of a unit, all of many units; boards count by stage
    _open_index = models.Index("(unit_id, next_due_at) WHERE ended_at IS NULL")
    _board_index = models.Index("(stage_code, unit_id) INCLUDE (id, next_due_at)")
    # … for people of the whole city and for offices without looking at what has ended
    _board_due_index = models.Index("(stage_code, next_due_at, id DESC) INCLUDE (unit_id, matter_id) WHERE ended_at IS NULL")
    _unit_due_index = models.Index("(unit_id, next_due_at, id DESC)")
    _due_index = models.Index("(next_due_at, id DESC) INCLUDE (unit_id, matter_id)")
    _matter_due_index = models.Index("(matter_id, next_due_at, id DESC)")
    _moved_index = models.Index("(ended_at) WHERE new_unit_id IS NOT NULL")
    _contradicted_index = models.Index("(unit_id, id) WHERE contradicted IS TRUE")

    @api.depends("case_id.ref", "round")
    def _compute_display_name(self):
        for work in self.sudo():  # a unit whose objection was upheld keeps its record of a case it sees no more
            work.display_name = self.env._("%(case)s, rectification %(round)s", case=work.case_id.ref, round=work.round)

    @api.depends("follow_up_ids.contradicts")
    def _compute_contradicted(self):
        for work in self:
            work.contradicted = any(work.follow_up_ids.mapped("contradicts"))

    @api.depends("case_id.answer_ids")
    @api.depends_context("uid", "su")
    def _compute_answer_ids(self):
        """The case's answers, as far as the user sees them: after a transfer they are the new unit's."""
        every = self.sudo().case_id.answer_ids  # of cases that the user sees no more, too
        seen = every.sudo(self.env.su)._filtered_access("read")  # back to the user's own rights
        answers = seen.grouped("case_id")
        for work in self:
            work.answer_ids = answers.get(work.case_id, seen.browse())

    @api.depends("answer_ids")
    @api.depends_context("lang")
    def _compute_answer_summary(self):
        """The latest answer in one line, for the board."""
        for work in self:
            work.answer_summary = work.answer_ids._latest_words()

    @api.depends("flow_buttons")
    @api.depends_context("uid")
    def _compute_open_steps(self):
        for work in self:
            work.open_steps = " ".join(button["event"] for button in work.flow_buttons or ())

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        cases = self.env["jn.case"].browse([vals["case_id"] for vals in vals_list])
        # Rounds are counted for the whole case.
        done = dict(self.sudo()._read_group([("case_id", "in", cases.ids)], ["case_id"], ["__count"]))
        now = self.env["jn.clock"]._now()
        works = super().create([
            {**vals, "unit_id": case.unit_id.id, "round": done.get(case, 0) + 1,
             "supervisor_asked_at": now if case._wants_supervisor() else False}
            for vals, case in zip(vals_list, cases, strict=True)
        ])
        works._take_points()
        return works

    def action_log_call(self):
        """Open the form for a call from the page itself."""
        return self._step_form("call_logged")

    def action_write_report(self):
        """Open the form for the report from the page itself."""
        return self._step_form("report_submitted")

    def confirm(self, ok=True, note=None):
        """Confirm the report, or send it back with a reason: the chief representative's signature (Art. 4, 8)."""
        return self._flow_press("confirmed" if ok else "refused", note)

    def object_assignment(self, note):
        """Say that the case belongs to another unit, inside the time for it (Art. 12; decision D7)."""
        return self._flow_press("objected", note)

    def decide_objection(self, ok, note=None, unit=None):
        """Uphold an objection by naming the right unit's code, or reject it with a reason (decision D7)."""
        event = "objection_upheld" if ok else "objection_rejected"
        self._flow_check(event, note)
        if ok:
            self.sudo().write({"new_unit_id": self._right_unit(unit).id})  # checked above
        self.sudo()._flow_fire(event, note)
        return True

    def _step_form(self, event):
        """The window that a step of the process asks for, opened on this record."""
        self.ensure_one()
        self._flow_check(event)
        action = self.env["ir.actions.act_window"]._for_xml_id(self._flow_move(event).form)
        return {**action, "context": {"active_id": self.id, "active_model": self._name, "default_event": event}}

    def reassign(self, unit, note):
        """Give the item to the window with this code, whoever holds it now and without an objection (Art. 12; decision D7)."""
        self._flow_check("reassigned", note)
        right = self._right_unit(unit)
        if not self.env.user._may_see(right):
            raise NotAllowed(self.env._("You assign items among the windows that you look after. Ask the city's supervisors for others."))
        self.sudo()._reassign_to(right, note)  # checked above
        return True

    def _reassign_to(self, unit, note):
        """Give these items to another unit, which gets fresh limits; the case moves along (Art. 12; decision D7)."""
        self.write({"new_unit_id": unit.id})
        self._flow_fire("reassigned", note)

    def urge(self, words):
        """Press for this work with a sentence that is kept, shown on it, and told to liaison and chief (督办, Art. 6, 12)."""
        self.env["jn.urging"]._keep(self, words)
        return True

    def _hand_call_over(self):
        """Let the supervisors call from now on, with a full time limit; the window keeps the report (decision D13)."""
        self.write({"supervisor_asked_at": self.env["jn.clock"]._now()})
        self._flow_fire("supervisor_asked")

    def _right_unit(self, code):
        unit = self.env["jn.unit"].search([("code", "=", code), ("kind", "=", "window")]) if code else self.env["jn.unit"]
        if not unit or unit in self.unit_id:
            raise BadInput(self.env._("Name the window that is responsible instead by its code; “%(code)s” is none.", code=code or ""))
        return unit

    def _is_moved_enough(self):
        """Whether so many windows have passed the case on that the county decides from now on (decision D7)."""
        moved = self.sudo().search_count([("case_id", "in", self.case_id.ids), ("new_unit_id", "!=", False)])  # of all windows
        return moved >= self.env["jn.setting"]._get("transfer.limit", self.unit_id)

    def _effect_open_at_new_unit(self):
        """Move the case to the right unit, which gets fresh limits."""
        stays = self._flow_passages().filtered(lambda stay: not stay.left_at)
        reasons = {stay.res_id: stay.note for stay in stays}
        for (unit, reason), works in groupby(self, lambda work: (work.new_unit_id, reasons.get(work.id))):
            works = self.browse().concat(*works)
            works.case_id._move_to_unit(unit, reason)
            works._begin_again()

    def _begin_again(self):
        """Open for each of these the same work at the unit where its case is now, with fresh limits and the points to redo."""
        again = self.create([{"case_id": work.case_id.id, "kind": work.kind} for work in self])
        for work, other in zip(self, again, strict=True):
            work.point_ids.write({"rectification_id": other.id})
        again._flow_start()

    @api.model
    def _part_domain(self):
        """What ended because the case went on is the record of who objected, or lost it: it stays there and counts nowhere."""
        return super()._part_domain() & Domain("new_unit_id", "=", False)

    def _flow_extension_limit(self, timer):
        """A county may only be stricter than the process (decision B6)."""
        return min(super()._flow_extension_limit(timer), self.env["jn.setting"]._get("extension.limit", self.unit_id))

    def _flow_fits(self, user):
        """Whom the complaint is about takes no step in its repair (decision D5)."""
        return super()._flow_fits(user) and not self.sudo().case_id._is_criticised(user)  # also of a case moved on

    def _flow_may(self, move):
        return super()._flow_may(move) and not self._is_own_report(move)

    @api.model
    def _turn_domain(self):
        """What one is criticised for waits for somebody else."""
        user, turn = self.env.user, super()._turn_domain()
        if user.has_group("jn_org.group_window_clerk"):
            turn &= Domain("handler_id", "!=", False) | Domain("unit_id", "not in", user.unit_ids.ids)
        return turn & (Domain("handler_id", "=", False) | Domain("handler_id", "!=", user.id))

    def _is_own_report(self, move):
        """Whether the user would sign what they wrote themselves, where a report takes two persons (decision D5)."""
        wrote = move.event in SIGNATURES and self.submitted_by_id == self.env.user
        return wrote and self.env["jn.setting"]._get("rectification.two_persons", self.unit_id)

    def _flow_check_move(self, move, note):
        if move and not self._flow_fits(self.env.user):
            raise NotAllowed(self.env._("The citizen's complaint is, or may be, about your own handling. Ask a colleague to do this step."))
        if move and self._is_own_report(move):
            raise NotAllowed(self.env._("You wrote this report yourself. Another person has to confirm or refuse it."))
        super()._flow_check_move(move, note)
        now = self.env["jn.clock"]._now()
        if move.event == "call_logged" and self.supervisor_asked_at and self.unit_id & self.env.user.unit_ids:
            raise NotAllowed(self.env._("The citizen wants to be called by the supervisors, not by the window. They will call."))
        if move.event == "objected" and self._is_moved_enough():
            raise NotPossible(self.env._("The item has gone from window to window often enough. Now the county's supervisors assign it: ask them."))
        if move.event == "objected" and self.object_until and now > self.object_until:
            raise NotPossible(self.env._("The time to object ended at %(at)s.", at=self._local(self.object_until)))

    def _check_words(self, word, choices):
        if word not in dict(choices):
            known = ", ".join(dict(choices))
            raise BadInput(self.env._("“%(word)s” is not one of %(known)s.", word=word, known=known))

    def _local(self, moment):
        zone = self.with_context(tz=self.unit_id._calendar().tz)
        return fields.Datetime.to_string(fields.Datetime.context_timestamp(zone, moment))
