from odoo import fields, models

from ..compiled import domain, holding


class JnFlowGuarded(models.AbstractModel):
    """A part of a version that holds only for records of its domain."""

    _name = "jn.flow.guarded"
    _inherit = "jn.flow.part"
    _description = "Conditional part of a process version"

    guarded_model = fields.Char(related="version_id.flow_id.model", string="Model of the records")
    guard = fields.Char(string="Condition", help="A domain on the record; empty: always.")

    def _holds(self, records):
        """Return those of `records` for which the condition holds."""
        return holding(records, domain(self.guard))

    def _first_holding(self, record):
        """Return the first of these parts that holds for `record`, or none."""
        return next((part for part in self if part._holds(record)), self.browse())
