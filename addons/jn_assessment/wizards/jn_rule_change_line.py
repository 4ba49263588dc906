import math
from functools import reduce

from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnRuleChangeLine(models.TransientModel):
    """One thing that a rule says: what holds, and what shall hold instead."""

    _name = "jn.rule.change.line"
    _description = "What a rule says and shall say"

    change_id = fields.Many2one("jn.rule.change", required=True, index=True, ondelete="cascade")
    path = fields.Json(required=True, readonly=True, help="The keys under which the pack's file has it.")
    label = fields.Char(string="What", required=True, readonly=True)
    old = fields.Char(string="Holds now", readonly=True)
    new = fields.Char(string="Shall hold")

    def _place(self, data):
        """The part of the file's `data` in which this stands."""
        return reduce(lambda part, key: part[key], self.path[:-1], data)

    def _value(self):
        """What was written, as the file has it: points are a number."""
        text = (self.new or "").strip()
        return self._number(text) if self.path[0] == "deductions" else text

    def _number(self, text):
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number > 0):
            raise BadInput(self.env._("%(what)s: “%(text)s” is no number above 0. Write one, such as 10.", what=self.label, text=text))
        return int(number) if number.is_integer() else number
