import base64

from odoo import api, fields, models

from ..archive import zip_files


class JnPackExport(models.TransientModel):
    """A pack's files, ready for download."""

    _name = "jn.pack.export"
    _description = "Export of a Regulation Pack"

    pack_id = fields.Many2one("jn.pack", required=True, readonly=True, ondelete="cascade")
    filename = fields.Char(compute="_compute_file")
    file = fields.Binary(string="Zip file", compute="_compute_file", attachment=False)

    @api.depends("pack_id")
    def _compute_file(self):
        for wizard in self:
            code = wizard.pack_id.code
            wizard.filename = f"{code}.zip"
            wizard.file = base64.b64encode(zip_files(self.env["jn.pack"]._export(code)))
