from datetime import timedelta

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import NOW, PackCase


class TestInterpretations(PackCase):
    """Art. 17: the city's bureau interprets; who, when and why stays on record."""

    def setUp(self):
        super().setUp()
        self.apply()

    def test_who_and_when_are_facts_and_no_arguments(self):
        other = self.users["leader"]
        row = self.interpret("test.days", "4", user_id=other.id, created_at=NOW - timedelta(days=400))
        self.assertEqual(row.user_id, self.admin)
        self.assertEqual(row.created_at, NOW)
        self.assertEqual(row.effective_from, NOW)

    def test_an_interpretation_needs_a_setting_a_value_and_a_reason(self):
        for missing in ("setting_id", "value", "why"):
            with self.subTest(missing=missing), self.assert_refused(BadInput, "its value and the reason"):
                self.interpret("test.days", "4", **{missing: False})

    def test_an_interpretation_does_not_reach_back(self):
        with self.assert_refused(BadInput, "cannot reach back"):
            self.interpret("test.days", "4", effective_from=NOW - timedelta(seconds=1))

    def test_nobody_edits_an_interpretation(self):
        row = self.interpret("test.days", "4")
        with self.assert_refused(NotPossible, "give a new one instead"):
            row.sudo().write({"value": "1"})

    def test_nobody_removes_an_interpretation(self):
        row = self.interpret("test.days", "4")
        with self.assert_refused(NotPossible, "stays on record"):
            row.sudo().unlink()

    def test_a_county_administrator_does_not_interpret_for_the_city(self):
        county_admin = self.new_user("t_county_admin", "administrator", self.county)
        with self.assert_refused(NotAllowed, "Only the city's administrators"):
            self.interpret("test.days", "2", user=county_admin)

    def test_a_county_administrator_interprets_for_what_is_theirs(self):
        county_admin = self.new_user("t_county_admin", "administrator", self.county)
        self.interpret("test.days", "2", unit=self.window, user=county_admin)
        self.assertEqual(self.Setting._get("test.days", self.window), 2)
        with self.assert_refused(NotAllowed, "乙县 is not one of your units"):
            self.interpret("test.days", "2", unit=self.other, user=county_admin)

    def test_what_does_not_fit_the_kind_is_refused_with_what_would(self):
        for code, text, words in (
            ("test.days", "-1", "a whole number, 0 or more"),
            ("test.days", "true", "a whole number, 0 or more"),
            ("test.days", '"4"', "a whole number, 0 or more"),
            ("test.rate", '"NaN"', "a decimal number"),
            ("test.rate", "0.1", "a decimal number"),
            ("test.on", "1", "yes or no"),
            ("test.silence", '"maybe"', "one of: good, bad"),
            ("test.from", '"24:00"', "a time of day such as 21:00"),
            ("test.text", "1", "a text"),
            ("test.levels", '["1"]', "a list of values"),
            ("test.levels", "1", "a list of values"),
        ):
            with self.subTest(code=code, text=text), self.assert_refused(BadInput, words):
                self.interpret(code, text)

    def test_what_is_no_json_is_refused(self):
        with self.assert_refused(BadInput, "is not JSON text"):
            self.interpret("test.days", "four")

    def test_a_refusal_is_told_in_chinese_to_who_reads_chinese(self):
        found = self.Setting.search([("code", "=", "test.days")]).with_context(lang="zh_CN")
        with self.assert_refused(BadInput, "天数需要不小于0的整数"):
            found._check_value("x", self.env["jn.unit"])

    def test_one_json_text_is_stored_however_it_was_written(self):
        self.assertEqual(self.interpret("test.levels", " [ 1,2,3 ] ").value, "[1, 2, 3]")
