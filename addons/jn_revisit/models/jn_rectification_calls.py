from odoo import api, fields, models

from odoo.addons.jn_message.const import PLACEHOLDERS
from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules import calls, texts

from ..const import BASES, METHODS

SCRIPT = "call_script"  # the template with what to say, and what never to ask for


class JnRectification(models.Model):
    """The calls: what is on record, whether a report may follow, when to try again, what to say (Art. 6, 7; decision D6)."""

    _inherit = "jn.rectification"
    _message_secret_names = ("url", "applicant")

    call_ids = fields.One2many("jn.call", "rectification_id")
    basis = fields.Selection(BASES, readonly=True)
    unreachable = fields.Boolean(compute="_compute_call_advice", help="Tried often enough on enough days, and never reached.")
    next_call_at = fields.Datetime(compute="_compute_call_advice", string="Next attempt")
    call_advice = fields.Char(compute="_compute_call_advice", string="What is missing")
    call_back_at = fields.Datetime(
        readonly=True, string="Asked to call back", help="When the citizen was sent a message, because nobody could be reached."
    )

    @api.depends("call_ids", "supervisor_asked_at", "unit_id")
    @api.depends_context("lang")
    def _compute_call_advice(self):
        for work in self:
            enough = work._enough()
            work.unreachable = enough.basis == "attempts"
            work.next_call_at = work._suggested_call()
            work.call_advice = False if enough.ok or not work.call_ids else work._missing_words(enough)

    def log_call(self, reached, note=None, method="phone"):
        """Record an attempt to reach the citizen; the first one inside the limit meets the 24 hours (Art. 7, decision D6)."""
        self._check_words(method, METHODS)
        self._flow_check("call_logged", note)
        now = self.env["jn.clock"]._now()
        self.env["jn.call"].sudo().create([  # checked above; facts are written by the system
            {"rectification_id": work.id, "case_id": work.case_id.id, "unit_id": work.unit_id.id, "method": method,
             "reached": bool(reached), "note": note, "user_id": self.env.uid, "at": now}
            for work in self
        ])
        self.sudo()._flow_fire("call_logged", note)  # checked above
        return True

    def _calls_that_count(self):
        """The attempts of those whom the citizen wants to talk to."""
        since = self.supervisor_asked_at
        return self.call_ids.filtered(lambda call: not since or call.at >= since)

    def _attempts(self):
        return [(call.at, call.reached) for call in self._calls_that_count()]

    def _enough(self):
        """Whether a report may follow the calls so far (decision D6)."""
        unit, get = self.unit_id, self.env["jn.setting"]._get
        minimum, days = get("call.attempts", unit), get("call.days", unit)
        return calls.suffices(self._attempts(), minimum, days, unit._calendar().tz)

    def _suggested_call(self):
        """When to try next, while no report may follow yet."""
        unit, get = self.unit_id, self.env["jn.setting"]._get
        least = (get("call.attempts", unit), get("call.days", unit), get("call.gap_hours", unit))
        return not self.ended_at and calls.next_attempt(self._attempts(), *least, unit._calendar(), self.env["jn.clock"]._now())

    def _basis(self):
        """Return on what the report rests: a talk, or enough failed attempts (decision D6)."""
        self.ensure_one()
        enough = self._enough()
        if not enough.ok:
            raise NotPossible(self._missing_words(enough))
        return enough.basis

    def _missing_words(self, enough):
        return self.env._(
            "A report needs a talk with the citizen, or %(attempts)s more attempts on %(days)s more days.",
            attempts=enough.missing_attempts, days=enough.missing_days,
        )

    def _call_script(self, **given):
        """What to say on the phone, and what never to ask for, in the pack's words; words that are given stand in place of the case's."""
        words = {**dict.fromkeys(PLACEHOLDERS), **self.case_id._placeholders(), **given}
        return texts.fill(self.env["jn.message.template"]._named(SCRIPT).with_env(self.env).text, words)

    def _message_recipient(self):
        numbers = self.case_id._message_recipient()
        return {work.id: numbers[work.case_id.id] for work in self}

    def _message_values(self):
        return {work.id: work.case_id._placeholders() for work in self}

    def _message_secrets(self):
        """The case's, and the link of the latest question: the citizen's page tells where the matter stands."""
        latest = {work.id: work.case_id.revisit_ids.sorted("id")[-1:] for work in self}
        links, cases = self.env["jn.revisit"].union(*latest.values())._message_secrets(), self.case_id._message_secrets()
        return {work.id: {**cases[work.case_id.id], **links[latest[work.id].id]} for work in self}
