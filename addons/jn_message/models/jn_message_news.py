from odoo import api, models
from odoo.tools import SQL

from ..careful import attempt


class JnMessageNews(models.AbstractModel):
    """Tells records what became of the messages about them, once each, apart from sending and receiving."""

    _name = "jn.message.news"
    _description = "News about messages"
    _inherit = ["jn.sweep"]
    _sweep_order = 24

    @api.model
    def _sweep_next(self):
        self.env["jn.message"].flush_model(["news"])
        [[waits]] = self.env.execute_query(SQL("SELECT EXISTS (SELECT FROM jn_message WHERE news)"))
        return self.env["jn.clock"]._now() if waits else None

    @api.model
    def _sweep_batch(self, limit):
        messages = self.env["jn.message"]._claimed(SQL("news"), limit, SQL("id"))
        for model, about in messages.grouped("res_model").items():
            if model in self.env:
                attempt(about, self._tell)
        # what could not be told stands on the health page; telling it for ever would help nobody
        messages.write({"news": False})
        return len(messages)

    def _tell(self, messages):
        """Call the hooks of the records of one model, in the order in which things happened."""
        handed_over = messages.filtered(lambda message: message.sent_at and not message.told)
        self._call(handed_over, "_message_handed_over")
        handed_over.write({"told": True})
        self._call(messages.filtered(lambda message: message.state == "delivered"), "_message_delivered")
        self._call(messages.filtered(lambda message: message.state == "failed"), "_message_failed")

    def _call(self, messages, hook):
        records = messages._subjects()
        if records and hasattr(records, hook):
            getattr(records, hook)(messages.filtered(lambda message: message.res_id in records.ids))
