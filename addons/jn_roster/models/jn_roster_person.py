from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput

from .jn_roster_door import split

GROUP_PREFIX = "group_"


class JnRosterPerson(models.AbstractModel):
    """Takes rows of people: login, name, staff code, the units they work for, the roles they hold there (Art. 4)."""

    _name = "jn.roster.person"
    _inherit = "jn.roster.door"
    _description = "Door for tables of people"
    _roster_model = "res.users"
    _roster_key = "login"
    _roster_needed = ("name", "units", "roles")

    @api.model
    def _values(self, item, units, record):
        values = {name: item[name] for name in ("login", "name", "staff_code") if item.get(name)}
        places = [self._unit(code, units) for code in split(item.get("units"))]
        if places:
            values["unit_ids"] = self.env["jn.unit"].union(*places)
        if item.get("roles"):
            values["jn_role_ids"] = self._roles(split(item["roles"]))
        return values

    @api.model
    def _roles(self, words):
        """The groups of these roles, named in any language in use or by their code."""
        known = self._roles_by_word()
        unknown = [word for word in words if word not in known]
        if unknown:
            names = "、".join(self.env["res.users"]._jn_roles().with_env(self.env).sudo().mapped("name"))  # no secret
            raise BadInput(self.env._("“%(role)s” is no role; known are: %(known)s.", role=unknown[0], known=names))
        return self.env["res.groups"].union(*(known[word] for word in words))

    @api.model
    def _roles_by_word(self):
        roles = self.env["res.users"]._jn_roles()
        words = {}
        for lang, _name in self.env["res.lang"].get_installed():
            words |= {role.name: role for role in roles.with_context(lang=lang)}
        codes = {xmlid.rpartition(GROUP_PREFIX)[2]: roles.browse(id_) for id_, xmlid in roles.get_external_id().items()}
        return {word: role.with_env(self.env) for word, role in {**words, **codes}.items()}
