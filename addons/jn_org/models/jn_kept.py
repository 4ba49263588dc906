from odoo import api, models

from ..exceptions import NotAllowed


class JnKept(models.AbstractModel):
    """Rows that only our own code writes: whoever may edit access rows still cannot edit these."""

    _name = "jn.kept"
    _description = "Kept by the system"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        return super().create(vals_list)

    def write(self, vals):
        self._check_inner()
        return super().write(vals)

    def unlink(self):
        self._check_inner()
        return super().unlink()

    @api.model
    def _check_inner(self):
        """Refuse everybody but our own code, whatever access rows somebody may add."""
        if not self.env.su:
            raise NotAllowed(
                self.env._("%(model)s: kept by the system. Use the buttons, they write it.", model=self._description)
            )
