from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnSchemeOwn(models.TransientModel):
    """Begins a county's or a hall's own scheme as a copy; the city's ranking goes on by the city's (Art. 2)."""

    _name = "jn.scheme.own"
    _description = "Own scheme of a unit"

    scheme_id = fields.Many2one("jn.scheme", required=True, ondelete="cascade")
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="cascade", domain="[('kind', 'in', ('county', 'hall'))]")

    def action_begin(self):
        """Open the draft."""
        self.ensure_one()
        self.scheme_id.check_access("write")
        own = self.env["jn.scheme"].with_context(active_test=False).search([
            ("unit_id", "=", self.unit_id.id), ("unit_kind", "=", self.scheme_id.unit_kind)
        ], limit=1)  # fmt: skip
        if own:
            message = self.env._("%(unit)s has a scheme of its own already. Make a new version of it.", unit=self.unit_id.name)
            raise BadInput(message)
        draft = self.scheme_id._next_version(self.unit_id)
        draft._check_scope()
        return draft._shown()
