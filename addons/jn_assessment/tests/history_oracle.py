"""What Art. 15 and 16 count, once more: out of the histories of cases, one by one and in plain words.

It knows no domain, no table and no date field: a case is what happened to one citizen's matter. Its numbers go
by the names of the measures, and `oracle` makes scores of them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

CITY_TIME = timedelta(hours=8)  # one time in the whole country, the year round; moments are naive UTC
LEVELS = ("checks", "rechecks", "later")
FOUND = {"untrue": "unsatisfied", "violation": "unsatisfied"}


@dataclass(frozen=True)
class Revisit:
    """One question to the citizen: how it ended and when; without an outcome it is still open."""

    outcome: str | None = None
    ended: datetime | None = None
    reply_until: datetime | None = None  # the end of the 48 hours in which the answer may still be changed
    reason: str | None = None  # why it was not delivered
    typed: bool = False  # a supervisor typed in what the citizen said


@dataclass(frozen=True)
class Report:
    """What a window owes after a bad answer (`first`) or after a return (`again`)."""

    due: datetime
    confirmed: datetime | None = None
    kind: str = "first"
    passed_on: bool = False  # the case went to another window, which owes a report of its own


@dataclass(frozen=True)
class Check:
    """A check by the supervisors; a finding that waits for a second person is not concluded."""

    due: datetime
    finding: str | None = None
    concluded: datetime | None = None
    after_spot: bool = False


@dataclass(frozen=True)
class Case:
    """A finished matter with all that followed; `first` is missing where nobody was asked (decision B8)."""

    unit: str  # whose it is in the end, for all figures (decision D7)
    completed: datetime
    accepted: datetime | None = None
    first: Revisit | None = None
    again: tuple[Revisit, ...] = ()
    reports: tuple[Report, ...] = ()
    checks: tuple[Check, ...] = ()
    beside: tuple[Revisit, ...] = ()  # asked by hand or in a spot check: outside the three levels
    began_at: str = ""  # the window that had it before, if another one
    there: tuple[int, int, int] = (0, 0, 0)  # so many of its reports, second questions and checks were that window's


@dataclass(frozen=True)
class View:
    """From where one looks at histories: a period's first and last day, the moment, and what the city has decided."""

    start: date
    end: date
    now: datetime
    options: Mapping

    def holds(self, moment):
        """Whether the period has this moment's day."""
        return self.start <= (moment + CITY_TIME).date() <= self.end

    def knows(self, moment):
        """Whether it has happened by now."""
        return moment is not None and moment <= self.now

    def holds_business(self, case):
        """Decision C5: what was completed in the period, or what was accepted in it, if that is known."""
        by_acceptance = self.options["business.period_by"] == "accepted"
        return self.holds(case.accepted or case.completed if by_acceptance else case.completed)

    def holds_level(self, case, ended):
        """Decision C6: a level belongs where it ended, or the whole chain where the matter was completed."""
        whole_chain = self.options["score.chain_period"] == "by_completion"
        return self.holds(case.completed if whole_chain else ended)


def numbers(cases, view):
    """{measure: number} of these cases."""
    found = Counter()
    for case in cases:
        found.update([*_first_level(case, view), *_second_level(case, view), *_third_level(case, view)])
    return found


def _first_level(case, view):
    """Art. 15 ① and ②: each matter that was asked about, once it is sure how that ended."""
    first = case.first
    if not (first and view.holds_business(case) and _is_sure(case, view)):
        return
    yield "asked"
    if first.outcome in ("satisfied", "dissatisfied"):
        yield f"answered_{first.outcome}"
        if first.typed:
            yield "typed_in"
    if first.outcome == "defaulted":
        yield "defaulted"
    if first.outcome == "undelivered" and first.reason == "refused":
        yield "refused_contact"
    if first.outcome == "dissatisfied" and _is_invalid(case, view):
        yield "dissatisfied_invalid"


def _is_sure(case, view):
    """Decision C5: its revisit ended and may not be changed any more, or so many days went by."""
    first = case.first
    waited = case.completed + timedelta(days=view.options["business.final_after_days"])
    return waited <= view.now or (view.knows(first.ended) and view.knows(first.reply_until or first.ended))


def _is_invalid(case, view):
    """Whether some check has concluded that the citizen's complaint was invalid (Art. 9)."""
    return any(check.finding == "invalid" and view.knows(check.concluded) for check in case.checks)


def _second_level(case, view):
    """Art. 15 ③: revisits after the repair, and repairs that were due and never reported (decision C14)."""
    for revisit in case.again:
        if view.knows(revisit.ended) and view.holds_level(case, revisit.ended):
            answered = revisit.outcome in ("satisfied", "dissatisfied")
            yield f"again_{revisit.outcome if answered else 'unanswered'}"
            if revisit.outcome == "dissatisfied" and _is_invalid(case, view):
                yield "again_invalid"
    for report in case.reports:
        owed = report.kind == "first" and not report.passed_on and not view.knows(report.confirmed)
        if owed and view.knows(report.due) and view.holds_level(case, report.due):
            yield "reports_overdue"


def _third_level(case, view):
    """Art. 15 ④ and ⑤: the first and the second check of a case, none after a spot check (decision C8)."""
    counted = [check for check in case.checks if not check.after_spot]
    for place, check in enumerate(counted):
        level = LEVELS[min(place, 2)]
        if view.knows(check.concluded):
            if view.holds_level(case, check.concluded):
                yield f"{level}_{FOUND.get(check.finding, check.finding)}"
        elif view.knows(check.due) and view.holds_level(case, check.due):
            yield f"{level}_overdue"
