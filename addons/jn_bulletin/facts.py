"""The figures of a quarterly report as facts that sentences may name: numbers for conditions, words for the text."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from odoo.addons.jn_rules.drafting import Fact

NOTHING = Fact()
BEHIND = ("bad", "late_reports", "returned", "violations", "accountability", "spot_false")
LIST_NAMES = ("windows", "matters", "reasons", "causes")
PERCENT = 100


def share(rate: float | None) -> Fact:
    """A rate from 0 to 1, written in percent.

    >>> share(0.8512).words
    '85.12%'
    """
    return NOTHING if rate is None else Fact(Decimal(str(rate)), f"{rate * PERCENT:.2f}%")


def points(number: float | None) -> Fact:
    """A score, written with two decimals; without a sign, for the sentence says whether it rose or fell.

    >>> points(-3.5)
    Fact(number=Decimal('-3.5'), words='3.50')
    """
    return NOTHING if number is None else Fact(Decimal(str(number)), f"{abs(number):.2f}")


def count(number: int | None) -> Fact:
    """A whole number; of a change, without its sign."""
    return NOTHING if number is None else Fact(number, str(abs(number)))


def moved(now: float | None, before: float | None, write) -> Fact:
    """How far a figure went from one quarter to the next.

    >>> moved(0.9, 0.85, share_moved).words
    '5.00'
    """
    return NOTHING if now is None or before is None else write(now - before)


def share_moved(change: float) -> Fact:
    """A change of a rate, in percentage points."""
    return Fact(Decimal(str(round(change, 6))), f"{abs(change) * PERCENT:.2f}")


def of(figures: Mapping) -> tuple[dict[str, Fact], dict[str, list[dict[str, Fact]]]]:
    """(facts, lists) of the figures that a report keeps; what is not known has no words, and no sentence says it."""
    now, before = figures["now"], figures["before"]
    facts = {"county": _word(figures["county"]), **_period("", figures["period"]), **_period("before_", figures["before_period"])}
    facts |= {"ranked": count(figures["ranked"]), **_total(now.get("", {}), before.get("", {}))}
    for indicator in figures["indicators"]:
        code = indicator["code"]
        row = _indicator(indicator, now.get(code, {}), before.get(code, {}))
        facts |= {f"{code}_{name}": fact for name, fact in row.items()}
    for name in BEHIND:
        number, earlier = figures["behind"].get(name, 0), figures["behind_before"].get(name, 0)
        facts |= {name: count(number), f"before_{name}": count(earlier), f"moved_{name}": count(number - earlier)}
    return facts, _lists(figures)


def _word(text: str | None) -> Fact:
    return Fact(None, text)


def _period(prefix: str, days: Sequence[str]) -> dict[str, Fact]:
    year, month, _day = map(int, days[0].split("-"))
    until = days[1].split("-")
    return {
        f"{prefix}year": Fact(year, str(year)), f"{prefix}quarter": count((month + 2) // 3),
        f"{prefix}until_month": count(int(until[1])), f"{prefix}until_day": count(int(until[2])),
    }


def _total(now: Mapping, before: Mapping) -> dict[str, Fact]:
    facts = {
        **{name: points(now.get(name)) for name in ("score", "active_score", "deducted")},
        **{name: count(now.get(name)) for name in ("rank", "active_rank", "business")},
        "before_score": points(before.get("score")), "before_rank": count(before.get("rank")),
        "before_business": count(before.get("business")),
        "moved_score": moved(now.get("score"), before.get("score"), lambda change: points(round(change, 4))),
        "moved_business": moved(now.get("business"), before.get("business"), count),
        # a smaller rank is a better one
        "moved_rank": moved(before.get("rank"), now.get("rank"), count),
    }
    return facts


def _indicator(indicator: Mapping, now: Mapping, before: Mapping) -> dict[str, Fact]:
    score, weight = now.get("score"), indicator["weight"]
    return {
        "name": _word(indicator["name"]), "weight": Fact(Decimal(str(weight)), f"{weight:g}"),
        "numerator": count(now.get("numerator")), "denominator": count(now.get("denominator")),
        "rate": share(now.get("rate")), "score": points(score),
        "lost": points(None if score is None else round(weight - score, 4)),
        "before_rate": share(before.get("rate")), "before_score": points(before.get("score")),
        "moved_rate": moved(now.get("rate"), before.get("rate"), share_moved),
    }


def _lists(figures: Mapping) -> dict[str, list[dict[str, Fact]]]:
    lists = {"indicators": [
        _indicator(one, figures["now"].get(one["code"], {}), figures["before"].get(one["code"], {})) for one in figures["indicators"]
    ]}  # fmt: skip
    for name in LIST_NAMES:
        rows = figures["lists"].get(name, [])
        every = sum(row["number"] for row in rows)
        lists[name] = [
            {"name": _word(row["name"]), "number": count(row["number"]), "share": share(row["number"] / every), "place": count(place)}
            for place, row in enumerate(rows, start=1)
        ]
    return lists
