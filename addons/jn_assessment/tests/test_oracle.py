from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..calculation import ACTIVE, OFFICIAL, assess
from . import oracle
from .schemes import DEFAULTS, counts, scheme, shipped

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
)
FEW = st.integers(0, 40)


@st.composite
def histories(draw):
    """Numbers that some history of cases can have."""
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
    """Two independent calculations agree on any history, under any combination of the options."""

    def _agrees(self, code, reckon, numbers, options):
        chosen = scheme(code, **{key.replace(".", "__"): option for key, option in options.items()})
        for side in (OFFICIAL, ACTIVE):
            score = assess(chosen, numbers, side).score
            found = None if score is None else Fraction(score)
            self.assertEqual(found, reckon(numbers, options, side == ACTIVE), side)

    @settings(max_examples=300, deadline=None, database=None)
    @given(histories(), OPTIONS, st.integers(0, 30))
    def test_counties_get_what_plain_python_gives_them(self, numbers, options, fives):
        chosen = scheme("county", **{key.replace(".", "__"): option for key, option in options.items()})
        for side in (OFFICIAL, ACTIVE):
            result = assess(chosen, numbers, side, Decimal(5 * fives))
            wanted = oracle.county(numbers, options, side == ACTIVE, 5 * fives)
            self.assertEqual(None if result.score is None else Fraction(result.score), wanted, side)
            shown = None if result.shown is None else Fraction(result.shown)
            self.assertEqual(shown, oracle.printed(wanted, options), side)

    @settings(max_examples=150, deadline=None, database=None)
    @given(histories(), OPTIONS)
    def test_windows_get_what_plain_python_gives_them(self, numbers, options):
        self._agrees("window", oracle.window, numbers, options)

    @settings(max_examples=100, deadline=None, database=None)
    @given(histories())
    def test_a_total_stays_between_0_and_its_most(self, numbers):
        for code, most in (("county", 100), ("window", 20)):
            score = assess(scheme(code), numbers).score
            self.assertTrue(score is None or 0 <= score <= most)

    @settings(max_examples=100, deadline=None, database=None)
    @given(histories())
    def test_one_more_satisfied_answer_never_costs_a_county_points(self, numbers):
        better = {**numbers, "asked": numbers["asked"] + 1, "answered_satisfied": numbers["answered_satisfied"] + 1}
        before = assess(scheme("county"), numbers).score
        if (
            before is not None
            and numbers["answered_satisfied"] + numbers["answered_dissatisfied"] + numbers["defaulted"]
        ):
            self.assertGreaterEqual(assess(scheme("county"), better).score, before)
