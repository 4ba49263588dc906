"""Models that exist in tests only: a subject, channels to order, and a reader."""

from odoo import api, fields, models

from odoo.addons.jn_message.const import Result

from .common import LINK


class TestSubject(models.Model):
    _name = "jn.test.subject"
    _description = "Test subject"
    _inherit = ["jn.message.subject"]
    _message_secret_names = ("url", "applicant")

    name = fields.Char()
    number = fields.Char()
    unit_id = fields.Many2one("jn.unit")
    heard = fields.Char(default="")
    matter_id = fields.Many2one("jn.matter")
    what = fields.Char()
    day = fields.Char(default="2019-05-22")
    done = fields.Boolean(help="Nobody needs to be asked any more.")

    def _message_recipient(self):
        return {record.id: record.number for record in self}

    def _message_values(self):
        return {
            record.id: {"applicant": record.name, "matter": record.what, "date": record.day, "url": LINK % record.id}
            for record in self
        }

    def _message_matter(self):
        return self.matter_id

    def _message_unwanted(self):
        return self.filtered("done")

    def _message_secrets(self):
        return {record.id: {"url": LINK % record.id, "applicant": record.name} for record in self}

    def _message_handed_over(self, messages):
        self._hear("handed over", messages)

    def _message_delivered(self, messages):
        self._hear("delivered", messages)

    def _message_failed(self, messages):
        self._hear("failed", messages)

    def _hear(self, what, messages):
        if "bad" in self.mapped("name"):
            raise ValueError("bad subject")
        for message in messages:
            record = self.browse(message.res_id)
            error = f" {message.error}" if what == "failed" else ""
            record.heard += f"{what}{error};"


class TestChannel(models.AbstractModel):
    """Does what `answers` says for a number, else delivers; keeps what it was given in `given`."""

    _name = "jn.channel.first"
    _description = "Test channel"
    _inherit = ["jn.channel"]
    _channel_code = "first"

    answers = {}
    given = []
    # What it says when asked about a number, and the numbers that it was asked about.
    told = {}
    asked = []

    @api.model
    def _channel_name(self):
        return "First"

    @api.model
    def _ask_account(self, account, messages):
        if "crash" in self.told.values():
            raise RuntimeError("the line is dead")
        self.asked.extend(messages.mapped("recipient"))
        stuck = super()._ask_account(account, messages)
        return {message.id: self.told.get(message.recipient, stuck[message.id]) for message in messages}

    @api.model
    def _hand_over(self, messages):
        words = messages._filled_texts()
        results = {}
        for message in messages:
            answer = self.answers.get(message.recipient, Result("delivered"))
            if answer == "crash":
                raise OSError("the line is dead")
            self.given.append((self._channel_code, message.recipient, words[message.id]))
            results[message.id] = answer._replace(external_id=f"x{message.id}")
        return results


class TestSecondChannel(models.AbstractModel):
    _name = "jn.channel.second"
    _description = "Second test channel"
    _inherit = ["jn.channel.first"]
    _channel_code = "second"

    answers = {}
    told = {}

    @api.model
    def _channel_name(self):
        return "Second"


class TestReader(models.AbstractModel):
    _name = "jn.test.reader"
    _description = "Test reader"
    _inherit = ["jn.message.reader"]

    @api.model
    def _read_messages(self, messages):
        if any(message.text == "explode" for message in messages):
            raise ValueError("reader failed")
        return messages.filtered(lambda message: message.text.isdigit())
