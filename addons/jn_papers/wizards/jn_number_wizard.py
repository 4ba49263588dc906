from odoo import fields, models


class JnNumberWizard(models.TransientModel):
    """Asks for the number that is to be tried out (Art. 13)."""

    _name = "jn.number.wizard"
    _description = "Test a number"

    phone = fields.Char(string="Number", required=True)

    def action_begin(self):
        """Send the test message and show what becomes of it."""
        self.ensure_one()
        key = self.env["jn.number.test"].begin(self.phone)
        self.phone = "-"  # the number stands with the test alone
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_papers.jn_number_test_action")
        return {**action, "res_id": key, "views": [[False, "form"]], "view_mode": "form"}
