"""The world of a year: four published quarters of 2026 and what is made of them."""

from odoo.addons.jn_org.tests.common import at

from .common import SheetCase

YEAR = {"period_start": "2026-01-01", "period_end": "2026-12-31"}
QUARTERS = (
    ("2026-01-01", "2026-03-31", "2026-02-10 10:00"),
    ("2026-04-01", "2026-06-30", "2026-05-10 10:00"),
    ("2026-07-01", "2026-09-30", "2026-08-10 10:00"),
    ("2026-10-01", "2026-12-31", "2026-11-10 10:00"),
)
IN_JANUARY = "2027-01-20 10:00"


class YearCase(SheetCase):
    """It is the 20th of January 2027; `year_of(10, 9, 8, 6)` has so many satisfied of ten answers in each quarter."""

    def setUp(self):
        super().setUp()
        self.freeze(IN_JANUARY)

    def quarter(self, place, code="county"):
        start, end, _inside = QUARTERS[place]
        sheet = self.sheet(code, period_start=start, period_end=end)
        self.by("city_supervisor", sheet).publish()
        return sheet

    def facts_of(self, place, good, unit=None):
        inside = at(QUARTERS[place][2])
        self.first(good, "satisfied", unit, completed=inside)
        self.first(10 - good, "dissatisfied", unit, completed=inside)

    def year_of(self, *shares, code="county"):
        """The computed sheet of a year; a quarter with None has no case here, only one of the other county."""
        self.quarters = self.env["jn.sheet"]
        for place, good in enumerate(shares):
            if good is not None:
                self.facts_of(place, good)
            self.facts_of(place, 7, self.other_window)
            self.quarters |= self.quarter(place, code)
        return self.sheet(code, **YEAR)
