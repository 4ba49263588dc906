from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnAnswer(models.Model):
    """A late answer is corrected in the published sheet from which it was opened (decision A4)."""

    _inherit = "jn.answer"

    late_correction_ids = fields.One2many("jn.late.correction", "answer_id", string="Corrections for late answers")

    def action_draft_correction(self):
        """Draft what this answer changes in the sheet that the context names as `jn_sheet`, and open the draft."""
        self.ensure_one()
        self.check_access("read")
        sheet = self.env["jn.sheet"].browse(self.env.context.get("jn_sheet") or ()).exists()
        if not sheet:
            raise BadInput(self.env._("Open the late answers from the score sheet that is to be corrected."))
        return self.env["jn.late.correction"]._draft(sheet, self)._shown()
