"""Art. 15 and 16 once more, in plain Python and in another way, to compare the shipped schemes with.

Takes the numbers of the measures and the options, knows no formula text, and rounds by itself.
"""

from fractions import Fraction
from math import ceil, floor


def share(part, whole):
    return Fraction(part, whole) if whole else None


def cents(number):
    """Half up to two decimals, for numbers from 0 up."""
    return Fraction(floor(number * 100 + Fraction(1, 2)), 100)


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


def county(n, options, active=False, deducted=0):
    """The total of Art. 15 as a Fraction, or None."""
    if not total(n, options):
        return idle(options)
    five = five_indicators(n, options, active)
    return None if five is None else five - deducted


def five_indicators(n, options, active):
    first, second = level_one(n, options, active)
    pairs = [first, second, level_two(n, options, active), checks(n, options, "checks"), checks(n, options, "rechecks")]
    rates = [share(*pair) for pair in pairs]
    there = [rate for rate in rates if rate is not None]
    policy = options["score.empty_ratio"]
    if policy == "unranked" and len(there) < len(rates):
        return None
    if policy == "redistribute":
        return sum(cents(rate * 100 / len(there)) for rate in there)
    return sum(cents(20 * rate) for rate in there) + (len(rates) - len(there)) * (20 if policy == "full" else 0)


def window_rate(n, options, active):
    (_pair, first), second = level_one(n, options, active), level_two(n, options, active)
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


def window(n, options, active=False):
    """The total of Art. 16 as a Fraction, or None."""
    if not total(n, options):
        return idle(options)
    rates = [
        (share(*level_one(n, options, active)[0]), Fraction(85, 100)),
        (window_rate(n, options, active), Fraction(95, 100)),
    ]
    lost = [100 * (standard - rate) for rate, standard in rates if rate is not None and rate < standard]
    whole = {"floor": floor, "ceiling": ceil, "proportional": cents}[options["deduction.points_below"]]
    return max(Fraction(0), 20 - sum(Fraction(whole(points)) for points in lost))
