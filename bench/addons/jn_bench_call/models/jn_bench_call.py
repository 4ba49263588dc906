from odoo import api, models


class JnBenchCall(models.AbstractModel):
    """The ceiling: what a call over JSON-2 takes that does nothing."""

    _name = "jn.bench.call"
    _description = "Empty call"

    @api.model
    def nothing(self):
        """Answer at once."""
        return "nothing"
