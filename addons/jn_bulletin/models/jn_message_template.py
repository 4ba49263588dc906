from odoo import api, models

from .jn_bulletin import TEMPLATE


class JnMessageTemplate(models.Model):
    """The words by which an issued bulletin is told are there as long as this room is."""

    _inherit = "jn.message.template"

    @api.model
    def _sent_by_rooms(self):
        return super()._sent_by_rooms() | {TEMPLATE}
