from odoo.tests import Form, tagged

from odoo.addons.jn_org.tests.common import at

from .common import SheetCase


@tagged("post_install", "-at_install")
class TestExamples(SheetCase):
    """An indicator shows its own formulas in real numbers, so that whoever changes one sees what it does before anybody is scored by it."""

    def setUp(self):
        super().setUp()
        self.draft = self.scheme("county")._next_version()

    def _indicator(self, code, scheme=None):
        return (scheme or self.draft).indicator_ids.filtered(lambda one: one.code == code)

    def _facts(self):
        """Of 8 cases of the county 5 were answered satisfied, 1 dissatisfied, 1 went silent, 1 was never delivered."""
        self.first(5, "satisfied")
        self.first(1, "dissatisfied")
        self.first(1, "defaulted")
        self.first(1, "undelivered")
        return self.sheet("county")

    def _told(self, indicator):
        return indicator.example.split("\n")

    def test_a_drafts_changed_formulas_are_worked_out_and_not_the_sheets(self):
        sheet = self._facts()
        effective = self._indicator("effective")
        effective.write({"numerator": "answered_satisfied", "score": "weight * rate", "weight": 40})
        told = self._told(effective)
        self.assertEqual(told[0], f"{self.county.name} · {sheet.display_name}")
        self.assertEqual(told[1], "First revisit answered: satisfied = 5")
        self.assertIn("Effective revisits = 5 ÷ 8 = 0.625", told)
        self.assertEqual(told[-1], "Score = 25")
        before = self._told(self._indicator("effective", self.scheme("county")))
        self.assertIn("Effective revisits = 7 ÷ 8 = 0.875", before)
        self.assertEqual(before[-1], "Score = 17.5")

    def test_what_is_typed_is_worked_out_before_it_is_saved(self):
        self._facts()
        with Form(self.draft) as form, form.indicator_ids.edit(0) as effective:
            effective.numerator = "answered_satisfied"
            self.assertIn("5 ÷ 8 = 0.625", effective.example)
            effective.numerator = "answered"

    def test_a_draft_that_is_no_formula_yet_says_what_is_wrong(self):
        self._facts()
        frame = {"scheme_id": self.draft.id, "code": "mine", "name": "Mine", "denominator": "asked"}
        for text, words in (("nobody", "nobody is not known"), ("asked +", "cannot be read"), (False, "The formula is empty.")):
            with self.subTest(text):
                typed = self.env["jn.indicator"].new({**frame, "numerator": text})
                self.assertIn(words, typed.example)

    def test_before_any_sheet_was_computed_it_says_what_to_do(self):
        self.first(3, "satisfied")
        self.assertIn("Compute a score sheet", self._indicator("effective").example)
        self.assertIn("请先", self._indicator("effective").with_context(lang="zh_CN").example)

    def test_a_sheet_in_which_nobody_had_business_has_no_numbers_to_put_in(self):
        self.sheet("county")
        self.assertIn("Compute a score sheet", self._indicator("effective").example)

    def test_the_numbers_are_those_of_the_newest_period(self):
        self.first(3, "satisfied", completed=at("2026-05-10 10:00"))
        self._facts()
        self.sheet("county", period_start="2026-04-01", period_end="2026-06-30")
        self.assertIn("7 ÷ 8", self._indicator("effective").example)

    def test_the_unit_is_one_that_has_such_cases(self):
        self.first(1, "satisfied", self.other_window)
        self.again(self.first(4, "dissatisfied"), "satisfied")
        self.sheet("county")
        self.assertIn(self.county.name, self._told(self._indicator("second_satisfied"))[0])
        self.assertIn(self.other_county.name, self._told(self._indicator("effective"))[0])

    def test_what_the_sheet_did_not_count_is_counted_for_the_example(self):
        self.first(3, "satisfied")
        self.first(1, "undelivered").revisit_ids.undelivered_reason = "refused"
        sheet = self.sheet("county")
        self.assertNotIn("refused_contact", self.line(sheet, self.county).counts)
        effective = self._indicator("effective")
        effective.numerator = "refused_contact"
        self.assertIn("1 ÷ 4 = 0.25", effective.example)

    def test_a_figure_out_of_parts_is_worked_out_over_them(self):
        again = self.first(4, "dissatisfied")
        self.first(4, "satisfied")
        self.again(again, "satisfied")
        self.sheet("window")
        satisfied = self._indicator("satisfied", self.scheme("window"))
        self.assertIn("0.5, 1", satisfied.example)
        self.assertIn("= 0.75", satisfied.example)

    def test_a_units_own_draft_takes_the_citys_numbers_until_it_has_some(self):
        self.first(2, "satisfied")
        self.first(5, "satisfied", self.other_window)
        self.sheet("window")
        own = self.scheme("window")._next_version(self.county)
        self.assertIn("2 ÷ 2", self._indicator("effective", own).example)

    def test_numbers_that_are_not_published_are_told_to_the_citys_people_only(self):
        sheet = self._facts()
        effective = self._indicator("effective", self.scheme("county"))
        self.assertIn("7 ÷ 8", self.by("city_supervisor", effective).example)
        self.assertIn("Compute", self.by("leader", effective).example)
        sheet.publish()
        effective.invalidate_recordset()
        self.assertIn("7 ÷ 8", self.by("leader", effective).example)
