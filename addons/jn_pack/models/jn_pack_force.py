from odoo import api, models

from odoo.addons.jn_org.exceptions import NotPossible

from ..lines import Line, Scope, grouped


class JnPack(models.Model):
    """Which packs hold: one pack on top at a time for the city, and one for each unit (Art. 2)."""

    _inherit = "jn.pack"

    def action_withdraw(self):
        """Open the form that proposes to take this pack on top out of force."""
        self.ensure_one()
        self._check_administrator()
        self._check_withdrawable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take out of force"),
            "res_model": "jn.pack.end",
            "view_mode": "form",
            "target": "new",
            "context": {"default_pack_id": self.id, "dialog_size": "extra-large"},
        }

    def _withdraw(self):
        """Take packs on top out of force: what they brought goes back to what holds without them."""
        self._check_administrator()
        for pack in self:
            pack._check_withdrawable()
            # the one writer of configuration, as when a pack is applied
            writer = pack.sudo()
            writer.is_in_force = False
            scope = Scope(writer.base_id, writer.unit_id, writer)
            for section in writer._sections():
                section._section_settle(scope, {})

    def _end_groups(self):
        """What would change without this pack on top, by file: see `lines.grouped`."""
        scope = Scope(self.base_id, self.unit_id, self)
        gone = Line("", (), self.env._("“%(pack)s” goes out of force", pack=self.title))
        return grouped([gone, *(line for section in self._sections() for line in section._section_running(scope, {}))])

    def _check_withdrawable(self):
        self.env["jn.setting.value"]._check_authority(self.unit_id)
        if not self.base_id:
            message = self.env._("A regulation is not withdrawn; apply the pack that takes its place.")
            raise NotPossible(message)
        if not self.is_in_force:
            raise NotPossible(self.env._("%(pack)s is not in force.", pack=self.title))

    def _put_in_force(self, data):
        """Let this pack hold for its scope, and no other pack on top there."""
        rivals = self._rivals().filtered("is_in_force")
        rivals.write({"is_in_force": False})
        standing = (self | self.base_id).filtered(lambda pack: not pack.is_in_force)
        standing.write({"is_in_force": True})
        scope = Scope(self.base_id or self, self.unit_id, self)
        for section in self._sections():
            section._section_settle(scope, section._section_files(data))

    def _rivals(self):
        """The other packs on top for the same units of the same regulation."""
        return self._on_top(Scope(self.base_id or self, self.unit_id, self)) - self

    @api.model
    def _on_top(self, scope):
        """Every pack on top for exactly this scope."""
        domain = [("base_id", "=", scope.base.id), ("unit_id", "=", scope.unit.id)]
        return self.search(domain) if scope.base else self.browse()

    @api.model
    def _force_lines(self, scope, title):
        """Which packs would come into force and go, as `Line`s; the regulation itself always holds."""
        rivals = (self._on_top(scope) - scope.pack).filtered("is_in_force")
        lines = [Line("", (), self.env._("“%(pack)s” goes out of force", pack=pack.title)) for pack in rivals]
        if scope.base != scope.pack and not scope.pack.is_in_force:
            lines.append(Line("", (), self.env._("“%(pack)s” comes into force", pack=title)))
        return lines

    @api.model
    def _misplaced(self, everything):
        """Sentences for the files that a pack on top may not bring."""
        if "base" not in everything["pack.yaml"]:
            return []
        return [
            self.env._("%(file)s: a pack on top of another cannot bring this file; leave it out", file=path)
            for path in everything
            if not self._section_of(path)._section_on_top
        ]
