from odoo import api, fields, models


class JnMessageRung(models.Model):
    """One channel of a ladder, and how long it may take before the next one is tried."""

    _name = "jn.message.rung"
    _description = "Channel of a ladder"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "ladder_id, sequence, id"

    ladder_id = fields.Many2one("jn.message.ladder", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    channel = fields.Selection(selection="_select_channel", required=True)
    hours = fields.Integer(
        string="Wait for a receipt (natural hours)",
        help="Then the next channel is tried; 0: as the city's settings say.",
    )

    _channel_once = models.Constraint("UNIQUE (ladder_id, channel)", "A ladder tries each channel once. Remove the second row.")
    _hours_positive = models.Constraint("CHECK (hours >= 0)", "The hours are a number, or 0 for the city's.")

    @api.model
    def _select_channel(self):
        return self.env["jn.channel"]._selection()
