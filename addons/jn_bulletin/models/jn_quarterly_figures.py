from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules import periods

from ..const import COUNTY

LINE = ("numerator", "denominator", "rate", "score", "rank", "active_score", "active_rank")
TOTAL = (*LINE, "business", "deducted", "counts")
RETURNS = ("untrue", "violation")


class JnQuarterlyFigures(models.AbstractModel):
    """The figures of quarterly reports, as the sheets reckon them, beside those of the quarter before; and what lies behind."""

    _name = "jn.quarterly.figures"
    _description = "Figures of quarterly reports"

    @api.model
    def _gather(self, counties, period, covered, now):
        """{county id: figures}: of the `covered` days of a quarter, all counties of one city counted together."""
        before = periods.quarter_of(period.start - timedelta(days=1))
        scores, earlier = self._reckoned(covered, now), self._frozen(before) or self._reckoned(before, now)
        behind, behind_before = self._behind(covered, now), self._behind(before, now)
        lists = {name: self._list(covered, counties, *asked) for name, asked in self._asked().items()}
        return {
            county.id: {
                "period": [str(covered.start), str(covered.end)], "before_period": [str(before.start), str(before.end)],
                "county": county.name, "ranked": sum(1 for found in scores.values() if found[""]["rank"]),
                "now": scores.get(county.id, {}), "before": earlier.get(county.id, {}),
                "behind": behind.get(county.id, {}), "behind_before": behind_before.get(county.id, {}),
                "indicators": self._indicators(period),
                "lists": {name: found.get(county.id, []) for name, found in lists.items()},
            }
            for county in counties
        }

    @api.model
    def _scheme(self, day):
        """The version of the counties' scheme that held on a day, none before the first."""
        scheme = self.env["jn.scheme"].sudo().search([("code", "=", COUNTY)], limit=1)  # the rules are no secret
        try:
            return scheme and scheme._version_for(day)
        except NotPossible:  # no rules held then: there is nothing to compare with
            return scheme.browse()

    @api.model
    def _indicators(self, period):
        """[{code, name, weight}] in the scheme's order."""
        scheme = self._scheme(period.start).with_context(lang=self.env["jn.quarterly.texts"]._language())
        return [{"code": one.code, "name": one.name, "weight": one.weight} for one in scheme.indicator_ids]

    @api.model
    def _reckoned(self, period, now):
        """{county id: {indicator code, "" for the total: values}} by the scheme of that period, as the facts say at `now`."""
        scheme = self._scheme(period.start)
        if not scheme:
            return {}
        values = {"scheme_id": scheme.id, "period_start": period.start, "period_end": period.end}
        sheet = self.env["jn.sheet"].sudo().new(values)  # never stored: only what it counts is wanted; figures are the city's
        book, reckoner = self.env["jn.formula"].sudo()._book(), self.env["jn.reckoner"].sudo()  # as above
        codes = {one.id: one.code for one in scheme.indicator_ids}
        found = {}
        for line in reckoner._lines(sheet, book, reckoner._facts(sheet, book, now)):
            code = codes.get(line.get("indicator_id"), "")
            found.setdefault(line["unit_id"], {})[code] = {name: line.get(name) for name in (LINE if code else TOTAL)}
        return found

    @api.model
    def _frozen(self, period):
        """The same out of the published sheet of that period with its corrections, empty without one."""
        sheet = self.env["jn.sheet"].sudo().search([  # what is published is everybody's
            ("scheme_id.code", "=", COUNTY), ("state", "=", "published"),
            ("period_start", "=", period.start), ("period_end", "=", period.end),
        ], limit=1)  # fmt: skip
        found, corrected = {}, sheet._corrected() if sheet else {}
        for line in sheet.line_ids:
            code = line.indicator_id.code or ""
            values = {name: self._none(line[name]) for name in (LINE if code else TOTAL)}
            found.setdefault(line.unit_id.id, {})[code] = {**values, **corrected[line.unit_id.id, line.indicator_id.id]}
        return found

    @staticmethod
    def _none(value):
        return None if value is False else value

    @api.model
    def _behind(self, period, now):
        """{county id: {what: number}} of what the scores do not say."""
        late = Domain("report_due_at", "<=", now) & Domain("confirmed_at", "=", False)
        in_quarter = Domain("counts_on", ">=", period.start) & Domain("counts_on", "<=", period.end)
        asked = {
            "bad": ("jn.revisit", self._bad() & self._within(period, "ended_at")),
            "late_reports": ("jn.rectification", late & self._within(period, "report_due_at")),
            "returned": ("jn.verification", Domain("finding", "in", RETURNS) & self._within(period, "concluded_at")),
            "violations": ("jn.verification", Domain("finding", "=", "violation") & self._within(period, "concluded_at")),
            "accountability": ("jn.accountability", Domain("concluded_at", "=", False)),
            "spot_false": ("jn.spot.finding", Domain("state", "=", "upheld") & in_quarter),
        }
        found = {}
        for name, (model, domain) in asked.items():
            rows = self.env[model].sudo()._read_group(domain, ["unit_id.county_id"], ["__count"])  # figures are the city's
            for county, number in rows:
                found.setdefault(county.id, {})[name] = number
        return found

    @api.model
    def _within(self, period, moment):
        """The records whose moment lies in the period, by the city's days."""
        city = self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
        start, end = periods.utc_bounds(period, city._calendar().tz)
        return Domain(moment, ">=", start) & Domain(moment, "<", end)

    @api.model
    def _bad(self):
        return Domain("kind", "=", "auto") & Domain("round", "=", 1) & Domain("outcome", "=", "dissatisfied")

    @api.model
    def _asked(self):
        """{list: (model, condition, moment, what it is grouped by)}."""
        answered = Domain("revisit_id.kind", "=", "auto") & Domain("level", "<=", 2)
        return {
            "windows": ("jn.revisit", self._bad(), "ended_at", "unit_id"),
            "matters": ("jn.revisit", self._bad(), "ended_at", "case_id.matter_id"),
            "reasons": ("jn.answer", answered, "answered_at", "tag_ids"),
            "causes": ("jn.rectification", Domain("cause_id", "!=", False), "submitted_at", "cause_id"),
        }

    @api.model
    def _list(self, period, counties, model, domain, moment, by):
        """{county id: [{id, name, number}]}, the most frequent first."""
        dated = domain & self._within(period, moment) & Domain("unit_id.county_id", "in", counties.ids)
        records = self.env[model].sudo().with_context(lang=self.env["jn.quarterly.texts"]._language())  # figures are the city's
        found = {}
        for county, what, number in records._read_group(dated, ["unit_id.county_id", by], ["__count"], order="__count DESC"):
            if what:
                found.setdefault(county.id, []).append({"id": what.id, "name": what.display_name, "number": number})
        return found
