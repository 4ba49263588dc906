import base64

from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..archive import unzip_files


class JnPackImport(models.TransientModel):
    """A pack's zip file: first what it would change, then the change."""

    _name = "jn.pack.import"
    _description = "Import of a Regulation Pack"

    file = fields.Binary(string="Zip file", required=True, attachment=False)
    filename = fields.Char()
    publish = fields.Boolean(help="Publish what arrives as a draft.")
    is_planned = fields.Boolean(readonly=True)
    plan = fields.Text(string="What would change", readonly=True)

    def action_plan(self):
        """Show what the file would change."""
        self.ensure_one()
        self.env["jn.pack"]._check_administrator()
        sentences = self.env["jn.pack"]._plan(self._files())
        self.write({"is_planned": True, "plan": "\n".join(sentences) or self.env._("Nothing would change.")})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a pack"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_apply(self):
        """Apply the file and show the pack."""
        self.ensure_one()
        pack = self.env["jn.pack"]._apply(self._files(), publish=self.publish)
        return {
            "type": "ir.actions.act_window",
            "res_model": "jn.pack",
            "res_id": pack.id,
            "view_mode": "form",
        }

    def _files(self):
        try:
            return unzip_files(base64.b64decode(self.with_context(bin_size=False).file))
        except ValueError:
            message = self.env._("This is no zip file of a pack. Choose one that was exported here.")
            raise BadInput(message) from None
