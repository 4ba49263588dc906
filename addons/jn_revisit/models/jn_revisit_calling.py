from odoo import fields, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_rules import calls

from ..const import ATTEMPTS, BY_STAFF


class JnRevisit(models.Model):
    """The ladder's last rung: supervisors put the question by phone (Art. 6, 7; decisions A8, D6)."""

    _inherit = "jn.revisit"

    attempt_ids = fields.One2many("jn.revisit.attempt", "revisit_id", string="Calls to put the question")

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

    def _take_not_reached(self):
        attempts = [(attempt.at, attempt.result != "not_reached") for attempt in self.attempt_ids]
        least, days = (self._setting(code, self) for code in ("call.attempts", "call.days"))
        if calls.suffices(attempts, least, days, self.unit_id._calendar().tz).ok:
            self._settle_call("failed", error="not_reached")

    def _settle_call(self, state, **more):
        """Settle the message that stands for the calls; the revisit is told as of any other."""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids), ("channel", "=", BY_STAFF), ("state", "=", "sent")]
        messages = self.env["jn.message"].search(domain)
        messages._settle({message.id: Result(state, **more) for message in messages})
