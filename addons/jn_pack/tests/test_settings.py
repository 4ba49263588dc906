from datetime import timedelta
from decimal import Decimal

from odoo.addons.jn_org.exceptions import BadInput

from .common import NOW, PackCase, small_data


class TestSettings(PackCase):
    def setUp(self):
        super().setUp()
        self.apply()

    def test_every_kind_comes_with_its_python_type(self):
        expected = {
            "test.days": 3,
            "test.silence": "good",
            "test.rate": Decimal("0.85"),
            "test.on": True,
            "test.from": "21:00",
            "test.text": "on",
            "test.levels": [1, 2],
        }
        found = {code: self.Setting._get(code) for code in expected}
        self.assertEqual(found, expected)
        self.assertEqual([type(value) for value in found.values()], [type(value) for value in expected.values()])

    def test_a_list_handed_out_is_the_askers_own(self):
        self.Setting._get("test.levels").append(3)
        self.assertEqual(self.Setting._get("test.levels"), [1, 2])

    def test_an_unknown_code_is_a_mistake_of_the_code_that_asks(self):
        with self.assert_refused(KeyError, "test.nothing"):
            self.Setting._get("test.nothing")

    def test_a_code_becomes_known_with_its_pack(self):
        with self.assertRaises(KeyError):
            self.Setting._get("test.later")
        data = small_data()
        data["settings.yaml"]["settings"]["test.later"] = data["settings.yaml"]["settings"]["test.days"]
        self.apply(data)
        self.assertEqual(self.Setting._get("test.later"), 3)

    def test_an_answer_is_kept_and_costs_no_query(self):
        self.Setting._get("test.days")
        with self.assertQueryCount(0):
            self.Setting._get("test.days")

    def test_an_interpretation_holds_at_once(self):
        self.assertEqual(self.Setting._get("test.days"), 3)
        self.interpret("test.days", "4")
        self.assertEqual(self.Setting._get("test.days"), 4)

    def test_an_interpretation_from_a_later_day_holds_from_then(self):
        later = NOW + timedelta(days=10)
        self.interpret("test.days", "4", effective_from=later)
        self.assertEqual(self.Setting._get("test.days"), 3)
        self.at(later - timedelta(seconds=1))
        self.assertEqual(self.Setting._get("test.days"), 3)
        self.at(later)
        self.assertEqual(self.Setting._get("test.days"), 4)

    def test_of_two_interpretations_from_the_same_moment_the_newer_holds(self):
        self.interpret("test.days", "4")
        self.interpret("test.days", "5")
        self.assertEqual(self.Setting._get("test.days"), 5)

    def test_the_nearest_unit_up_the_tree_wins(self):
        self.interpret("test.text", '"city"')
        self.interpret("test.text", '"county"', unit=self.county)
        self.assertEqual(self.Setting._get("test.text"), "city")
        self.assertEqual(self.Setting._get("test.text", self.city), "city")
        self.assertEqual(self.Setting._get("test.text", self.window), "county")
        self.assertEqual(self.Setting._get("test.text", self.other), "city")

    def test_a_window_that_moves_follows_its_new_county(self):
        self.interpret("test.text", '"county"', unit=self.county)
        self.assertEqual(self.Setting._get("test.text", self.window), "county")
        self.window.parent_id = self.other
        self.assertEqual(self.Setting._get("test.text", self.window), "on")

    def test_a_county_may_be_stricter(self):
        self.interpret("test.days", "2", unit=self.county)
        self.assertEqual(self.Setting._get("test.days", self.window), 2)
        self.assertEqual(self.Setting._get("test.days", self.other), 3)

    def test_a_county_may_not_be_laxer(self):
        with self.assert_refused(BadInput, "Days: 甲县 may only be stricter than 3"):
            self.interpret("test.days", "4", unit=self.county)

    def test_a_city_that_tightens_binds_the_counties_that_had_less(self):
        self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "1")
        self.assertEqual(self.Setting._get("test.days", self.window), 1)

    def test_a_floor_may_also_be_a_least_number(self):
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["floor"] = "min"
        self.apply(data)
        self.interpret("test.days", "5", unit=self.county)
        self.assertEqual(self.Setting._get("test.days", self.county), 5)
        with self.assert_refused(BadInput, "may only be stricter than 3"):
            self.interpret("test.days", "2", unit=self.other)

    def test_an_interpretation_for_the_city_unit_is_one_for_the_whole_city(self):
        self.assertFalse(self.interpret("test.days", "4", unit=self.city).unit_id)
        self.assertEqual(self.Setting._get("test.days"), 4)

    def test_what_holds_for_the_whole_city_no_county_has_for_itself(self):
        with self.assert_refused(BadInput, "Silence holds for the whole city"):
            self.interpret("test.silence", '"bad"', unit=self.county)

    def test_values_are_shown_in_the_readers_language(self):
        found = self.Setting.search([("code", "=", "test.silence")])
        self.assertEqual(found.current_words, "counts as satisfied")
        self.interpret("test.silence", '"bad"')
        chinese = found.with_context(lang="zh_CN")
        self.assertEqual(chinese.current_words, "计为不满意")
        self.assertEqual(chinese.default_words, "计为满意")

    def test_yes_and_lists_are_shown_as_words(self):
        words = {code: self.Setting.search([("code", "=", code)]).current_words for code in ("test.on", "test.levels")}
        self.assertEqual(words, {"test.on": "Yes", "test.levels": "1, 2"})
