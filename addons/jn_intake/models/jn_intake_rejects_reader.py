from odoo import api, models

from ..const import REASON


class JnIntakeRejectsReader(models.AbstractModel):
    """Reads rejected rows as they were sent, with the reason behind them, for the person who sent them."""

    _name = "jn.intake.rejects.reader"
    _inherit = "jn.export.reader"
    _description = "Reader of rejected rows"

    @api.model
    def _may(self):
        """Whoever uploads gets back what they have sent; whose an export is, is looked at beside this."""
        return self.env["jn.intake.upload"].has_access("read")

    @api.model
    def _checked(self, model, columns):
        return self.env[model]

    @api.model
    def _fetched(self, columns):
        return ["error"]

    @api.model
    def _cells(self, records, columns):
        # the data of rows is hidden from screens
        return [[row.error if name == REASON else row.data.get(name) for name, _label, _kind in columns] for row in records.sudo()]
