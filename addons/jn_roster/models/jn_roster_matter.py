from odoo import api, models


class JnRosterMatter(models.AbstractModel):
    """Takes rows of matters: code, name, sending department."""

    _name = "jn.roster.matter"
    _inherit = "jn.roster.door"
    _description = "Door for tables of matters"
    _roster_model = "jn.matter"
    _roster_needed = ("name",)

    @api.model
    def _values(self, item, units, record):
        values = {name: item[name] for name in ("code", "name") if item.get(name)}
        if item.get("department"):
            values["department_id"] = self._unit(item["department"], units)
        return values
