from odoo import api, models

from odoo.addons.jn_message.const import Result

RESULTS = {
    "delivered": Result("delivered"),
    "silent": Result("sent"),
    "unknown": Result("failed", error="no_number"),
}


class JnChannelDemo(models.AbstractModel):
    """Delivers to the phones on the screen; nothing leaves the house."""

    _name = "jn.channel.demo"
    _description = "Demo phones"
    _inherit = ["jn.channel"]

    _channel_code = "demo"
    _channel_rehearsal = True

    @api.model
    def _channel_name(self):
        return self.env._("Demo phone")

    @api.model
    def _hand_over(self, messages):
        phones = self.env["jn.demo.phone"].sudo()._for_numbers(set(messages.mapped("recipient")))  # the channel's own
        words = messages._filled_texts()
        now = self.env["jn.clock"]._now()
        arriving = messages.filtered(lambda message: phones[message.recipient].behaviour == "delivered")
        self.env["jn.demo.text"].sudo().create(  # nobody writes texts but the channel and the phone
            [
                {"phone_id": phones[message.recipient].id, "direction": "in", "text": words[message.id], "at": now}
                for message in arriving
            ]
        )
        return {
            message.id: RESULTS[phones[message.recipient].behaviour]._replace(external_id=f"demo-{message.id}")
            for message in messages
        }
