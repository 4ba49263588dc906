"""Art. 15 and 16 once more, in plain Python and in another way, to compare the shipped schemes with.

Takes the numbers of the measures and the options, knows no formula text, and rounds by itself.
"""

from fractions import Fraction
from math import ceil, erf, floor, sqrt

COUNTY = ("effective", "first_satisfied", "second_satisfied", "first_verified", "second_verified")


def share(part, whole):
    return Fraction(part, whole) if whole else None


def rounded(number, options):
    """Half up to the decimals that the city has decided, for numbers from 0 up (decision C10)."""
    whole = 10 ** options["score.decimals"]
    return Fraction(floor(number * whole + Fraction(1, 2)), whole)


def total(n, options):
    """The total business: those who refused contact may be left out."""
    return n["asked"] - (n["refused_contact"] if options["undelivered.refused_contact"] == "drop" else 0)


def level_one(n, options, active):
    """((effective, all), (satisfied, effective)) of the first revisits."""
    people = n["answered_satisfied"] + n["answered_dissatisfied"]
    quiet_counts = not active and options["silence.counts_as"] != "excluded"
    quiet_pleases = not active and options["silence.counts_as"] == "effective_satisfied"
    effective = people + (n["defaulted"] if quiet_counts else 0)
    happy = n["answered_satisfied"] + (n["defaulted"] if quiet_pleases else 0)
    dropped = n["dissatisfied_invalid"] if options["invalid.counts_as"] == "excluded_everywhere" else 0
    return (effective, total(n, options)), (happy, effective - dropped)


def level_two(n, options, active):
    happy, all_of_them = n["again_satisfied"], n["again_satisfied"] + n["again_dissatisfied"]
    if not active and options["silence.second"] != "outside":
        all_of_them += n["again_unanswered"]
        if options["silence.second"] == "satisfied":
            happy += n["again_unanswered"]
    if options["score.level_due_counts"] == "true":
        all_of_them += n["reports_overdue"]
    if options["invalid.counts_as"] == "excluded_everywhere":
        all_of_them -= n["again_invalid"]
    return happy, all_of_them


def found_so(n, options, which, what):
    """How many checks found `what`; under one option those after the second return are second ones too."""
    number = n[f"{which}_{what}"]
    if which == "rechecks" and options["score.which_checks"] == "first_and_later":
        number += n[f"later_{what}"]
    return number


def checks(n, options, which):
    happy = unhappy = 0
    for what in ("satisfied", "unsatisfied", "explained", "invalid", "overdue"):
        number = found_so(n, options, which, what)
        verdict = {
            "satisfied": "good",
            "unsatisfied": "bad",
            "explained": {"not_satisfied": "bad", "satisfied": "good", "outside": "out"}[options["explained.counts_as"]],
            "invalid": {"satisfied": "good"}.get(options["invalid.counts_as"], "out"),
            "overdue": {"true": "bad", "false": "out"}[options["score.level_due_counts"]],
        }[what]
        happy += number if verdict == "good" else 0
        unhappy += number if verdict == "bad" else 0
    return happy, happy + unhappy


def idle(options):
    return {"unranked": None, "zero": Fraction(0)}[options["score.no_business"]]


def printed(total, options):
    """What is printed of a county's total."""
    return total if total is None or options["deduction.floor"] == "none" or total >= 0 else Fraction(0)


def county_pairs(n, options, active):
    """{indicator: (numerator, denominator)} of Art. 15."""
    first, second = level_one(n, options, active)
    third = [checks(n, options, which) for which in ("checks", "rechecks")]
    return dict(zip(COUNTY, [first, second, level_two(n, options, active), *third], strict=True))


def county_points(n, options, active):
    """{indicator: points} of Art. 15, None where nothing is scored."""
    if not total(n, options):
        return dict.fromkeys(COUNTY)
    rates = {code: share(*pair) for code, pair in county_pairs(n, options, active).items()}
    there = sum(rate is not None for rate in rates.values())
    policy = options["score.empty_ratio"]
    full = Fraction(100, there) if policy == "redistribute" else 20
    empty = {"full": 20, "zero": 0}.get(policy)
    return {code: empty if rate is None else rounded(full * rate, options) for code, rate in rates.items()}


def county(n, options, active=False, deducted=0):
    """The total of Art. 15 as a Fraction, or None."""
    if not total(n, options):
        return idle(options)
    points = county_points(n, options, active).values()
    if options["score.empty_ratio"] == "unranked" and None in points:
        return None
    return sum(one for one in points if one is not None) - deducted


def window_pairs(n, options, active):
    """{indicator or part of one: (numerator, denominator)} of Art. 16."""
    effective, first = level_one(n, options, active)
    return {"effective": effective, "first": first, "second": level_two(n, options, active)}


def window_rate(n, options, active):
    pairs = window_pairs(n, options, active)
    first, second = pairs["first"], pairs["second"]
    a, b = share(*first), share(*second)
    if options["window.formula"] == "weighted":
        return share(first[0] + second[0], first[1] + second[1])
    if b is None and options["window.no_second_level"] == "full":
        b = Fraction(1)
    if a is None or b is None:
        return a if b is None else b
    return {
        "mean": (a + b) / 2,
        "literal": a + b / 2,
    }[options["window.formula"]]


def window_lost(n, options, active):
    """{indicator: points lost} of Art. 16, None of a window without business."""
    rates = {
        "effective": (share(*window_pairs(n, options, active)["effective"]), Fraction(85, 100)),
        "satisfied": (window_rate(n, options, active), Fraction(95, 100)),
    }
    if not total(n, options):
        return dict.fromkeys(rates)
    whole = {"floor": floor, "ceiling": ceil, "proportional": lambda lost: rounded(lost, options)}[options["deduction.points_below"]]
    return {
        code: Fraction(whole(100 * (standard - rate))) if rate is not None and rate < standard else Fraction(0)
        for code, (rate, standard) in rates.items()
    }


def window(n, options, active=False):
    """The total of Art. 16 as a Fraction, or None."""
    if not total(n, options):
        return idle(options)
    return max(Fraction(0), 20 - sum(window_lost(n, options, active).values()))


def lines(code, n, options, active=False, deducted=0):
    """{indicator, False for the total: (numerator, denominator, rate, score)} of a county, a window or what a department sends."""
    if code == "county":
        pairs, scores = county_pairs(n, options, active), county_points(n, options, active)
        combined, whole = {}, county(n, options, active, deducted)
    else:
        lost = window_lost(n, options, active).items()
        pairs, scores = window_pairs(n, options, active), {one: None if points is None else -points for one, points in lost}
        combined, whole = {"satisfied": (None, None, window_rate(n, options, active))}, window(n, options, active)
    rates = {**{one: (*pair, share(*pair)) for one, pair in pairs.items()}, **combined}
    return {False: (None, None, None, whole), **{one: (*rate, scores.get(one)) for one, rate in rates.items()}}


def beside(n, options):
    """{code: number} of what is printed beside a unit's figures (decisions A8, C7)."""
    (effective, _all), (happy, _effective) = level_one({**n, "dissatisfied_invalid": 0}, options, active=False)
    good, repaired = level_two({**n, "again_invalid": 0}, options, active=False)
    return {
        "invalid": n["checks_invalid"] + n["rechecks_invalid"] + n["later_invalid"],
        "first_corrected": share(happy, effective - n["dissatisfied_invalid"]),
        "second_corrected": share(good, repaired - n["again_invalid"]),
        "typed": n["typed_in"],
    }


def interval(part, whole, percent):
    """(low, high): the shares by which `part` of `whole` may yet have come about by chance, found by trying (decision C13).

    A share is in it if what was seen lies no more standard errors from it than leaves so many percent between.
    """
    seen, errors = part / whole, _halved(lambda z: erf(z / sqrt(2)) < percent / 100, 0, 40)

    def far(share):
        return (seen - share) ** 2 > errors**2 * share * (1 - share) / whole

    return _halved(far, 0, seen), 1 - _halved(lambda rest: far(1 - rest), 0, 1 - seen)


def _halved(before, low, high):
    """Where `before` stops to hold, between two numbers."""
    for _half in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if before(middle) else (low, middle)
    return high


def certainty(pair, options):
    """(low, high, whether it rests on few cases) of an indicator; of what is no share of anything nothing is said."""
    part, whole = pair
    if not whole or not 0 <= part <= whole:
        return None, None, False
    return (*interval(part, whole, options["score.confidence_percent"]), whole < options["score.small_sample"])


def ranks(scores):
    """{unit: place} of {unit: score}: as many as are better stand before; whoever has no score has no place (C4, C13)."""
    there = [score for score in scores.values() if score is not None]
    return {unit: None if score is None else 1 + sum(other > score for other in there) for unit, score in scores.items()}
