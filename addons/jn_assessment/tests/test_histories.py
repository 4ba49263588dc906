import json
from contextlib import closing
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..const import SCORED_BY
from . import histories, history_oracle, oracle
from .common import QUARTER, SheetCase
from .history_oracle import View
from .history_writer import HistoryWriter
from .schemes import DEFAULTS, SCORED, counts, deciding, held, shipped

# unit: (its county, its hall, the department that answers for it); what lies in the city's own centre belongs to no county
UNITS = {
    "window_a": ("county", "hall", "department"),
    "window_b": ("county", "hall", "department"),
    "closed_window": ("county", "hall", "bureau"),
    "hall": ("county", None, "bureau"),
    "other_window": ("other_county", "other_hall", None),
    "centre_window": (None, "centre", "department"),
}
OPEN = ("window_a", "window_b", "other_window", "centre_window")
COUNTIES, DEPARTMENTS = ("county", "other_county"), ("department", "bureau", "idle_department")
SCHEMES = ("county", "window", "department")
SCOPE = "window.scope"
NUMBERS = {"business.final_after_days": (7, 2)}
FIGURE = ("numerator", "denominator", "rate", "score", "rank")
BEFORE = {"period_start": "2026-04-01", "period_end": "2026-06-30"}


@tagged("post_install", "-at_install")
class TestHistories(SheetCase):
    """Sheets agree with plain Python that walks the cases one by one, whatever has happened to them.

    What decides which facts count, and when, is walked in all combinations; every other option takes its turns in them.
    """

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau, cls.idle_department = (cls._make_unit("department", name) for name in ("Bureau of Trade", "Idle Department"))
        cls.hall.department_id = cls.bureau  # sends whatever is there and has no sender of its own
        cls.centre = cls._make_unit("hall", "City Centre", parent_id=cls.city.id, department_id=cls.bureau.id)
        cls.centre_window = cls._make_unit("window", "Centre Window", parent_id=cls.centre.id, department_id=cls.department.id)
        cls.closed_window = cls._make_unit("window", "Closed Window", parent_id=cls.hall.id, active=False)
        cls.names = {getattr(cls, name): name for name in (*UNITS, *COUNTIES, *DEPARTMENTS)}
        cls.units = {name: unit for unit, name in cls.names.items()}
        cls.compared = set()
        cls.intervals = 0

    def setUp(self):
        super().setUp()
        self.addCleanup(self.env.registry.clear_cache)  # what was interpreted here is rolled back

    def test_sheets_count_what_happened(self):
        self._agree()
        self.assertEqual(self.compared, shipped()["measures"].keys())
        self.assertLess(1000, self.intervals)

    def test_every_setting_that_a_count_asks_is_walked(self):
        self.assertEqual(deciding(), {"score.chain_period", "business.period_by", SCOPE, *NUMBERS})

    def test_every_number_by_which_a_sheet_is_reckoned_takes_its_turns_from_the_shipped_one_on(self):
        self.assertEqual(set(SCORED), {code for code in SCORED_BY if code != "score.year_from"})
        self.assertEqual({code: (numbers[0],) for code, numbers in SCORED.items()}, {code: held(code) for code in SCORED})

    def test_cases_go_at_every_level_with_an_objection_or_without(self):
        """At once, with one check behind them, with several; and nothing is drawn that the window did not have."""
        cases = histories.draw(Random(1), 2000, histories.MOMENTS[-1], tuple(UNITS), OPEN)
        gone = [case for case in cases if case.began_at not in ("", case.unit)]
        met = {(min(case.there[2], 2), any(report.passed_on for report in case.reports)) for case in gone}
        self.assertEqual(met, {(0, True), (1, True), (1, False), (2, True), (2, False)})
        for case in gone:
            facts = (case.reports, case.again, case.checks)
            self.assertTrue(all(number <= len(some) for number, some in zip(case.there, facts, strict=True)))
            passed = [place for place, report in enumerate(case.reports) if report.passed_on]
            self.assertIn(passed, ([], [case.there[0] - 1]))

    def test_cases_that_went_elsewhere_since_are_where_they_were_when_a_sheet_is_counted_again(self):
        self._agree_after_moves()

    @settings(max_examples=8, deadline=None, database=None, phases=[Phase.generate])
    @given(st.integers(0, 2**32 - 1))
    def _agree(self, seed):
        rng = Random(seed)
        now = rng.choice(histories.MOMENTS)
        cases = histories.draw(rng, 60, now, tuple(UNITS), OPEN)
        fives = {unit: rng.randrange(4) for unit in COUNTIES}
        with self.env["jn.clock"]._frozen(now), closing(self.env.cr.savepoint()):
            HistoryWriter(self.env, self.units, self.matter, self.users["supervisor"]).keep(cases)
            self._deduct(fives)
            walked = {self._compared_under(options, cases, fives, now) for options in self._combinations(rng)}
        self.assertEqual(len(walked), 2 * 2 * 2 * 2)

    @settings(max_examples=6, deadline=None, database=None, phases=[Phase.generate])
    @given(st.integers(0, 2**32 - 1))
    def _agree_after_moves(self, seed):
        """Half the cases go to another window after the sheets were made: those count again as they did, new ones as they must."""
        rng = Random(seed)
        now = rng.choice(histories.MOMENTS)
        cases = histories.draw(rng, 40, now, tuple(UNITS), OPEN)
        goals = [rng.choice(OPEN) if rng.random() < 0.5 else case.unit for case in cases]
        with self.env["jn.clock"]._frozen(now), closing(self.env.cr.savepoint()):
            rows = HistoryWriter(self.env, self.units, self.matter, self.users["supervisor"]).keep(cases)
            options = rng.choice([*self._combinations(rng)])
            self._choose(options)
            sheets = [self.sheet(code) for code in SCHEMES]
            with self.env["jn.clock"]._frozen(now + histories.HOUR):
                for name in OPEN:
                    gone = [row.id for row, case, goal in zip(rows, cases, goals, strict=True) if name == goal != case.unit]
                    rows.browse(gone)._move_to_unit(self.units[name])
            for sheet in sheets:
                self.assertEqual(sheet._recount(), [], (seed, sheet.display_name))
            moved = [replace(case, unit=goal) for case, goal in zip(cases, goals, strict=True)]
            for code in SCHEMES:
                self._compare(code, moved, {}, self._view(options, now))

    def _combinations(self, rng):
        """Options in all combinations of those that decide what counts; the others' are dealt out as evenly as they go."""
        walked = sorted(deciding())
        chosen = list(product(*(NUMBERS.get(code) or held(code) for code in walked)))
        others = {**{code: held(code) for code in DEFAULTS}, **SCORED}
        dealt = {code: rng.sample((values * len(chosen))[: len(chosen)], len(chosen)) for code, values in others.items()}
        for place, values in enumerate(chosen):
            yield {**{code: turns[place] for code, turns in dealt.items()}, **dict(zip(walked, values, strict=True))}

    def _compared_under(self, options, cases, fives, now):
        """The combination under which the sheets were compared, of the options that decide what counts."""
        self._choose(options)
        for code in SCHEMES:
            self._compare(code, cases, fives, self._view(options, now))
        return tuple(options[code] for code in sorted(deciding()))

    def _view(self, options, now):
        plain = {code: str(value).lower() if isinstance(value, bool) else value for code, value in options.items()}
        return View(QUARTER["period_start"], QUARTER["period_end"], now, plain)

    def _compare(self, code, cases, fives, view):
        sheet, ranked = self.sheet(code), self._ranked(code, view.options)
        self.assertEqual(sheet.line_ids.unit_id, ranked, view.options)
        # windows of other tests are ranked in halls of their own, counties and departments are ranked together
        numbers = {unit: self._numbers(code, unit, cases, view) for unit in ranked if code != "window" or unit in self.names}
        lines = {(line.unit_id, line.indicator_id.code): line for line in sheet.line_ids}
        deducted = {unit: 5 * fives.get(self.names.get(unit), 0) for unit in numbers}
        for side in ("", "active_"):
            told = {unit: oracle.lines(code, n, view.options, bool(side), deducted[unit]) for unit, n in numbers.items()}
            found = {(unit.name, one): self._figure(lines[unit, one], side) for unit in told for one in told[unit]}
            self.assertEqual(found, self._wanted(code, told), (side, view))
        for unit, n in numbers.items():
            self._compare_total(code, lines[unit, False], n, deducted[unit], view.options)
            self._compare_certainty(code, lines, unit, n, view.options)

    def _compare_total(self, code, line, numbers, deducted, options):
        """What the total's line tells beside the score: each measure, the business, what is printed beside."""
        self.assertEqual(line.counts, {name: numbers[name] for name in line.counts}, (line.unit_id.name, options))
        self.assertEqual((line.business, line.deducted), (oracle.total(numbers, options), deducted))
        total = oracle.lines(code, numbers, options, False, deducted)[False][-1]
        shown = oracle.printed(total, options) if code == "county" else total
        self.assertEqual(self._near(line.shown_score), self._near(shown), options)
        beside = {name: self._near(number) for name, number in oracle.beside(numbers, options).items()}
        self.assertEqual({name: self._near(number) for name, number in line.extras.items()}, beside, options)
        self.compared.update(line.counts)

    def _compare_certainty(self, code, lines, unit, numbers, options):
        """Which figures rest on few cases, and the interval of each (decision C13); of what combines others there is none."""
        pairs = (oracle.county_pairs if code == "county" else oracle.window_pairs)(numbers, options, False)
        for one, line in ((one, line) for (whose, one), line in lines.items() if whose == unit and one):
            low, high, few = oracle.certainty(pairs.get(one, (None, None)), options)
            found = (*map(self._close, (line.low, line.high)), line.small_sample)
            self.assertEqual(found, (self._close(low), self._close(high), few), (unit.name, one, options))
            self.intervals += low is not None
        few = 0 < oracle.total(numbers, options) < options["score.small_sample"]
        self.assertEqual(lines[unit, False].small_sample, few, (unit.name, options))

    def _ranked(self, code, options):
        """The units that a sheet has to rank: those that are open, of windows perhaps the city centre's only (C15)."""
        units = self.env["jn.unit"].search([("kind", "=", code)])
        if code == "window" and options[SCOPE] == "city_centre":
            return units.filtered(lambda unit: unit.hall_id.parent_id.kind == "city")
        return units

    def _numbers(self, code, unit, cases, view):
        name = self.names.get(unit)
        whose = {
            "county": lambda case: UNITS[case.unit][0], "window": lambda case: case.unit, "department": lambda case: UNITS[case.unit][2],
        }[code]  # fmt: skip
        return counts(**history_oracle.numbers([case for case in cases if name and whose(case) == name], view))

    def _wanted(self, code, told):
        """{(unit's name, indicator): figure} with ranks, of windows within their hall."""
        halls = {unit: UNITS[self.names[unit]][1] if code == "window" else None for unit in told}
        wanted = {}
        for hall in set(halls.values()):
            beside = {unit: told[unit] for unit in told if halls[unit] == hall}
            for one in next(iter(beside.values())):
                ranks = oracle.ranks({unit: lines[one][-1] for unit, lines in beside.items()})
                wanted |= {(u.name, one): (*map(self._near, (*lines[one], ranks[u])),) for u, lines in beside.items()}
        return wanted

    def _figure(self, line, side):
        return tuple(self._near(line[side + name]) for name in FIGURE)

    @staticmethod
    def _near(number):
        """A number as both sides can tell it; an empty field reads False."""
        return None if number is None or number is False else round(float(number), 10)

    @staticmethod
    def _close(number):
        """An end of an interval, as exactly as both ways to find it are; printed it has fewer digits."""
        return None if number is None or number is False else round(number, 7)

    def _choose(self, options):
        chosen = self.env["jn.setting"].search([("code", "in", list(options))])
        self.assertEqual(len(chosen), len(options))
        self.env["jn.setting.value"].create(
            [{"setting_id": one.id, "value": json.dumps(options[one.code]), "why": "a test"} for one in chosen]
        )

    def _deduct(self, fives):
        """So many times five points are booked for each county; more in the quarter before, and some are only proposed."""
        kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])
        common = {"kind_id": kind.id, "reason": "untrue", "evidence": "a call", **QUARTER}
        rows = [{**common, "unit_id": self.units[name].id} for name, number in fives.items() for _five in range(number)]
        deductions = self.env["jn.deduction"]
        deductions.create([*rows, {**common, **BEFORE, "unit_id": self.county.id}]).book()
        deductions.create({**common, "unit_id": self.county.id})
