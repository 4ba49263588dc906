from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import WarningCase


@tagged("post_install", "-at_install")
class TestRules(WarningCase):
    """A rule that cannot work is refused when it is saved, in a sentence that says what to do."""

    def test_what_cannot_be_evaluated_is_refused_in_a_sentence(self):
        self.rule()
        for wrong, words in (
            ({"indicator_code": "gone"}, "no scheme in use has the indicator county.gone"),
            ({"metric": "number", "numerator": "nobody + asked", "threshold": 3}, "nobody is not known"),
            ({"metric": "number", "threshold": 3}, "give the formula"),
            ({"metric": "rate", "numerator": "asked"}, "what it is divided by"),
            ({"metric": "rate", "numerator": "asked", "denominator": "asked +"}, "cannot be read"),
            ({"metric": "rate", "numerator": "asked", "denominator": "points"}, "not known here"),
            ({"min_sample": 0}, "needs a minimum sample"),
            ({"threshold": 0}, "above 0 %"),
            ({"threshold": 95}, "not above 100 %"),
            ({"days": 0}, "look back on 1 to 366 days"),
            ({"days": 400}, "look back on 1 to 366 days"),
            ({"cool_down_days": -1}, "cannot be negative"),
            ({"metric": "number", "numerator": "asked", "threshold": -1}, "0 or more"),
            ({"metric": "number", "numerator": "asked", "threshold": 1, "only_unusual": True}, "nothing to be compared with"),
            ({"scheme_code": "window", "indicator_code": "satisfied", "only_unusual": True}, "made of several rates"),
            ({"owner_group_id": False}, "nobody would hear of it"),
            ({"group_ids": False, "above_group_ids": False}, "nobody would hear of it"),
        ):
            with self.subTest(wrong), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                self.rule(**wrong)

    @mute_logger("odoo.sql_db")
    def test_a_code_is_used_once(self):
        rule = self.rule()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.rule(code=rule.code)

    def test_a_rule_is_told_in_one_sentence(self):
        rule = self.rule(only_unusual=True)
        self.assertEqual(
            rule.words,
            "For each Window: Satisfied at first in the last 30 days is below 95%; from 20 cases on; "
            "only where chance does not explain it; after its end 7 days of rest.",
        )
        number = self.rule(metric="number", numerator="answered_dissatisfied", threshold=2, direction="above", window="quarter", min_sample=0)
        self.assertEqual(
            number.words,
            "For each Window: First revisit answered: dissatisfied in the quarter so far is above 2; after its end 7 days of rest.",
        )

    def test_choosing_an_indicator_keeps_its_codes(self):
        rule = self.rule()
        with Form(rule) as form:
            form.indicator_id = self.scheme("window").indicator_ids.filtered(lambda one: one.code == "first")
        self.assertEqual((rule.scheme_code, rule.indicator_code), ("window", "first"))
        self.env.flush_all()
        rule.invalidate_recordset()
        self.assertEqual(rule.indicator_id.code, "first")

    def test_a_rule_follows_the_scheme_to_its_next_version(self):
        rule = self.rule()
        newer = self.scheme("county")._next_version()
        newer._publish()
        self.assertEqual(rule.indicator_id.scheme_id, newer)

    def test_it_is_switched_on_only_after_a_trial_of_its_present_form(self):
        rule = self.rule()
        with self.assertRaisesRegex(NotPossible, "has not been tried as it is now"):
            rule.switch_on()
        rule.try_on_history()
        self.assertEqual(rule.state, "tried")
        rule.threshold = 0.9
        self.assertEqual(rule.state, "draft")
        with self.assertRaises(NotPossible):
            rule.switch_on()
        rule.try_on_history()
        rule.switch_on()
        self.assertEqual(rule.state, "on")
        self.assertTrue(rule.next_at)

    def test_whom_it_tells_may_change_without_another_trial(self):
        rule = self.on(self.rule())
        rule.write({"name": "Other", "light": "red", "group_ids": self.role("leader").ids})
        self.assertEqual(rule.state, "on")

    def test_writing_what_is_so_already_changes_nothing(self):
        rule = self.on(self.rule())
        rule.write({"threshold": 0.95, "days": 30})
        self.assertEqual(rule.state, "on")

    def test_an_archived_rule_is_off(self):
        rule = self.on(self.rule())
        rule.active = False
        self.assertEqual((rule.state, rule.next_at), ("draft", False))

    def test_its_state_is_not_written_by_hand(self):
        rule = self.by("administrator", self.rule())
        for values in ({"state": "on"}, {"next_at": "2026-01-01"}, {"problem": "x"}):
            with self.assertRaises(NotPossible):
                rule.write(values)
        made = self.as_user("administrator")["jn.warning.rule"].create({**rule.copy_data()[0], "code": "other", "state": "on"})
        self.assertEqual(made.state, "draft")

    def test_a_tried_rule_is_archived_not_deleted(self):
        tried, untried = self.rule(), self.rule()
        tried.try_on_history()
        with self.assertRaisesRegex(NotPossible, "Archive it instead"):
            tried.unlink()
        untried.unlink()

    def test_changes_are_kept(self):
        rule = self.by("administrator", self.rule())
        rule.threshold = 0.9
        entry = self.env["jn.audit.entry"].search([("res_model", "=", rule._name), ("res_id", "=", rule.id)], order="id desc", limit=1)
        self.assertEqual(entry.changes["threshold"], [0.95, 0.9])

    def test_administrators_of_the_city_alone_keep_rules(self):
        rule = self.rule()
        for role in ("liaison", "supervisor", "leader", "city_supervisor"):
            for attempt in (lambda one: one.write({"threshold": 0.9}), lambda one: one.try_on_history(), lambda one: one.switch_on()):
                with self.subTest(role), self.assertRaises(AccessError):
                    attempt(self.by(role, rule))
        county = self._make_user("administrator", self.county, "test_county_administrator")
        for attempt in (lambda one: one.write({"threshold": 0.9}), lambda one: one.try_on_history(), lambda one: one.switch_off()):
            with self.assertRaisesRegex(NotAllowed, "Only the city's administrators"):
                attempt(rule.with_user(county))
