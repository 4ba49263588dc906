from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from ..const import BEHAVIOURS


class JnDemoPhone(models.Model):
    """A citizen's phone on the screen: it appears when a message goes to its number for the first time."""

    _name = "jn.demo.phone"
    _description = "Demo phone"
    _order = "last_at desc nulls last, id desc"
    _rec_name = "number"

    number = fields.Char(required=True)
    behaviour = fields.Selection(BEHAVIOURS, required=True, default="delivered")
    text_ids = fields.One2many("jn.demo.text", "phone_id", string="Texts", readonly=True)
    last_at = fields.Datetime(compute="_compute_last", store=True)
    last_text = fields.Text(compute="_compute_last", store=True)
    conversation = fields.Html(compute="_compute_conversation", sanitize=False)
    reply = fields.Text(string="Answer as this citizen")

    _number_unique = models.Constraint("UNIQUE (number)", "There is a phone with this number already. Open that one.")

    @api.depends("text_ids.text", "text_ids.at")
    def _compute_last(self):
        for phone in self:
            last = phone.text_ids[-1:]
            phone.last_at, phone.last_text = last.at, last.text

    @api.depends("text_ids.text", "text_ids.direction", "text_ids.at")
    @api.depends_context("tz")
    def _compute_conversation(self):
        for phone in self:
            phone.conversation = Markup().join(text._bubble() for text in phone.text_ids)

    def action_reply(self):
        """Send what is written in the reply box to us, as the citizen would."""
        self.ensure_one()
        self.check_access("write")
        words = (self.reply or "").strip()
        if not words:
            raise BadInput(self.env._("Write the answer first."))
        self._reply(words)
        self.reply = False

    def _reply(self, words):
        """Let this phone send `words` to us; returns the inbound message."""
        self._check_rehearsal()
        now = self.env["jn.clock"]._now()
        text = self.env["jn.demo.text"].sudo().create(  # nobody writes texts but the channel and the phone
            {"phone_id": self.id, "direction": "out", "text": words, "at": now}
        )
        inbound = {"channel": "demo", "sender": self.number, "text": words, "external_id": f"demo-{text.id}", "at": now}
        return self.env["jn.message"]._receive([inbound])

    def _check_rehearsal(self):
        if not self.env["jn.clock"]._is_rehearsal():
            raise NotPossible(self.env._("Demo phones work only in a database made for rehearsal."))

    @api.model
    def _for_numbers(self, numbers):
        """Return {number: phone}, with new phones for numbers not seen before."""
        known = {phone.number: phone for phone in self.search([("number", "in", list(numbers))])}
        fresh = self.create([{"number": number} for number in sorted(numbers - known.keys())])
        return {**known, **{phone.number: phone for phone in fresh}}
