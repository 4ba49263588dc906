from odoo import api, models

from odoo.addons.jn_org.health import GREEN, YELLOW, Row, window


class JnHealthIntake(models.AbstractModel):
    """Whether everything that stands in the exchange tables of other systems can be read, by logins that can do no harm there."""

    _name = "jn.health.intake"
    _inherit = ["jn.health.check"]
    _description = "Health of the exchange tables"

    @api.model
    def _health_duties(self):
        return [self._blank_row(), self._rights_row()]

    @api.model
    def _blank_row(self):
        """How many rows lie there without a place in the order by which rows are read."""
        domain = [("blank_count", ">", 0)]
        # A number says nothing about anybody.
        [[count]] = self.env["jn.intake.table"].sudo()._read_group(domain, [], ["blank_count:sum"])
        name = self.env._("Rows of exchange tables that cannot be read")
        advice = self.env._("Open each table: it says which column is empty there and how the other system fills it. Then they are read.")
        action = window(name, "jn.intake.table", domain)
        return Row("intake.blank", name, YELLOW if count else GREEN, count or 0, None, advice if count else "", action, duty=True)

    @api.model
    def _rights_row(self):
        """How many tables are read with a login that may also write there; a warning, for only their owner can change it."""
        domain = [("rights", "!=", False)]
        count = self.env["jn.intake.table"].sudo().search_count(domain)  # as above
        name = self.env._("Exchange tables whose login may also write")
        advice = self.env._("Open each table: it shows the lines by which its owner makes a login that may only read.")
        action = window(name, "jn.intake.table", domain)
        return Row("intake.rights", name, YELLOW if count else GREEN, count, None, advice if count else "", action, duty=True)
