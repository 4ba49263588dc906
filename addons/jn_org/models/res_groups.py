from odoo import api, models

from ..guards import system_apart


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        made = []
        with system_apart(self.env, lambda: self.concat(*made)._touch_system()):
            made.append(super().create(vals_list))
        return made[0]

    def write(self, vals):
        with system_apart(self.env, self._touch_system):
            return super().write(vals)

    def _touch_system(self):
        """True if one of these groups is system administration or brings it along."""
        return self.env.ref("base.group_system") in self | self.all_implied_ids
