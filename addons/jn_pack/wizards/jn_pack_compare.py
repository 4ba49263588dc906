from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnPackCompare(models.TransientModel):
    """Two packs side by side: what would hold with the one, and with the other."""

    _name = "jn.pack.compare"
    _description = "Comparison of Two Packs"

    pack_id = fields.Many2one("jn.pack", string="This pack", required=True, ondelete="cascade")
    other_id = fields.Many2one("jn.pack", string="Another applied pack", ondelete="cascade")
    file = fields.Binary(string="Or a pack's file", attachment=False)
    filename = fields.Char()
    differences = fields.Json(compute="_compute_differences")
    problems = fields.Text(compute="_compute_differences")

    @api.depends("pack_id", "other_id", "file", "filename")
    def _compute_differences(self):
        for wizard in self:
            wizard.differences, wizard.problems = False, False
            if not wizard.pack_id or not (wizard.other_id or wizard.file):
                continue
            try:
                wizard.differences = wizard._compared()
            except BadInput as error:
                wizard.problems = str(error)

    def _compared(self):
        Pack = self.env["jn.pack"]
        other = Pack._load(self._files()) if self.file else self.other_id._data()
        return Pack._compare(Pack._as_it_holds(self.pack_id._data()), Pack._as_it_holds(other))

    def _files(self):
        # what was stored comes with its content, not with its size
        return self.env["jn.pack"]._uploaded(self.with_context(bin_size=False).file, self.filename, self.pack_id)
