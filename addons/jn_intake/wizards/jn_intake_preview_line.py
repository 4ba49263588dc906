from odoo import fields, models

from ..const import VERDICTS


class JnIntakePreviewLine(models.TransientModel):
    """One row of the test of an exchange table."""

    _name = "jn.intake.preview.line"
    _description = "Row of a test"

    preview_id = fields.Many2one("jn.intake.preview", required=True, ondelete="cascade")
    verdict = fields.Selection(VERDICTS, string="Trial")
    error = fields.Text(string="Reason")
    ref = fields.Char(string="Case number")
    unit = fields.Char(string="Unit's code")
    matter = fields.Char(string="Matter's code")
    handler = fields.Char(string="Staff code of who handled it")
    applicant_name = fields.Char(string="Applicant")
    phone = fields.Char()
    accepted_at = fields.Char()
    completed_at = fields.Char()
