from odoo import api, models

from ..const import CODES


class JnChannelApp(models.AbstractModel):
    """Messages in the city's mobile app (Art. 6), through its server, which speaks our signed protocol."""

    _name = "jn.channel.app"
    _description = "App"
    _inherit = ["jn.channel.signed"]

    _channel_code = "app"
    _channel_words = CODES

    @api.model
    def _channel_name(self):
        return self.env._("App")

    @api.model
    def _prepare_row(self, message, values):
        """The app shows a title and opens the citizen's page itself."""
        row = super()._prepare_row(message, values)
        return {**row, "title": message.template_id.name or "", "url": values.get("url") or ""}
