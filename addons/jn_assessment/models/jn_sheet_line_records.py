from odoo import models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput

from ..calculation import weights

PARTS = ("numerator", "denominator", "active_numerator", "active_denominator")


class JnSheetLineRecords(models.AbstractModel):
    """The way down from each figure of a line to the very records that it counted, as far as one may see them."""

    _name = "jn.sheet.line.records"
    _description = "Records behind the figures of a score sheet"

    def action_open_numerator(self):
        """Open the very records in this figure's numerator, as far as one may see them."""
        return self._open("numerator")

    def action_open_denominator(self):
        """Open the very records in this figure's denominator, as far as one may see them."""
        return self._open("denominator")

    def action_open_active_numerator(self):
        """The same among revisits that a person answered."""
        return self._open("active_numerator")

    def action_open_active_denominator(self):
        """The same among revisits that a person answered."""
        return self._open("active_denominator")

    def action_open_business(self):
        """Open the cases of the period; of a year, its quarters, each of which opens its own."""
        return self.action_open_quarters() if self.is_mean else self._open("business")

    def action_open_extra(self, code):
        """Open what a number that is printed beside the figures counts."""
        if code not in self.sheet_id.scheme_id.extra_ids.mapped("code"):
            raise BadInput(self.env._("There is no such number in this sheet. Reload the page."))
        return self._open(code)

    def action_open_coverage(self):
        """Open, unit by unit and day by day, what the sources announced and what of it arrived (Art. 6)."""
        self.ensure_one()
        self.check_access("read")
        period = self.sheet_id.sudo()._period()  # the period is no secret
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "jn.intake.coverage",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("unit_id", "in", self._unit_ids()), ("is_announced", "=", True),
                ("day", ">=", period.start), ("day", "<=", period.end),
            ],
            "context": {"create": False},
        }  # fmt: skip

    def _counted(self, measure):
        """The very records that the sheet counted for this line's unit: a Domain, settled at the moment of computing.

        `measure` is as it was kept with the sheet.
        """
        now = self.sheet_id.computed_at
        with self.env["jn.clock"]._frozen(now):
            counted = measure._counted(*self.sheet_id.sudo()._bounds(), now)  # the city's zone is no secret
        return counted & self._of_unit(measure)

    def _of_unit(self, measure):
        """Records that are this line's unit's, those of cases that went elsewhere since where they were then (decision D7)."""
        units, model = self._unit_ids(), self.env[measure.model]
        here = Domain(measure.unit_field, "in", units)
        moves = self.env["jn.case.move"].sudo()  # where a case was is no secret to whom it counted for
        if model._name != "jn.case" and not isinstance(model, self.env.registry["jn.case.part"]):
            return here
        were, case = moves._units_at(self.sheet_id.computed_at), "id" if model._name == "jn.case" else "case_id"
        if not were:
            return here
        gone = Domain(case, "in", [one for one, unit in were.items() if unit in units])
        return here & Domain(case, "not in", list(were)) | gone

    def _unit_ids(self):
        """Every unit whose records counted for this line's: it, what lay below it, what it sent."""
        return self.sheet_id._ground_then().below(self.unit_id.id)

    def _part_of(self, measure, case):
        """How many of the records that `measure` counted here belong to `case`."""
        records = self.env[measure.model].with_context(active_test=False)
        if "case_id" not in records._fields:
            return 0
        return records.search_count(self._counted(measure) & Domain("case_id", "=", case.id))

    def _open(self, part):
        """One list when the records are of one kind and make the figure, else one row for each kind of record counted."""
        self.ensure_one()
        self.check_access("read")
        often = self._weights(part)
        measures = self.sheet_id._measures_then(often)
        counted = [(measure, self._counted(measure), often[measure.code]) for measure in measures]
        return self.env["jn.sheet.part"]._opened(self.display_name, counted)

    def _weights(self, part):
        """{measure code: how often it counts} in the formula of this figure's `part`, less than 0 where it is taken off."""
        text, book = self._formula_of(part), (self.sheet_id.formulas or {}).get("book", {})
        return weights(text, book) if text else {}

    def _formula_of(self, part):
        """The text of a part, by the version of the scheme that the sheet is pinned to; a year counts nothing itself."""
        scheme = self.sheet_id.scheme_id
        if self.is_mean:
            return False
        if part in PARTS:
            return self.indicator_id[part]
        return scheme.business if part == "business" else scheme.extra_ids.filtered(lambda extra: extra.code == part).formula
