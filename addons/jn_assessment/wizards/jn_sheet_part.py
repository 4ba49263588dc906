import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.json import json_default


class JnSheetPart(models.TransientModel):
    """One sort of records in a figure, on the way down from the figure to its cases."""

    _name = "jn.sheet.part"
    _description = "Part of a figure"
    _order = "id"

    title = fields.Char(required=True)
    code = fields.Char(required=True, help="The measure, as it was kept with the figure.")
    what = fields.Char()
    model = fields.Char(required=True)
    condition = fields.Json(required=True, help="The records that were counted, as a domain.")
    number = fields.Integer(help="As many of the records as you may see.")
    weight = fields.Float(help="How often each counts in the figure; less than 0: it is taken off.")
    is_taken_off = fields.Boolean(string="Taken off", compute="_compute_is_taken_off")

    @api.depends("weight")
    def _compute_is_taken_off(self):
        for part in self:
            part.is_taken_off = part.weight < 0

    def action_open(self):
        """Open the records of this part."""
        return self._open()

    @api.model
    def _opened(self, title, counted):
        """The way down to `counted`, triples of a measure, the domain of its records and how often each counts.

        One list when the records are of one kind and make the figure, else one row for each kind of record.
        """
        names = {one.code: one.name for one in self.env["jn.measure"].search([("code", "in", [one.code for one, _domain, _weight in counted])])}
        parts = self.create([
            {
                "title": title, "code": one.code, "what": names.get(one.code) or one.name, "model": one.model, "weight": float(weight),
                "condition": json.loads(json.dumps(list(domain), default=json_default)),
            }
            for one, domain, weight in counted
        ])  # fmt: skip
        for part in parts:
            part.number = part._records().search_count(part._domain())
        filled = parts.filtered("number") or parts[:1]
        return filled._open() if filled._is_one_list() else parts._choose()

    def _records(self):
        return self.env[self[:1].model].with_context(active_test=False)

    def _domain(self):
        """The records of these parts, all of one model, without those that are taken off."""
        off = self.filtered("is_taken_off")
        counted = Domain.OR(Domain(one.condition) for one in self - off or off)
        return counted & ~off._domain() if off and off != self else counted

    def _is_one_list(self):
        """Whether one list of records shows all that the figure counts: of one model, each once, what is taken off left out."""
        if not self or len(set(self.mapped("model"))) > 1:
            return False
        if len(self) == 1 and self.weight == 1:
            return True
        return self._records().search_count(self._domain()) == sum(one.weight * one.number for one in self)

    def _open(self):
        """A list of the records of these parts, all of one model."""
        return {
            "type": "ir.actions.act_window",
            "name": self[:1].title,
            "res_model": self[:1].model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": list(self._domain()),
            "context": {"active_test": False, "create": False},
        }

    def _choose(self):
        """A small list of the parts, each of which opens its records."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What this figure counts"),
            "res_model": self._name,
            "view_mode": "list",
            "views": [(False, "list")],
            "target": "new",
            "domain": [("id", "in", self.ids)],
        }
