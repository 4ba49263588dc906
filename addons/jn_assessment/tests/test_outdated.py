from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import NotPossible

from .common import QUARTER, SheetCase
from .years import YearCase


@tagged("post_install", "-at_install")
class TestOutdated(SheetCase):
    """What changes between computing and publishing is in no figure and no correction: it has to be computed again (decision C6)."""

    def setUp(self):
        super().setUp()
        self.first(3, "satisfied")
        self.first(1, "defaulted")

    def _deduction(self):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])
        row = {"kind_id": kind.id, "unit_id": self.county.id, **QUARTER, "reason": "untrue", "evidence": "record of the call"}
        return self.env["jn.deduction"]._propose([row])

    def _refused_then_published(self, sheet, words, role="city_supervisor"):
        """Publishing is refused with `words`, the form says the same, and what is computed again is published."""
        keeper = self.by(role, sheet)
        with self.assertRaisesRegex(NotPossible, f"Compute it again, then publish it.*{words}"):
            keeper.publish()
        self.assertEqual(sheet.state, "computed")
        self.assertRegex(keeper.outdated, words)
        keeper.compute()
        self.assertFalse(keeper.outdated)
        keeper.publish()
        self.assertEqual((sheet.state, sheet.outdated), ("published", False))

    def test_a_sheet_that_nothing_has_overtaken_is_published(self):
        sheet = self.sheet("county")
        self.freeze("2026-10-25 10:00")
        self.first(2, "dissatisfied", completed=self.env["jn.clock"]._now())
        self.assertFalse(sheet.outdated)
        sheet.publish()

    def test_a_deduction_booked_meanwhile_has_to_be_computed(self):
        deduction, sheet = self._deduction(), self.sheet("county")
        self.by("city_supervisor", deduction).book()
        self._refused_then_published(sheet, "deductions of Test County: 5 points, not 0")
        self.assertEqual(self.line(sheet, self.county).score, 95)
        self.assertFalse(sheet.correction_ids)

    def test_a_deduction_given_back_meanwhile_has_to_be_computed(self):
        deduction = self._deduction()
        self.by("city_supervisor", deduction).book()
        sheet = self.sheet("county")
        self.by("city_leader", deduction).remove("it was true")
        self._refused_then_published(sheet, "deductions of Test County: 0 points, not 5")
        self.assertEqual(self.line(sheet, self.county).score, 100)

    def test_a_deduction_of_another_period_or_unit_kind_is_no_matter(self):
        county, window = self.sheet("county"), self.sheet("window")
        deduction = self._deduction()
        deduction.write({"period_start": "2026-04-01", "period_end": "2026-06-30"})
        self.by("city_supervisor", deduction).book()
        self.by("city_supervisor", self._deduction()).book()
        window.publish()
        self.assertRegex(county.outdated, "^deductions of Test County: 5 points, not 0$")

    def test_another_formula_or_measure_has_to_be_computed_and_is_named(self):
        sheet = self.sheet("county")
        self.env["jn.formula"].search([("code", "=", "first_effective")]).variant_ids.text = "answered_satisfied"
        named = self.env["jn.formula"].search([("code", "=", "first_effective")]).name
        self._refused_then_published(sheet, f"the rule “{named}”")
        other = self.sheet("window")
        measure = self.env["jn.measure"].search([("code", "=", "answered_satisfied")])
        measure.domain = "[('id', '=', 0)]"
        self._refused_then_published(other, f"the rule “{measure.name}”")

    def test_another_word_for_a_measure_is_no_other_measure(self):
        sheet = self.sheet("county")
        self.env["jn.measure"].search([("code", "=", "answered_satisfied")]).name = "said to be content"
        sheet.publish()

    def test_a_setting_that_chooses_or_reckons_has_to_be_computed(self):
        named = self.env["jn.setting"].search([("code", "=", "score.decimals")]).name
        for day, code, value, words in (
            (21, "silence.counts_as", '"excluded"', "the rule"),
            (22, "business.final_after_days", "1", "the rule"),
            (23, "score.decimals", "1", named),
        ):
            with self.subTest(code):
                sheet = self.sheet("county", period_start="2026-07-02")
                self.freeze(f"2026-10-{day} 10:00")
                self.interpret(code, value)
                self.assertIn(words, sheet.outdated)
                with self.assertRaises(NotPossible):
                    sheet.publish()

    def test_another_version_of_the_scheme_that_holds_in_the_period_has_to_be_computed(self):
        sheet = self.sheet("county", period_start="2026-10-01", period_end="2026-10-31")
        draft = self.scheme("county")._next_version()
        draft.sudo()._publish("2026-09-01", "a test")
        self.assertIn(f"version {draft.version} of the scheme", sheet.outdated)
        sheet.compute()
        self.assertEqual((sheet.scheme_id, sheet.outdated), (draft, False))

    def test_a_unit_that_moves_or_comes_has_to_be_computed(self):
        sheet = self.sheet("county")
        self.freeze("2026-10-21 10:00")
        self.window_a.parent_id = self.other_hall
        self._refused_then_published(sheet, "Window A: Above: Test Hall → Other Hall")
        other = self.sheet("window")
        self.freeze("2026-10-22 10:00")
        self._make_unit("window", "New Window", parent_id=self.hall.id)
        self._refused_then_published(other, "New Window was added")

    def test_what_takes_points_off_writes_to_the_sheets_that_could_be_published_at_this_instant(self):
        """Two transactions that write to one row do not pass each other unseen: PostgreSQL refuses the later one."""
        sheet, other = self.sheet("county"), self.sheet("county", period_start="2026-04-01", period_end="2026-06-30")
        before = self._rows(sheet + other)
        self._deduction().with_user(self.users["city_supervisor"]).book()
        after = self._rows(sheet + other)
        self.assertNotEqual(before[sheet.id], after[sheet.id])
        self.assertEqual(before[other.id], after[other.id])

    def _rows(self, sheets):
        """{id: which version of its row it is}."""
        sheets.flush_recordset()
        return dict(self.env.execute_query(SQL("SELECT id, ctid::text FROM jn_sheet WHERE id = ANY(%s)", sheets.ids)))

    def test_a_case_that_went_to_another_unit_has_to_be_computed(self):
        case = self.complained_of()
        sheet = self.sheet("county")
        self.wait(1)
        self.by("city_supervisor", case.rectification_ids).reassign(self.other_window.code, "theirs")
        self._refused_then_published(sheet, "Cases that went from")

    def test_the_sentence_is_chinese(self):
        deduction, sheet = self._deduction(), self.sheet("county")
        self.by("city_supervisor", deduction).book()
        with self.assertRaisesRegex(NotPossible, "请重新计算"):
            self.by("city_supervisor", sheet).with_context(lang="zh_CN").publish()


@tagged("post_install", "-at_install")
class TestOutdatedYear(YearCase):
    """A year is made of its quarters: one that is corrected meanwhile has to be computed (Art. 14)."""

    def test_a_quarter_corrected_meanwhile_has_to_be_computed(self):
        year = self.year_of(10, 9, 8, 6)
        self.assertFalse(year.outdated)
        self.by("city_leader", self.quarters[0])._sign(self.county, {}, "a slip", points=5)
        year.invalidate_recordset()
        self.assertIn("a quarter was published or corrected", year.outdated)
        with self.assertRaisesRegex(NotPossible, "Compute it again"):
            year.publish()
