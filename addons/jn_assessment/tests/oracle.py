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


def level_one(n, options, active):
    """((effective, all), (satisfied, effective)) of the first revisits."""
    people = n["answered_satisfied"] + n["answered_dissatisfied"]
    quiet_counts = not active and options["silence.counts_as"] != "excluded"
    quiet_pleases = not active and options["silence.counts_as"] == "effective_satisfied"
    effective = people + (n["defaulted"] if quiet_counts else 0)
    happy = n["answered_satisfied"] + (n["defaulted"] if quiet_pleases else 0)
    dropped = n["dissatisfied_invalid"] if options["invalid.counts_as"] == "excluded_everywhere" else 0
    return (effective, n["asked"]), (happy, effective - dropped)


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


def checks(n, options, which):
    happy, all_of_them = n[f"{which}_satisfied"], n[f"{which}_satisfied"] + n[f"{which}_unsatisfied"]
    if options["invalid.counts_as"] == "satisfied":
        happy, all_of_them = happy + n[f"{which}_invalid"], all_of_them + n[f"{which}_invalid"]
    if options["score.level_due_counts"] == "true":
        all_of_them += n[f"{which}_overdue"]
    return happy, all_of_them


def county(n, options, active=False):
    """The total of Art. 15 as a Fraction, or None."""
    first, second = level_one(n, options, active)
    pairs = [first, second, level_two(n, options, active), checks(n, options, "checks"), checks(n, options, "rechecks")]
    rates = [share(*pair) for pair in pairs]
    there = [rate for rate in rates if rate is not None]
    policy = options["score.empty_ratio"]
    if not n["asked"] or (policy == "unranked" and len(there) < len(rates)):
        return None
    if policy == "redistribute":
        return sum(cents(rate * 100 / len(there)) for rate in there)
    return sum(cents(20 * rate) for rate in there) + (len(rates) - len(there)) * (20 if policy == "full" else 0)


def window_rate(n, options, active):
    (_pair, first), second = level_one(n, options, active), level_two(n, options, active)
    a, b = share(*first), share(*second)
    if a is None or b is None:
        return a if b is None else b
    return {
        "mean": (a + b) / 2,
        "weighted": Fraction(first[0] + second[0], first[1] + second[1]),
        "literal": a + b / 2,
    }[options["window.formula"]]


def window(n, options, active=False):
    """The total of Art. 16 as a Fraction, or None."""
    if not n["asked"]:
        return None
    rates = [
        (share(*level_one(n, options, active)[0]), Fraction(85, 100)),
        (window_rate(n, options, active), Fraction(95, 100)),
    ]
    lost = [100 * (standard - rate) for rate, standard in rates if rate is not None and rate < standard]
    whole = {"floor": floor, "ceiling": ceil, "proportional": cents}[options["deduction.points_below"]]
    return max(Fraction(0), 20 - sum(Fraction(whole(points)) for points in lost))
