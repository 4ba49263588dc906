from odoo import Command, api, fields, models

from odoo.addons.jn_rules import phones


class JnIntakePreview(models.TransientModel):
    """What the first rows of an exchange table look like here, and what would become of them."""

    _name = "jn.intake.preview"
    _description = "Test of an exchange table"

    table_id = fields.Many2one("jn.intake.table", readonly=True, ondelete="cascade")
    blank_words = fields.Text(related="table_id.blank_words")
    rights_words = fields.Text(related="table_id.rights_words")
    rights_lines = fields.Text(related="table_id.rights_lines")
    line_ids = fields.One2many("jn.intake.preview.line", "preview_id", readonly=True)
    line_count = fields.Integer(readonly=True)
    good_count = fields.Integer(readonly=True)

    @api.model
    def _show(self, table, items, results):
        """Return the window that shows these rows."""
        preview = self.create({
            "table_id": table.id,
            "line_count": len(items),
            "good_count": sum(bool(result["status"] != "rejected") for result in results),
            "line_ids": [Command.create(self._line(*pair)) for pair in zip(items, results, strict=True)],
        })
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Test of %(table)s", table=table.relation),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _line(self, item, result):
        names = ("ref", "unit", "matter", "handler", "applicant_name", "accepted_at", "completed_at")
        return {
            **{name: item.get(name) for name in names},
            "phone": phones.mask(item.get("phone") or ""),
            "verdict": result["status"],
            "error": result["error"],
        }
