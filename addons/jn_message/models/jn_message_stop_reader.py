from odoo import api, models

from odoo.addons.jn_rules.answers import is_stop


class JnMessageStopReader(models.AbstractModel):
    """Takes the words by which a citizen asks not to be messaged any more."""

    _name = "jn.message.stop.reader"
    _inherit = ["jn.message.reader"]
    _description = "Reader of wishes not to be messaged"

    @api.model
    def _read_messages(self, messages):
        words = self.env["jn.setting"]._get("message.stop_words")
        wishes = messages.filtered(lambda message: message.recipient and is_stop(message.text or "", words))
        if wishes:
            self.env["jn.message.stop"]._take(wishes)
        return wishes
