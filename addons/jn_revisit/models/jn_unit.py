from odoo import api, models, tools


class JnUnit(models.Model):
    _inherit = "jn.unit"

    @api.model
    @tools.ormcache("unit_id")
    def _signs(self, unit_id):
        """What citizens read of a unit, kept until any unit changes: {unit, hall, phone, signature}; nobody changes it."""
        unit = self.sudo().browse(unit_id)  # names and phones of units are public
        city = unit._city()  # the city first: it reads all units above in one go
        hall = unit.hall_id or unit.county_id or unit
        return {
            "unit": unit.name or "",
            "hall": hall.name or "",
            "phone": hall.phone or city.phone or "",
            "signature": city.name or hall.name or "",
        }
