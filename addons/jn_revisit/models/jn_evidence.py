from odoo import fields, models
from odoo.fields import Command

from odoo.addons.jn_org.exceptions import NotAllowed


class JnEvidence(models.AbstractModel):
    """A record to which files belong that show what it says; who may read the record may read them."""

    _name = "jn.evidence"
    _description = "Has evidence"

    attachment_ids = fields.Many2many("ir.attachment", string="Attachments", readonly=True)

    def _keep_evidence(self, attachments):
        """Hand files that the user has just uploaded to this one record; from then on nobody takes them away."""
        self.ensure_one()
        fresh = attachments - self.attachment_ids
        if any(file.create_uid != self.env.user or file.res_id for file in fresh.sudo()):  # whose they are is asked here
            raise NotAllowed(self.env._("Attach only files that you have uploaded in this form."))
        fresh.sudo().write({"res_model": self._name, "res_id": self.id})  # checked above; the record's step was checked before
        self.sudo().write({"attachment_ids": [Command.link(file.id) for file in fresh]})  # the same
