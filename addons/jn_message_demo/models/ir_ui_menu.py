from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Demo phones are of no use outside rehearsal databases."""
        hidden = super()._load_menus_blacklist()
        menu = self.env.ref("jn_message_demo.menu_demo_phones", raise_if_not_found=False)
        if menu and not self.env["jn.clock"]._is_rehearsal():
            hidden.append(menu.id)
        return hidden
