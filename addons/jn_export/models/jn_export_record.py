import json

from odoo import api, fields, models

from odoo.addons.jn_rules import phones

from ..const import JOIN, RECORD_KINDS


class JnExportRecord(models.Model):
    """Who took which rows out of the system, how many and when: what was taken is personal data (decision D12)."""

    _name = "jn.export.record"
    _inherit = "jn.append.only"
    _description = "Record of an export"
    _order = "id desc"
    _rec_name = "name"

    kind = fields.Selection(RECORD_KINDS, string="What was done", required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="By", required=True, readonly=True, index=True)
    at = fields.Datetime(required=True, readonly=True, index=True)
    model = fields.Char(required=True, readonly=True)
    name = fields.Char(string="List", required=True, readonly=True)
    column_words = fields.Text(string="Columns", readonly=True)
    condition = fields.Text(readonly=True, help="Which rows, as the search says it; numbers are masked.")
    row_count = fields.Integer(string="Rows", required=True, readonly=True)

    @api.model
    def _note(self, kind, model, name="", words=(), domain=None, rows=0):
        """Put on record that the user took these rows; `words` are headings, `domain` is as JSON has it."""
        self.sudo().create({  # facts are written by the system
            "kind": kind,
            "user_id": self.env.uid,
            "at": self.env["jn.clock"]._now(),
            "model": model,
            "name": name or self.env["ir.model"]._get(model).name,
            "column_words": JOIN.join(words),
            "condition": json.dumps(phones.masked(domain), ensure_ascii=False) if domain else False,
            "row_count": rows,
        })
