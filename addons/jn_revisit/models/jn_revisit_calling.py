from odoo import api, fields, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_rules import calls

from ..const import ATTEMPTS, BY_STAFF

SCRIPT = "script_revisit"  # the template with what to say, and what never to ask for


class JnRevisit(models.Model):
    """The ladder's last rung: supervisors put the question by phone (Art. 6, 7; decisions A8, D6)."""

    _inherit = "jn.revisit"

    attempt_count = fields.Integer(compute="_compute_calling", string="Calls so far")
    next_call_at = fields.Datetime(compute="_compute_calling", string="Next attempt")
    call_now = fields.Boolean(compute="_compute_calling", help="The next attempt may be made now.")
    call_script = fields.Text(compute="_compute_call_script", string="What to say")
    attempt_ids = fields.One2many("jn.revisit.attempt", "revisit_id", string="Calls to put the question")

    @api.depends("attempt_ids", "call_by", "ended_at", "delivered_at", "unit_id")
    def _compute_calling(self):
        now = self.env["jn.clock"]._now()
        for revisit in self:
            waits = revisit.call_by and not revisit.ended_at and not revisit.delivered_at
            revisit.attempt_count = len(revisit.attempt_ids)
            revisit.next_call_at = waits and revisit._suggested_attempt(now)
            revisit.call_now = bool(revisit.next_call_at) and revisit.next_call_at <= now

    @api.depends("case_id", "unit_id")
    @api.depends_context("uid", "lang")
    def _compute_call_script(self):
        """What to say, in the pack's words, with the name only for those who may know it."""
        template = self.env["jn.message.template"]._named(SCRIPT)
        for revisit in self:
            said = template._words(revisit.case_id._placeholders())["text"]
            revisit.call_script = template._filled_with(said, {"applicant": revisit.case_id.applicant_name or ""})

    def log_attempt(self, result, note=None):
        """Put on record a call that brought no rating; a rating is entered as an answer (decision A8).

        :param result: not_reached, told or refused. Told counts as delivered, so the 48 hours begin; not reached
            often enough (decision D6) or refused ends the revisit as undelivered.
        """
        self.ensure_one()
        self._check_may_answer()
        if result not in dict(ATTEMPTS):
            raise BadInput(self.env._("“%(result)s” is no result of a call; choose one of the list.", result=result))
        if not self.call_by or self.ended_at or self.delivered_at:
            raise NotPossible(self.env._("This question need not be put by phone, or not any more."))
        now = self.env["jn.clock"]._now()
        fact = {"revisit_id": self.id, "unit_id": self.unit_id.id, "result": result, "note": (note or "").strip() or False}
        self.env["jn.revisit.attempt"].sudo().create({**fact, "user_id": self.env.uid, "at": now})  # facts are the system's
        getattr(self.sudo(), f"_take_{result}")()  # checked above
        return True

    def _take_told(self):
        self._settle_call("delivered")

    def _take_refused(self):
        self._refuse_contact()

    def _attempts(self):
        return [(attempt.at, attempt.result != "not_reached") for attempt in self.attempt_ids]

    def _suggested_attempt(self, now):
        """When to try next: in working time, some hours after the last call, on another day where days are missing (decision D6)."""
        least = (self._setting(code, self) for code in ("call.attempts", "call.days", "call.gap_hours"))
        return calls.next_attempt(self._attempts(), *least, self.unit_id._calendar(), now)

    def _take_not_reached(self):
        least, days = (self._setting(code, self) for code in ("call.attempts", "call.days"))
        if calls.suffices(self._attempts(), least, days, self.unit_id._calendar().tz).ok:
            self._settle_call("failed", error="not_reached")

    def _settle_call(self, state, **more):
        """Settle the message that stands for the calls; the revisit is told as of any other."""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids), ("channel", "=", BY_STAFF), ("state", "=", "sent")]
        messages = self.env["jn.message"].search(domain)
        messages._settle({message.id: Result(state, **more) for message in messages})
