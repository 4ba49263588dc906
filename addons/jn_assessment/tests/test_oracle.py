from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb
from random import Random, SystemRandom
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.jn_rules import scores

from .. import calculation
from ..calculation import ACTIVE, OFFICIAL, assess
from . import histories, history_oracle, oracle
from .common import QUARTER
from .history_oracle import View
from .schemes import DEFAULTS, SCORED, choices, counts, deciding, held, scheme, shipped

OPTIONS = st.fixed_dictionaries(
    {
        code: st.sampled_from(
            sorted(
                next(
                    formula["variants"] for formula in shipped()["formulas"].values() if formula.get("setting") == code
                )
            )
        )
        for code in DEFAULTS
    }
    | {code: st.sampled_from(numbers) for code, numbers in SCORED.items()}
)
FEW = st.integers(0, 40)


@st.composite
def figures(draw):
    """Numbers that some history of cases can have, larger ones than a few cases give."""
    first = {code: draw(FEW) for code in ("answered_satisfied", "answered_dissatisfied", "defaulted")}
    again = {
        code: draw(FEW) for code in ("again_satisfied", "again_dissatisfied", "again_unanswered", "reports_overdue")
    }
    checks = {
        f"{level}_{kind}": draw(FEW)
        for level in ("checks", "rechecks", "later")
        for kind in ("satisfied", "unsatisfied", "explained", "invalid", "overdue")
    }
    invalid = {
        "dissatisfied_invalid": draw(st.integers(0, first["answered_dissatisfied"])),
        "again_invalid": draw(st.integers(0, again["again_dissatisfied"])),
    }
    silent_world = draw(st.integers(0, 9)) == 0  # a unit without any business must come up too
    if silent_world:
        first = dict.fromkeys(first, 0)
        invalid["dissatisfied_invalid"] = 0
    refused = 0 if silent_world else draw(FEW)
    asked = 0 if silent_world else sum(first.values()) + refused + draw(FEW)
    return counts(asked=asked, refused_contact=refused, **first, **again, **checks, **invalid)


class TestOracle(BaseCase):
    """Two independent calculations agree on any numbers, under combinations of the options that chance picks."""

    def _agrees(self, code, reckon, numbers, options):
        chosen = scheme(code, **{key.replace(".", "__"): option for key, option in options.items()})
        for side in (OFFICIAL, ACTIVE):
            score = assess(chosen, numbers, side).score
            found = None if score is None else Fraction(score)
            self.assertEqual(found, reckon(numbers, options, side == ACTIVE), side)

    @settings(max_examples=300, deadline=None, database=None)
    @given(figures(), OPTIONS, st.integers(0, 30))
    def test_counties_get_what_plain_python_gives_them(self, numbers, options, fives):
        chosen = scheme("county", **{key.replace(".", "__"): option for key, option in options.items()})
        for side in (OFFICIAL, ACTIVE):
            result = assess(chosen, numbers, side, Decimal(5 * fives))
            wanted = oracle.county(numbers, options, side == ACTIVE, 5 * fives)
            self.assertEqual(None if result.score is None else Fraction(result.score), wanted, side)
            shown = None if result.shown is None else Fraction(result.shown)
            self.assertEqual(shown, oracle.printed(wanted, options), side)

    @settings(max_examples=150, deadline=None, database=None)
    @given(figures(), OPTIONS)
    def test_windows_get_what_plain_python_gives_them(self, numbers, options):
        self._agrees("window", oracle.window, numbers, options)

    @settings(max_examples=150, deadline=None, database=None)
    @given(figures(), OPTIONS)
    def test_departments_get_what_plain_python_gives_them(self, numbers, options):
        self._agrees("department", oracle.window, numbers, options)

    @settings(max_examples=300, deadline=None, database=None)
    @given(st.integers(0, 5), st.integers(0, 2000), st.integers(1, 5000), st.sampled_from((50, 80, 90, 95, 99, 99.9)))
    def test_intervals_are_those_that_plain_python_finds_by_trying(self, edge, part, more, percent):
        """Also at nothing of all, at all, and right beside."""
        for good, whole in ((part, part + more), (min(edge, part + more), part + more), (part + more - min(edge, part + more), part + more)):
            found, wanted = scores.wilson(good, whole, percent), oracle.interval(good, whole, percent)
            self.assertEqual([round(end, 9) for end in found], [round(end, 9) for end in wanted], (good, whole, percent))

    def test_intervals_hold_as_often_as_they_say(self):
        """Of all that chance may bring about, the share lies outside in about as many percent as are left."""
        for share, whole in ((0.5, 40), (0.85, 60), (0.95, 200)):
            inside = 0.0
            for good in range(whole + 1):
                low, high = scores.wilson(good, whole, 95)
                inside += comb(whole, good) * share**good * (1 - share) ** (whole - good) * (low <= share <= high)
            self.assertAlmostEqual(inside, 0.95, delta=0.025)

    @settings(max_examples=100, deadline=None, database=None)
    @given(figures())
    def test_a_total_stays_between_0_and_its_most(self, numbers):
        for code, most in (("county", 100), ("window", 20)):
            score = assess(scheme(code), numbers).score
            self.assertTrue(score is None or 0 <= score <= most)

    @settings(max_examples=100, deadline=None, database=None)
    @given(figures())
    def test_one_more_satisfied_answer_never_costs_a_county_points(self, numbers):
        better = {**numbers, "asked": numbers["asked"] + 1, "answered_satisfied": numbers["answered_satisfied"] + 1}
        before = assess(scheme("county"), numbers).score
        if (
            before is not None
            and numbers["answered_satisfied"] + numbers["answered_dissatisfied"] + numbers["defaulted"]
        ):
            self.assertGreaterEqual(assess(scheme("county"), better).score, before)


class TestEveryCombination(BaseCase):
    """No combination of the options is left to chance: each is walked in each run, with the history of a unit.

    The histories are those of cases, drawn anew for each run; what disagrees names the seed by which it comes again.
    """

    COMMON = {
        "invalid.counts_as", "score.level_due_counts", "score.no_business", "silence.counts_as", "silence.second",
        "undelivered.refused_contact",
    }  # fmt: skip
    COUNTY = COMMON | {"deduction.floor", "explained.counts_as", "score.empty_ratio", "score.which_checks"}
    WINDOW = COMMON | {"deduction.points_below", "window.formula", "window.no_second_level"}
    UNIT = ("window",)

    def setUp(self):
        super().setUp()
        self.seed = SystemRandom().randrange(2**32)
        self.rng = Random(self.seed)
        # what a formula comes to rests on its text and its numbers alone, and the same ones meet ten thousand times
        once = cache(lambda formula, numbers, evaluate=calculation.evaluate: evaluate(formula, dict(numbers)))
        self.enterContext(
            patch.object(calculation, "evaluate", lambda formula, numbers: once(formula, tuple(numbers.items())))
        )

    def _history(self):
        """The numbers of a unit with a dozen cases at most, seen at any moment and counted by any moment."""
        options = {code: self.rng.choice(held(code)) for code in sorted(deciding())}
        now = self.rng.choice(histories.MOMENTS)
        view = View(QUARTER["period_start"], QUARTER["period_end"], now, options)
        cases = histories.draw(self.rng, self.rng.randrange(13), now, self.UNIT, self.UNIT)
        return counts(**history_oracle.numbers(cases, view))

    def _walked(self, code):
        """{setting: its options} of a scheme, and how many combinations of them were found to agree on both sides."""
        seen, met = set(), [self._history() for _history in range(1000)]
        for chosen in product(*choices(code).values()):
            reckoned_by = {setting: self.rng.choice(numbers) for setting, numbers in SCORED.items()}
            options = {**DEFAULTS, **reckoned_by, **dict(zip(choices(code), chosen, strict=True))}
            deducted = 5 * self.rng.randrange(30) if code == "county" else 0
            self._agrees(code, options, self.rng.choice(met), deducted)
            seen.add(chosen)
        return choices(code), len(seen)

    def _agrees(self, code, options, numbers, deducted):
        chosen = scheme(code, **{key.replace(".", "__"): option for key, option in options.items()})
        for side in (OFFICIAL, ACTIVE):
            result = assess(chosen, numbers, side, Decimal(deducted))
            wanted = oracle.lines(code, numbers, options, side == ACTIVE, deducted)
            shown = oracle.printed(wanted[False][-1], options) if code == "county" else wanted[False][-1]
            found = {one: self._figure(figure) for one, figure in result.figures.items()}
            found |= {False: (None, None, None, self._exact(result.score)), "shown": self._exact(result.shown)}
            wanted = {one: (*pair, self._near(rate), score) for one, (*pair, rate, score) in wanted.items()}
            self.assertEqual(found, {**wanted, "shown": shown}, (self.seed, side, options, numbers, deducted))

    def _figure(self, figure):
        return figure.numerator, figure.denominator, self._near(figure.rate), self._exact(figure.score)

    @staticmethod
    def _exact(number):
        return None if number is None else Fraction(number)

    @staticmethod
    def _near(rate):
        return None if rate is None else round(float(rate), 12)

    def test_counties_under_every_combination(self):
        options, walked = self._walked("county")
        self.assertEqual(options.keys(), self.COUNTY)
        self.assertEqual(walked, 2 * 3 * 3 * 2 * 2 * 3 * 3 * 2 * 4 * 2)

    def test_windows_under_every_combination(self):
        options, walked = self._walked("window")
        self.assertEqual(options.keys(), self.WINDOW)
        self.assertEqual(walked, 3 * 2 * 2 * 3 * 3 * 2 * 3 * 3 * 2)

    def test_every_option_of_a_setting_is_walked(self):
        for code, options in {**choices("county"), **choices("window")}.items():
            self.assertEqual({str(value).lower() for value in held(code)}, set(options), code)

    def test_the_histories_have_whatever_is_counted(self):
        met = [self._history() for _history in range(400)]
        for code in shipped()["measures"]:
            self.assertTrue(any(numbers[code] for numbers in met), (self.seed, code))
        self.assertFalse(all(numbers["asked"] for numbers in met), "a unit without any business must come up too")
