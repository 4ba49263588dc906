from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnFlowCoded(models.AbstractModel):
    """A part that processes, packs and programs know by its code, which its version has once."""

    _name = "jn.flow.coded"
    _inherit = "jn.flow.part"
    _description = "Coded part of a process version"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)

    @api.model_create_multi
    def create(self, vals_list):
        version = self.env.context.get("default_version_id")
        self._refuse_twins([(vals.get("version_id", version), vals.get("code"), vals.get("name")) for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if {"code", "version_id"} & set(vals):
            self._refuse_twins([
                (vals.get("version_id", part.version_id.id), vals.get("code", part.code), vals.get("name", part.name)) for part in self
            ])
        return super().write(vals)

    def _refuse_twins(self, wanted):
        """Refuse codes that a version has already, beside these parts or twice among [(version id, code, name)]."""
        versions, codes, _names = zip(*wanted, strict=True) if wanted else ((), (), ())
        beside = self.search([("version_id", "in", versions), ("code", "in", codes), ("id", "not in", self.ids)])
        taken = {(part.version_id.id, part.code): part.name for part in beside}
        for version, code, name in wanted:
            if (version, code) in taken:
                self._refuse_twin(version, code=code, name=name or code, twin=taken[version, code])
            taken[version, code] = name or code

    def _refuse_twin(self, version, **names):
        raise BadInput(self.env._(
            "%(version)s has the code “%(code)s” already, for “%(twin)s”. Choose another code for “%(name)s”.",
            version=self.env["jn.flow.version"].browse(version).display_name, **names,
        ))
