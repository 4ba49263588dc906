from odoo import api, models


class JnRevisitReader(models.AbstractModel):
    """Takes a citizen's text as the answer to the question that is open for that number (decision A7)."""

    _name = "jn.revisit.reader"
    _inherit = ["jn.message.reader"]
    _description = "Reader of answers"

    @api.model
    def _read_messages(self, messages):
        return messages.browse()
