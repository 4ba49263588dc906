"""A case that goes to another unit is in that unit's figures with all its levels, and in none of the old one's (decision D7)."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import latest

from .common import QUARTER, SheetCase

FIGURES = ("numerator", "denominator", "rate", "score", "active_numerator", "active_denominator", "active_rate", "active_score")
TOTAL = ("business", "shown_score", "counts", "extras", "remark")


@tagged("post_install", "-at_install")
class TestMovedCases(SheetCase):
    def figures(self, code, unit):
        """{indicator, False for the total: all its figures} of a unit, in a sheet computed now."""
        lines = self.sheet(code).line_ids.filtered(lambda line: line.unit_id == unit)
        return {line.indicator_id.code: [line[name] for name in (*FIGURES, *(() if line.indicator_id else TOTAL))] for line in lines}

    def both(self):
        """The figures of the counties, and those of the windows: (the old one's, the new one's)."""
        return [
            (self.figures("county", self.county), self.figures("county", self.other_county)),
            (self.figures("window", self.window_a), self.figures("window", self.other_window)),
        ]

    def returned(self, day="2026-08-10 10:00"):
        """A case that was repaired, asked about, checked some days later and sent back."""
        self.freeze(day)
        case = self.verifying()
        self.wait(24 * 3)
        self.conclude(case, "untrue")
        self.assertStage(case, "re_rectifying")
        return case

    def transfer(self, case):
        work = latest(case.rectification_ids)
        self.by("liaison", work).object_assignment("not ours")
        self.by("supervisor", work).decide_objection(True, "theirs", self.other_window.code)

    def test_each_figure_of_a_case_that_was_checked_and_sent_back_goes_from_the_one_to_the_other(self):
        case = self.returned()
        before = self.both()
        self.assertEqual(self.pairs("county", self.county), {
            "effective": (1, 1), "first_satisfied": (0, 1), "second_satisfied": (0, 1), "first_verified": (0, 1), "second_verified": (0, 0),
        })  # fmt: skip
        self.assertEqual(self.pairs("window", self.window_a), {"effective": (1, 1), "first": (0, 1), "second": (0, 1), "satisfied": (0, 0)})
        self.transfer(case)
        for (old, new), (old_after, new_after) in zip(before, self.both(), strict=True):
            self.assertNotEqual(old, new)
            self.assertEqual((old_after, new_after), (new, old))

    def pairs(self, code, unit):
        sheet = self.sheet(code)
        return {one: self.fraction(sheet, unit, one) for one in sheet.scheme_id.indicator_ids.mapped("code")}

    def test_the_second_check_counts_beside_the_first_at_the_new_unit(self):
        case = self.returned()
        self.transfer(case)
        again = latest(case.rectification_ids)
        again.confirmed_at = self.env["jn.clock"]._now()
        case._flow_fire("report_confirmed")
        self.conclude(case, "satisfied", role="city_supervisor")
        pairs = self.pairs("county", self.other_county)
        self.assertEqual((pairs["first_verified"], pairs["second_verified"]), ((0, 1), (1, 1)))
        self.assertEqual(set(self.pairs("county", self.county).values()), {(0, 0)})

    def test_a_report_that_never_came_counts_for_the_unit_where_the_case_is(self):
        case = self.first(1, "dissatisfied")
        self.overdue_report(case)
        self.check(case, "untrue")
        self.assertEqual(self.pairs("window", self.window_a)["second"], (0, 1))
        case._move_to_unit(self.other_window)
        self.assertEqual((self.pairs("window", self.window_a)["second"], self.pairs("window", self.other_window)["second"]), ((0, 0), (0, 1)))

    def test_what_was_objected_to_is_nobodys_missing_report(self):
        case = self.first(1, "dissatisfied")
        self.overdue_report(case, stage_code="transferred", new_unit_id=self.other_window.id)
        case._move_to_unit(self.other_window)
        for unit in (self.window_a, self.other_window):
            self.assertEqual(self.pairs("window", unit)["second"], (0, 0))

    def published(self, *codes):
        sheets = [self.sheet(code) for code in codes or ("county", "window", "department")]
        for sheet in sheets:
            sheet.publish()
        return sheets

    def assertSame(self, sheets, told=1):
        """Counting these again finds nothing else, and says how many cases went."""
        for sheet in sheets:
            self.assertEqual(sheet._recount(), [], sheet.display_name)
            words = f"Test Hall / Window A to Other Hall / Other Window: {told}"
            self.assertEqual(sum(words in one for one in sheet._since()), 1, sheet._since())

    def test_counting_a_frozen_sheet_again_takes_the_move_of_all_levels_back(self):
        case = self.returned("2026-09-27 10:00")
        self.freeze("2026-10-08 01:00")
        sheets = self.published()
        self.assertEqual(self.fraction(sheets[0], self.county, "first_verified"), (0, 1))
        self.wait(1)
        self.by("city_supervisor", latest(case.rectification_ids)).reassign(self.other_window.code, "theirs")
        self.assertEqual(case.verification_ids.unit_id, self.other_window)
        self.assertSame(sheets)
        self.assertEqual(case.verification_ids.unit_id, self.other_window)
        self.assertEqual(self.fraction(sheets[0], self.county, "first_verified"), (0, 1))

    def test_a_figure_opens_what_it_counted_wherever_its_cases_are_now(self):
        case = self.returned()
        self.freeze("2026-10-20 10:00")
        sheet = self.sheet("window")
        lines = {unit: sheet.line_ids.filtered(lambda one, unit=unit: one.unit_id == unit and one.indicator_id.code == "first")
                 for unit in (self.window_a, self.other_window)}
        before = {unit: self.opened(line) for unit, line in lines.items()}
        self.assertEqual(before[self.window_a].case_id, case)
        self.wait(1)
        case._move_to_unit(self.other_window, "theirs")
        self.assertEqual({unit: self.opened(line) for unit, line in lines.items()}, before)

    def opened(self, line):
        """The records that the denominator of a figure opens."""
        action = line.action_open_denominator()
        return self.env[action["res_model"]].search(action["domain"])

    def test_a_case_that_goes_on_and_on_is_put_back_to_where_it_was_first(self):
        case = self.returned("2026-09-27 10:00")
        self.freeze("2026-10-08 01:00")
        sheets = self.published()
        for unit in (self.other_window, self.window_b):
            self.wait(1)
            self.by("city_supervisor", latest(case.rectification_ids)).reassign(unit.code, "theirs")
        for sheet in sheets:
            self.assertEqual(sheet._recount(), [])
            self.assertEqual(sum("Cases that went" in one for one in sheet._since()), 2)

    def test_a_case_without_work_to_do_is_put_back_too(self):
        self.freeze("2026-09-21 10:00")
        case = self.verifying()
        self.freeze("2026-10-08 01:00")
        sheets = self.published()
        self.assertEqual(self.fraction(sheets[0], self.county, "first_verified"), (0, 1))
        self.wait(1)
        case._move_to_unit(self.other_window, "the window closes")
        self.assertFalse(case.rectification_ids.new_unit_id)
        self.assertSame(sheets)

    def test_a_report_that_was_late_and_then_went_elsewhere_is_late_again_when_counted_again(self):
        case = self.complained_of()
        work = case.rectification_ids
        self.freeze(work.report_due_at + timedelta(hours=1))
        self.interpret("score.chain_period", '"by_completion"')
        sheets = self.published()
        self.assertEqual(self.fraction(sheets[0], self.county, "second_satisfied"), (0, 1))
        self.wait(1)
        self.by("city_supervisor", work).reassign(self.other_window.code, "theirs")
        self.assertEqual(work.stage_code, "transferred")
        self.assertSame(sheets)
        self.assertEqual((work.stage_code, work.new_unit_id), ("transferred", self.other_window))

    def test_a_case_of_an_earlier_quarter_is_told_where_its_check_counts(self):
        case = self.first(1, "dissatisfied", completed=at("2026-05-11 10:00"))
        self.check(case, "explained")
        untouched = self.first(1, "dissatisfied", completed=at("2026-05-11 10:00"))
        [sheet] = self.published("county")
        self.wait(1)
        (case | untouched)._move_to_unit(self.other_window)
        self.assertEqual(sheet.period_start, QUARTER["period_start"])
        self.assertSame([sheet])
        self.assertIn(case.ref, " ".join(sheet._since()))
        self.assertNotIn(untouched.ref, " ".join(sheet._since()))

    def test_a_sheet_is_not_frozen_while_a_check_has_gone_elsewhere_since(self):
        case = self.first(1, "dissatisfied", completed=at("2026-05-11 10:00"))
        self.check(case, "explained")
        sheet = self.sheet("county")
        self.wait(1)
        case._move_to_unit(self.other_window)
        with self.assertRaisesRegex(NotPossible, "Window A to Other Hall"):
            sheet.publish()
        sheet.compute()
        sheet.publish()
        self.assertEqual(self.fraction(sheet, self.other_county, "first_verified"), (0, 1))

    def test_an_objection_takes_away_all_that_the_case_gave_where_it_was(self):
        case = self.returned("2026-09-27 10:00")
        self.freeze("2026-10-08 01:00")
        [sheet] = self.published("county")
        self.wait(1)
        self.by("city_supervisor", latest(case.rectification_ids)).reassign(self.other_window.code, "theirs")
        taken = {"asked": -1, "answered_dissatisfied": -1, "again_dissatisfied": -1, "checks_unsatisfied": -1}
        self.assertEqual(sheet._case_counts(self.county, case), taken)
        self.assertFalse(sheet._case_counts(self.other_county, case))
