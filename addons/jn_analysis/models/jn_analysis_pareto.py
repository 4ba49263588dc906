from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import pareto, periods

from ..const import BEFORE, NOW, SPAN_KEY

MOST_ROWS = 40  # what a screen can hold; the rest is one line
# By which field a suggestion keeps what a row stands for.
SCOPES = {
    "matter_id": "matter_id", "unit_id": "scope_unit_id", "county_id": "scope_unit_id", "department_id": "department_id",
    "tag_ids": "tag_id", "cause_id": "cause_id", "channel": "channel",
}  # fmt: skip


class JnAnalysisPareto(models.AbstractModel):
    """Where bad answers come from, the most frequent first, and the few that make most of them (Art. 10)."""

    _name = "jn.analysis.pareto"
    _description = "Causes in order"

    @api.model
    def page(self, dimension="matter_id", period=None):
        """Bad answers of first automatic revisits that the reader may see, by one dimension, beside the period before.

        :param dimension: a key of `_dimensions()`
        :param period: a key of `_names()` of jn.analysis.period, or [first day, last day]; without, this quarter
        :return: {dimension, dimensions, periods, period: [first, last], words, before_words, percent, total, before_total,
            unknown, vital, vital_share, kinds, may_report, may_suggest, rows: [{id, name, number, before, share, cumulative, vital}], rest, window}
        """
        self._check_dimension(dimension)
        asked = self.env["jn.analysis.period"]
        chosen = asked._of(period)
        counts = self._counts(dimension, chosen)
        return {
            **self._choices(), "dimension": dimension, "period": [str(chosen.start), str(chosen.end)],
            "words": asked._words(chosen), "before_words": asked._words(periods.before(chosen)),
            **self._figures(counts), "window": self._window(dimension, chosen),
            "may_report": self.env["jn.analysis.report"].has_access("create"),
            "may_suggest": self.env["jn.suggestion"].has_access("create"),
        }  # fmt: skip

    @api.model
    def rows_window(self, dimension, key, period):
        """The window with the bad answers of one row, `key` as `page` gave it."""
        self._check_dimension(dimension)
        if not isinstance(key, (int, str)):
            raise BadInput(self.env._("There is no such row. Reload the page."))
        chosen = self.env["jn.analysis.period"]._of(period)
        start, end = self.env["jn.analysis.period"]._bounds(chosen)
        domain = self._bad() & Domain("answered_at", ">=", start) & Domain("answered_at", "<", end) & Domain(dimension, "=", key)
        return {
            "type": "ir.actions.act_window", "name": self.env._("Bad answers"), "res_model": "jn.analysis.answer",
            "views": [(False, "list"), (False, "pivot"), (False, "graph")], "domain": list(domain), "context": {"create": False},
        }  # fmt: skip

    @api.model
    def suggest(self, dimension, key, period):
        """The form of a suggestion about one row, `key` as `page` gave it."""
        self._check_dimension(dimension)
        chosen = self.env["jn.analysis.period"]._of(period)
        counts = self._counts(dimension, chosen)
        what = next((one for one in counts if one and self._key(one) == key), None)
        if not what:
            raise BadInput(self.env._("There is no such row. Reload the page."))
        problem = self.env._(
            "%(name)s: %(number)s bad answers in %(period)s.", name=self._label(what), number=counts[what].get(NOW, 0),
            period=self.env["jn.analysis.period"]._words(chosen),
        )  # fmt: skip
        values = {SCOPES[dimension]: key, **({"unit_id": key} if self._is_seen_unit(what) else {})}
        return self.env["jn.suggestion"]._form("pareto", chosen, name=self._label(what), problem=problem, **values)

    @api.model
    def _is_seen_unit(self, what):
        """Whether it is a unit that the reader may entrust with something."""
        return isinstance(what, models.BaseModel) and what._name == "jn.unit" and self.env.user._may_see(what)

    @api.model
    def _dimensions(self):
        """{what bad answers may be counted by: what people call it}."""
        return {
            "matter_id": self.env._("Matters"),
            "unit_id": self.env._("Windows"),
            "tag_ids": self.env._("Reasons ticked by citizens"),
            "cause_id": self.env._("Causes found by windows"),
            "channel": self.env._("Channels"),
            "county_id": self.env._("Counties"),
            "department_id": self.env._("Sending departments"),
        }

    @api.model
    def _check_dimension(self, dimension):
        if dimension not in self._dimensions():
            raise BadInput(self.env._("“%(name)s” is nothing to count by; choose one of the list.", name=dimension))

    @api.model
    def _choices(self):
        offered = {"dimensions": self._dimensions(), "periods": self.env["jn.analysis.period"]._names()}
        return {name: [{"code": code, "name": words} for code, words in names.items()] for name, names in offered.items()}

    @api.model
    def _bad(self):
        """First automatic revisits with a bad answer: each complained case once."""
        return Domain("is_first", "=", True) & Domain("level", "in", self.env["jn.analysis.answer"]._bad_levels())

    @api.model
    def _counts(self, dimension, period):
        """{what: {span: number}}, the most frequent of the period first; one query, by the reader's own sight."""
        model = self.env["jn.analysis.compared"].with_context(**{SPAN_KEY: [str(period.start), str(period.end)]})
        if not model.has_access("read"):
            raise NotAllowed(self.env._("Analysis is for people of the windows, offices and bureaus."))
        counts = {}
        for what, span, number in model._read_group(self._bad(), [dimension, "span"], ["__count"]):
            counts.setdefault(what, {})[span] = number
        return counts

    @api.model
    def _figures(self, counts):
        percent = self.env["jn.setting"]._get("analysis.pareto_percent")
        known = {what: found.get(NOW, 0) for what, found in counts.items() if what}
        rows = pareto.pareto(known, percent)
        vital = [row for row in rows if row.vital]
        shown = rows[:MOST_ROWS]
        return {
            "percent": percent, "total": sum(known.values()), "kinds": len(rows), "vital": len(vital),
            "before_total": sum(found.get(BEFORE, 0) for what, found in counts.items() if what),
            "vital_share": float(vital[-1].cumulative) if vital else 0.0,
            "unknown": sum(found.get(NOW, 0) for what, found in counts.items() if not what),
            "rows": [self._row(row, counts[row.key]) for row in shown],
            "rest": {"kinds": len(rows) - len(shown), "number": sum(row.number for row in rows[MOST_ROWS:])},
        }  # fmt: skip

    @api.model
    def _row(self, row, counted):
        return {
            "id": self._key(row.key), "name": self._label(row.key),
            "number": row.number, "before": counted.get(BEFORE, 0), "share": float(row.share),
            "cumulative": float(row.cumulative), "vital": row.vital,
        }  # fmt: skip

    @api.model
    def _key(self, what):
        """What a screen knows a row by: a record's id, a channel's code."""
        return what.id if isinstance(what, models.BaseModel) else what

    @api.model
    def _label(self, what):
        if isinstance(what, models.BaseModel):
            return what.display_name
        return dict(self.env["jn.analysis.compared"]._fields["channel"]._description_selection(self.env)).get(what, what)

    @api.model
    def _window(self, dimension, period):
        """The same as a pivot table beside the period before."""
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_analysis.jn_analysis_compared_action")
        context = {SPAN_KEY: [str(period.start), str(period.end)], "pivot_row_groupby": [dimension], "search_default_is_first": 1}
        return {**action, "name": self.env["jn.analysis.period"]._words(period), "context": context}
