from datetime import timedelta

from odoo.tests import Form

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .common import NOW, ROLES, PackCase, top_data


class TestSettingStory(PackCase):
    """Art. 17: by whom, when and why a setting was interpreted, and who may do it."""

    def setUp(self):
        super().setUp()
        self.apply(publish=True)
        self.days = self.Setting.search([("code", "=", "test.days")])
        self.county_admin = self.new_user("t_county_admin", "administrator", self.county)

    def form(self, user, code="test.days"):
        found = self.Setting.with_user(user).search([("code", "=", code)])
        action = found.action_change()
        return Form(self.env[action["res_model"]].with_user(user).with_context(**action["context"]))

    def test_the_last_interpretation_is_told(self):
        self.interpret("test.days", "4")
        row = self.interpret("test.days", "5", why="新的理由")
        self.assertEqual(self.days.last_value_id, row)
        self.assertEqual((self.days.interpreted_by_id, self.days.interpreted_why), (self.admin, "新的理由"))
        self.assertEqual(self.days.interpreted_from, NOW)

    def test_each_row_says_whether_it_holds(self):
        first = self.interpret("test.days", "4")
        second = self.interpret("test.days", "5")
        later = self.interpret("test.days", "6", effective_from=NOW + timedelta(days=1))
        self.assertEqual([row.standing for row in (first, second, later)], ["replaced", "in_force", "later"])

    def test_a_county_that_the_city_overtakes_is_told_so(self):
        own = self.interpret("test.days", "2", unit=self.county)
        self.assertEqual(own.standing, "in_force")
        self.interpret("test.days", "1")
        own.invalidate_recordset()
        self.assertEqual(own.standing, "bound")
        self.assertEqual(self.Setting._get("test.days", self.county), 1)
        self.assertFalse(self.days.differing_ids)

    def test_a_city_that_relaxes_again_sets_the_county_free(self):
        own = self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "1")
        self.interpret("test.days", "5")
        self.assertEqual((own.standing, self.Setting._get("test.days", self.county)), ("in_force", 2))
        self.assertEqual(self.days.differing_ids, self.county)

    def test_what_units_may_do_is_a_sentence(self):
        self.assertEqual(self.days.floor_words, "A county may only go to 3 or lower.")
        silence = self.Setting.search([("code", "=", "test.silence")])
        self.assertEqual(silence.floor_words, "The same for the whole city.")

    def test_the_articles_words_stand_beside_the_setting(self):
        self.assertIn("3日内提交报告", self.days.article_words)

    def test_the_city_may_change_all_and_a_county_what_is_its_own(self):
        codes = ("test.days", "test.silence")
        for user, expected in ((self.admin, [True, True]), (self.county_admin, [True, False])):
            found = [self.Setting.with_user(user).search([("code", "=", code)]).may_change for code in codes]
            self.assertEqual(found, expected)
        for role in ROLES[:-1]:
            self.assertFalse(self.days.with_user(self.users[role]).may_change)

    def test_the_form_shows_what_holds_and_starts_with_the_county(self):
        form = self.form(self.county_admin)
        self.assertEqual((form.unit_id, form.old_words, form.has_own), (self.county, "3", False))
        self.assertIn("第七条", form.article_words)
        self.assertFalse(self.form(self.admin).unit_id)

    def test_a_county_changes_within_its_floor(self):
        form = self.form(self.county_admin)
        form.value_integer = 4
        form.why = "因为"
        with self.assert_refused(BadInput, "may only be stricter than 3"):
            form.save().action_propose()
        form = self.form(self.county_admin)
        form.value_integer = 2
        form.why = "因为"
        self.approved(form)
        self.assertEqual(self.Setting._get("test.days", self.window), 2)

    def test_a_county_changes_no_other_through_the_form(self):
        form = self.form(self.county_admin)
        form.unit_id = self.other
        form.value_integer = 2
        form.why = "因为"
        with self.assert_refused(NotAllowed, "is not one of your units"):
            form.save().action_propose()

    def test_an_interpretation_is_taken_back_to_what_holds_without_it(self):
        self.interpret("test.days", "2", unit=self.county)
        form = self.form(self.county_admin)
        self.assertTrue(form.has_own)
        form.take_back = True
        form.why = "恢复"
        self.approved(form)
        self.assertEqual(self.Setting._get("test.days", self.window), 3)
        self.assertEqual(len(self.days.value_ids), 2)

    def test_nobody_says_that_a_pack_brought_an_interpretation(self):
        pack = self.apply(top_data())
        self.assertFalse(self.interpret("test.days", "2", pack_id=pack.id).pack_id)
