"""Draws what may happen to cases around a quarter, so that every way through the regulation and every border is met."""

from dataclasses import replace
from datetime import timedelta

from odoo.addons.jn_org.tests.common import at

from .history_oracle import Case, Check, Report, Revisit

BORDERS = (at("2026-07-01 00:00"), at("2026-10-01 00:00"))
MIDDLE = at("2026-08-15 12:00")
# while reply windows are open, and when all is over
MOMENTS = (at("2026-10-01 09:00"), at("2026-10-03 10:00"), at("2026-10-08 00:00"), at("2026-10-20 10:00"))
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FIRST = ("satisfied", "dissatisfied", "dissatisfied", "dissatisfied", "dissatisfied", "defaulted", "undelivered", None)
AGAIN = ("satisfied", "dissatisfied", "dissatisfied", "silent", "undelivered", None)
REASONS = ("refused", "no_number", "late")
FINDINGS = ("satisfied", "invalid", "explained", "untrue", "violation")
BESIDE = ("satisfied", "dissatisfied", "undelivered")


def draw(rng, number, now, units, windows):
    """So many cases as known at `now` or a little later, at `units`; they may go from one of `windows` to another."""
    return tuple(_Drawing(rng, now, units, windows).case() for _case in range(number))


class _Drawing:
    def __init__(self, rng, now, units, windows):
        self.rng, self.now, self.units, self.windows = rng, now, units, windows

    def case(self):
        unit, completed = self.rng.choice(self.units), min(self._moment(), self.now - HOUR)
        started = self.rng.random() < 0.6
        known = {
            "unit": unit,
            "completed": completed,
            "accepted": completed - self._span(40) if started else None,
            "beside": self._beside(completed),
        }
        if self.rng.random() < 0.1:  # older than the unit's go-live: kept, and nobody was asked
            return Case(**known)
        first = self._first(completed)
        followed = self._chain(first, unit) if first.outcome == "dissatisfied" else self._spotted(first)
        return Case(**{**known, "first": first, **followed})

    def _first(self, completed):
        """How the first question ended, if it has ended by now: early, by default or not at all."""
        outcome, until = self.rng.choice(FIRST), completed + self._span(4)
        answered = outcome in ("satisfied", "dissatisfied")
        ended = min(completed + self._span(6), until) if answered else until
        if not outcome or ended > self.now:
            return Revisit(reply_until=until)
        reason = self.rng.choice(REASONS) if outcome == "undelivered" or self.rng.random() < 0.1 else None
        typed = answered and self.rng.random() < 0.2
        return Revisit(outcome, ended, None if outcome == "undelivered" else until, reason, typed)

    def _chain(self, first, unit):
        """What follows a bad answer: another window perhaps, a report, a second question, checks."""
        due = self._later(first.ended)
        confirmed = self._later(first.ended) if self.rng.random() < 0.6 else None
        again = self._again(confirmed) if confirmed else ()
        checks = self._checks(due) if self.rng.random() < 0.8 else ()
        returned = tuple(self._returned(check) for check in checks if check.finding == "untrue")
        chain = {"reports": (Report(due, confirmed), *returned), "again": again, "checks": checks}
        began_at = self.rng.choice(self.windows) if unit in self.windows and self.rng.random() < 0.4 else unit
        return chain if began_at == unit else {**chain, "began_at": began_at, **self._moved(first, **chain)}

    def _moved(self, first, reports, again, checks):
        """How a case went: at once, after so many checks were sent back, or with whatever it was when its window closed."""
        passed_on = Report(first.ended + HOUR, passed_on=True)
        if not checks or self.rng.random() < 0.3:
            return {"reports": (passed_on, *reports), "there": (1, 0, 0)}
        checked = self.rng.randrange(1, len(checks) + 1)
        if self.rng.random() < 0.5:
            return {"there": (1, len(again), checked)}
        passed_on = replace(passed_on, kind="again")
        return {"reports": (reports[0], passed_on, *reports[1:]), "there": (2, len(again), checked)}

    def _spotted(self, first):
        """A closed case that a spot check finds untrue: what follows is not counted."""
        if not first.ended or self.rng.random() < 0.7:
            return {}
        checks = tuple(self._check(first.ended, after_spot=True) for _check in range(self.rng.randrange(3)))
        return {"reports": (Report(self._later(first.ended), kind="again"),), "checks": checks}

    def _again(self, confirmed):
        """Second questions, mostly one."""
        return tuple(self._second(confirmed) for _question in range(self.rng.choice((0, 1, 1, 1, 2))))

    def _second(self, confirmed):
        outcome = self.rng.choice(AGAIN)
        return Revisit(outcome, self._later(confirmed)) if outcome else Revisit()

    def _checks(self, since):
        """Up to four checks; from some place on they may come after a spot check."""
        spotted = self.rng.choice((1, 2, 3, 9, 9, 9))
        return tuple(self._check(since, place >= spotted) for place in range(self.rng.choice((1, 1, 2, 2, 3, 4))))

    def _check(self, since, after_spot):
        finding, concluded = self.rng.choice(FINDINGS), self._later(since)
        if self.rng.random() < 0.3:  # open, perhaps with a finding that waits for a second person
            finding, concluded = (finding if self.rng.random() < 0.5 else None), None
        return Check(self._later(since), finding, concluded, after_spot)

    def _returned(self, check):
        return Report(self._later(check.due), kind="again")

    def _beside(self, completed):
        """Sometimes a supervisor asks by hand or in a spot check."""
        if self.rng.random() < 0.8:
            return ()
        return (Revisit(self.rng.choice(BESIDE), self._later(completed)),)

    def _moment(self):
        """At a border of the quarter, a second or days beside it, or well inside."""
        if self.rng.random() < 0.3:
            return MIDDLE + self._span(30)
        beside = self.rng.choice((0 * DAY, SECOND, HOUR, DAY, self._span(30)))
        return self.rng.choice(BORDERS) + self.rng.choice((-1, 1)) * beside

    def _later(self, since):
        """After `since`: some days, or just at the border of the quarter that comes next."""
        coming = [border for border in BORDERS if border - SECOND > since]
        if coming and self.rng.random() < 0.4:
            return coming[0] + self.rng.choice((-1, 0, 1)) * SECOND
        return since + self._span(25)

    def _span(self, days):
        return timedelta(seconds=self.rng.randrange(1, days * 86400))
