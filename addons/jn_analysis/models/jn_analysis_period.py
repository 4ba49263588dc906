from datetime import date

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import periods

WHOLE = {"month": periods.month_of, "quarter": periods.quarter_of, "year": periods.year_of}


class JnAnalysisPeriod(models.AbstractModel):
    """The stretch of time that people ask for (定制时间段, Art. 10), in the city's days."""

    _name = "jn.analysis.period"
    _description = "Period of an analysis"

    @api.model
    def _of(self, asked=None):
        """The Period asked for: a word of `_names()`, or [first day, last day]; without, this quarter."""
        if asked is None or isinstance(asked, str):
            return self._named(asked or "this_quarter")
        try:
            start, end = (date.fromisoformat(day) for day in asked)
            return periods.Period(start, end)
        except (TypeError, ValueError) as error:
            raise BadInput(self.env._("Give the first and the last day of the period; the last not before the first.")) from error

    @api.model
    def _names(self):
        """{word: what people call it}, in the order in which they are offered."""
        return {
            "this_month": self.env._("This month"),
            "last_month": self.env._("Last month"),
            "this_quarter": self.env._("This quarter"),
            "last_quarter": self.env._("Last quarter"),
            "this_year": self.env._("This year"),
            "last_year": self.env._("Last year"),
        }

    @api.model
    def _named(self, word):
        if word not in self._names():
            raise BadInput(self.env._("“%(word)s” is no period; choose one of the list.", word=word))
        which, unit = word.split("_")
        period = WHOLE[unit](self._today())
        return period if which == "this" else periods.before(period)

    @api.model
    def _today(self):
        return periods.day_of(self.env["jn.clock"]._now(), self._zone())

    @api.model
    def _zone(self):
        """The city's zone: its days are everybody's."""
        return self.env["jn.intake"]._zone()

    @api.model
    def _bounds(self, period):
        """The naive UTC moments (from, until) of a period."""
        return periods.utc_bounds(period, self._zone())

    @api.model
    def _words(self, period):
        """A period as people read it."""
        return f"{period.start} – {period.end}"
