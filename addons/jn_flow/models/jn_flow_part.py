from lxml import etree

from odoo import api, fields, models

IN_FORCE = "version_state in ('published', 'retired')"


class JnFlowPart(models.AbstractModel):
    """A row of a version: changes only while the version is a draft, and names its articles."""

    _name = "jn.flow.part"
    _description = "Part of a process version"

    version_id = fields.Many2one("jn.flow.version", required=True, ondelete="cascade", index=True)
    version_state = fields.Selection(related="version_id.state", string="State of the version")
    article_ids = fields.Many2many("jn.article", string="Articles")

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """What a published version says is read, not edited, wherever its part is opened."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            for field in arch.xpath("//field[not(ancestor::field)]"):
                field.set("readonly", IN_FORCE)
            arch.append(etree.Element("field", name="version_state", invisible="1"))
        return arch, view

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.version_id._check_draft({self._name})
        parts.version_id._touched()
        return parts

    def write(self, vals):
        self.version_id._check_draft(set(vals))
        written = super().write(vals)
        self.version_id._check_draft(set(vals))  # a part must not be moved into a published version either
        self.version_id._touched()
        return written

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        self.version_id._check_draft({field_name})  # translations do not pass through write
        self.version_id._touched()
        return super()._update_field_translations(field_name, translations, digest, source_lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self.version_id._check_draft({self._name})
        self.version_id._touched()
