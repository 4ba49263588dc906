from odoo import fields, models

from odoo.addons.jn_rules import periods


class JnWarning(models.Model):
    """A warning may lead to a suggestion, with its figures as the problem."""

    _inherit = "jn.warning"

    suggestion_ids = fields.One2many("jn.suggestion", "warning_id", string="Suggestions")

    def action_suggest(self):
        """Begin a suggestion about what this warning says."""
        self.ensure_one()
        self.check_access("read")
        return self.env["jn.suggestion"]._form(
            "warning", periods.Period(self.period_start, self.period_end), warning_id=self.id, name=self.display_name,
            problem=self.explanation, unit_id=self.unit_id.id, scope_unit_id=self.unit_id.id,
        )  # fmt: skip
