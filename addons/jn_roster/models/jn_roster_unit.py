from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import tables

LINKS = {"parent": "parent_id", "department": "department_id"}


class JnRosterUnit(models.AbstractModel):
    """Takes rows of units from the top down: code, name, kind, unit above, sending department, first day."""

    _name = "jn.roster.unit"
    _inherit = "jn.roster.door"
    _description = "Door for tables of units"
    _roster_model = "jn.unit"
    _roster_needed = ("name", "kind")

    @api.model
    def _values(self, item, units, record):
        values = {name: item[name] for name in ("code", "name", "phone") if item.get(name)}
        links = {field: self._unit(item[name], units) for name, field in LINKS.items() if item.get(name)}
        return {**values, **links, **self._kind(item), **self._first_day(item)}

    @api.model
    def _kind(self, item):
        if not item.get("kind"):
            return {}
        kinds = dict(self.env["jn.unit"]._fields["kind"]._description_selection(self.env))
        codes = {label: code for code, label in kinds.items()} | {code: code for code in kinds}
        if item["kind"] not in codes:
            known = "、".join(kinds.values())
            raise BadInput(self.env._("“%(kind)s” is no kind of unit; known are: %(known)s.", kind=item["kind"], known=known))
        return {"kind": codes[item["kind"]]}

    @api.model
    def _first_day(self, item):
        words = item.get("go_live_on")
        if not words:
            return {}
        day = tables.day(words.split(" ")[0])
        if not day:
            raise BadInput(self.env._("“%(day)s” is no day. Write it like 2026-01-31.", day=words))
        return {"go_live_on": day}
