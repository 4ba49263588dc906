from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import SheetCase


@tagged("post_install", "-at_install")
class TestConfiguration(SheetCase):
    def setUp(self):
        super().setUp()
        self.pack = self.env["jn.pack"].search([("code", "=", "jining_2019")])
        self.county_scheme = self.scheme("county")
        self.draft = self.county_scheme._next_version()

    def _measure(self, **values):
        row = {
            "pack_id": self.pack.id,
            "code": "mine",
            "name": "Mine",
            "model": "jn.revisit",
            "date_field": "ended_at",
            **values,
        }
        return self.env["jn.measure"].create(row)

    def test_a_measure_names_a_model_a_moment_a_unit_and_a_condition_that_exist(self):
        self._measure()
        for wrong, words in (
            ({"model": "jn.nothing"}, "no model jn.nothing"),
            ({"date_field": "outcome"}, "outcome is not a moment"),
            ({"unit_field": "case_id"}, "case_id is not a unit"),
            ({"domain": "[('gone', '=', 1)]"}, "condition cannot be used"),
            ({"domain": "[('case_id.gone', '=', 1)]"}, "condition cannot be used"),
            ({"domain": "now.year"}, "condition cannot be used"),
            ({"domain": "[('ended_at', '<=', ago('no.such'))]"}, "condition cannot be used"),
            ({"date_field": "case_id.outcome"}, "case_id.outcome is not a moment"),
            ({"date_field": "nobody_id.completed_at"}, "nobody_id.completed_at is not a moment"),
        ):
            with self.subTest(wrong), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                self._measure(**{"code": "other", **wrong})

    def test_a_measure_says_what_it_counts_by_the_names_that_people_know(self):
        measure = self.env["jn.measure"].search([("code", "=", "answered_satisfied")])
        revisits = self.env["jn.revisit"].fields_get([measure.current_date_field, "unit_id"], ["string"])
        for name in (measure.current_date_field, "unit_id"):
            self.assertIn(f"“{revisits[name]['string']}”", measure.words)
        self.assertIn("“Revisit”", measure.words)
        self.assertIn("“回访”", measure.with_context(lang="zh_CN").words)
        self.assertFalse(self.env["jn.measure"].new({"model": "jn.gone"}).words)

    def test_a_formula_with_an_unknown_measure_is_refused_in_a_sentence(self):
        effective = self.draft.indicator_ids[0]
        with self.assertRaisesRegex(BadInput, "nobody is not known"):
            effective.numerator = "nobody + answered"

    def test_a_count_cannot_rest_on_a_rate_even_through_another_formula(self):
        effective = self.draft.indicator_ids[0]
        with self.assertRaisesRegex(BadInput, "not known here"):
            effective.numerator = "points"

    def test_a_formula_that_names_itself_through_another_is_refused(self):
        answered = self.env["jn.formula"].search([("code", "=", "answered")])
        with self.assertRaisesRegex(BadInput, "names itself"):
            answered.variant_ids.text = "first_effective - defaulted"

    def test_a_text_that_is_no_formula_is_refused_in_a_sentence(self):
        answered = self.env["jn.formula"].search([("code", "=", "answered")])
        for text, words in (
            ("asked **2", "Powers"),
            ("open(asked)", "no function open"),
            ("asked +", "cannot be read"),
            ("asked / (1 - 1)", "nothing to divide by"),
            ("ratio(asked, 0)", "nothing to divide by"),
        ):
            with self.subTest(text), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                answered.variant_ids.text = text

    def test_a_total_rests_on_the_schemes_own_indicators(self):
        with self.assertRaises(BadInput):
            self.draft.total = "effective + satisfied"

    def test_the_text_in_force_follows_the_setting(self):
        formula = self.env["jn.formula"].search([("code", "=", "first_effective")])
        self.assertEqual(formula.current, "answered + defaulted")
        self.interpret("silence.counts_as", '"excluded"')
        formula.invalidate_recordset()
        self.assertEqual(formula.current, "answered")

    def test_a_setting_without_a_text_for_its_value_stops_the_computing_with_a_sentence(self):
        formula = self.env["jn.formula"].search([("code", "=", "first_effective")])
        formula.variant_ids.filtered(lambda variant: variant.option == "excluded").unlink()
        self.interpret("silence.counts_as", '"excluded"')
        with self.assertRaisesRegex(BadInput, "has no text for"):
            self.sheet("county")

    def test_a_new_version_keeps_parts_and_formulas(self):
        window = self.scheme("window")
        newer = window._next_version()
        newer._publish()
        parts = {one.code: (one.parent_id.code, one.rate, one.score, one.numerator) for one in newer.indicator_ids}
        self.assertEqual(
            parts, {one.code: (one.parent_id.code, one.rate, one.score, one.numerator) for one in window.indicator_ids}
        )
        self.assertEqual(newer.total, window.total)
        self.first(1, "satisfied")
        self.assertEqual(self.line(self.sheet("window"), self.window_a).score, 20)

    def test_a_field_that_is_gone_stops_the_computing_with_a_sentence(self):
        measure = self.env["jn.measure"].search([("code", "=", "asked")])
        self.env.cr.execute("UPDATE jn_measure SET domain = %s WHERE id = %s", ["[('gone', '=', 1)]", measure.id])
        measure.invalidate_recordset()
        with self.assertRaisesRegex(BadInput, "condition cannot be used"):
            self.sheet("county")

    def test_an_indicator_without_a_denominator_is_refused(self):
        with self.assertRaisesRegex(BadInput, "nothing to divide by"):
            self.draft.indicator_ids[0].denominator = False
