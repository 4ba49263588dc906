from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .common import SheetCase


@tagged("post_install", "-at_install")
class TestConfiguration(SheetCase):
    def setUp(self):
        super().setUp()
        self.pack = self.env["jn.pack"].search([("code", "=", "jining_2019")])
        self.county_scheme = self.scheme("county")

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
        ):
            with self.subTest(wrong), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                self._measure(**{"code": "other", **wrong})

    def test_a_formula_with_an_unknown_measure_is_refused_in_a_sentence(self):
        effective = self.county_scheme.indicator_ids[0]
        with self.assertRaisesRegex(BadInput, "nobody is not known"):
            effective.numerator = "nobody + answered"

    def test_a_count_cannot_rest_on_a_rate_even_through_another_formula(self):
        effective = self.county_scheme.indicator_ids[0]
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
        ):
            with self.subTest(text), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                answered.variant_ids.text = text

    def test_a_total_rests_on_the_schemes_own_indicators(self):
        with self.assertRaises(BadInput):
            self.county_scheme.total = "effective + satisfied"

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

    def test_a_scheme_that_has_computed_sheets_is_changed_in_a_new_version(self):
        sheet = self.sheet("county")
        with self.assertRaisesRegex(NotPossible, "new version"):
            self.county_scheme.indicator_ids[0].weight = 30
        with self.assertRaisesRegex(NotPossible, "new version"):
            self.county_scheme.base = 3
        action = self.county_scheme.action_new_version()
        newer = self.env["jn.scheme"].browse(action["res_id"])
        newer.indicator_ids[0].weight = 30
        self.assertEqual((newer.version, newer.active, self.county_scheme.active), (2, True, False))
        self.assertEqual(sheet.scheme_id, self.county_scheme)
        self.assertEqual(self.scheme("county"), newer)

    def test_a_new_version_keeps_parts_and_formulas(self):
        window = self.scheme("window")
        newer = window._next_version()
        parts = {one.code: (one.parent_id.code, one.rate, one.score, one.numerator) for one in newer.indicator_ids}
        self.assertEqual(
            parts, {one.code: (one.parent_id.code, one.rate, one.score, one.numerator) for one in window.indicator_ids}
        )
        self.assertEqual(newer.total, window.total)
        self.first(1, "satisfied")
        self.assertEqual(self.line(self.sheet("window"), self.window_a).score, 20)
