from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_desk.const import CHANGED
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import WarningCase


@tagged("post_install", "-at_install")
class TestWarning(WarningCase):
    """A warning has an owner and an end, and reaches those whom its rule tells."""

    def setUp(self):
        super().setUp()
        self.told = []
        self.patch(type(self.env["res.users"]), "_bus_send", lambda user, kind, news, **_more: self.told.append((user, kind, news)))
        self.low = self.on(self.rule())
        self.bad(20)

    def opened(self):
        self.evaluate()
        return self.warnings(self.low)

    def heard(self):
        return self.env["res.users"].union(*(user for user, kind, _news in self.told if kind == CHANGED))

    def test_its_owner_has_it_as_an_activity(self):
        warning = self.opened()
        chief = self.users["chief_representative"]
        self.assertEqual(warning.owner_id, chief)
        self.assertEqual((warning.activity_ids.user_id, warning.activity_ids.summary), (chief, "Own rule"))

    def test_a_window_without_its_owners_role_falls_to_the_nearest_above(self):
        self.users["chief_representative"].unit_ids = self.window_b
        self.low.owner_group_id = self.role("supervisor")
        warning = self.opened()
        self.assertIn(warning.owner_id, self.users["supervisor"] | self.users["second"])

    def test_those_whom_the_rule_names_hear_of_it_and_nobody_else(self):
        self.opened()
        people = ("chief_representative", "liaison", "supervisor", "second")
        self.assertEqual(self.heard(), self.env["res.users"].union(*(self.users[name] for name in people)))

    def test_who_does_not_own_it_finds_it_in_the_inbox(self):
        warning = self.opened()
        notes = self.env["mail.message"].search([("notified_partner_ids", "in", self.users["liaison"].partner_id.ids), ("subject", "=", "Own rule")])
        self.assertIn("0.00% (0/20)", notes.body)
        self.assertEqual(warning.owner_id, self.users["chief_representative"])

    def test_many_warnings_of_one_rule_are_one_word_to_a_person(self):
        self.bad(20, self.window_b)
        self.opened()
        supervisor = self.users["supervisor"]
        [news] = [news for user, kind, news in self.told if user == supervisor and kind == CHANGED]
        self.assertNotIn("id", news)
        self.assertIn("Window A", news["name"])
        self.assertIn("Window B", news["name"])

    def test_the_liaison_gets_a_message_where_the_city_wants_it(self):
        self.users["liaison"].phone = "13805370009"
        messages = self.env["jn.message"]
        self.opened()
        self.assertFalse(messages.search([("template_id.code", "=", "warning")]))
        self.low.switch_off()
        self.interpret("warning.by_message", '["yellow"]')
        other = self.on(self.rule())
        self.evaluate()
        self.assertEqual(self.warnings(other).state, "open")
        [message] = messages.search([("template_id.code", "=", "warning")])
        self.assertEqual(message.recipient, "+8613805370009")
        self.assertIn("Window A", message.text)

    def test_the_words_of_its_message_are_changed_and_not_taken_away(self):
        template = self.by("administrator", self.env["jn.message.template"]._named("warning"))
        for attempt in (lambda: template.unlink(), lambda: template.write({"code": "other"})):
            with self.assertRaisesRegex(NotPossible, "sent by the system itself"):
                attempt()

    def test_it_stands_in_my_day_of_those_who_look_after_it(self):
        warning = self.opened()
        for role in ("chief_representative", "liaison", "supervisor", "leader"):
            lists = self.as_user(role)["jn.desk"].page()["lists"]
            rows = [row["id"] for one in lists if one["model"] == "jn.warning" for row in one["rows"]]
            self.assertEqual(rows, warning.ids, role)

    def test_it_says_what_the_quarter_still_bears_or_lacks(self):
        warning = self.opened()
        self.assertIn("This quarter so far 0.00% (0/20).", warning.outlook)
        self.assertIn("380 more good ones in a row until 95%.", warning.outlook)
        self.assertIn("at the quarter's end", warning.outlook)
        number = self.on(self.rule(metric="number", numerator="answered_dissatisfied", direction="above", threshold=3, min_sample=0))
        self.evaluate()
        self.assertFalse(self.warnings(number).outlook)

    def test_its_owner_closes_it_with_a_note(self):
        warning = self.opened()
        mine = self.by("chief_representative", warning)
        self.assertTrue(mine.may_close)
        for nothing in ("", "  ", None):
            with self.assertRaises(BadInput):
                mine.close(nothing)
        self.env["jn.warning.close"].with_user(self.users["chief_representative"]).create(
            {"warning_id": warning.id, "note": " The queue machine was broken. "}
        ).action_close()
        self.assertEqual((warning.state, warning.note, warning.ended_by_id), ("closed", "The queue machine was broken.", mine.env.user))
        self.assertFalse(warning.activity_ids)
        with self.assertRaises(NotPossible):
            mine.close("again")

    def test_others_close_it_only_when_it_is_theirs(self):
        warning = self.opened()
        for role in ("liaison", "supervisor", "leader", "administrator"):
            with self.assertRaises(NotAllowed):
                self.by(role, warning).close("done")
        supervisor = self.by("supervisor", warning)
        self.assertTrue(supervisor.may_take)
        supervisor.take()
        self.assertEqual((warning.owner_id, warning.activity_ids.user_id), (self.users["supervisor"], self.users["supervisor"]))
        supervisor.close("done")
        self.assertEqual(warning.state, "closed")

    def test_only_those_who_are_told_take_it_on(self):
        warning = self.opened()
        for role in ("leader", "window_clerk", "city_supervisor"):
            self.assertFalse(self.by(role, warning).may_take)
            with self.assertRaises(NotAllowed):
                self.by(role, warning).take()

    def test_strangers_do_not_even_see_it(self):
        warning = self.opened()
        for verb in (lambda one: one.take(), lambda one: one.close("x"), lambda one: one.explanation):
            with self.assertRaises(AccessError):
                verb(self.by("other_leader", warning))

    def test_nobody_writes_its_facts_by_hand(self):
        warning = self.opened()
        for role in ("chief_representative", "administrator"):
            with self.assertRaises(AccessError):
                self.by(role, warning).write({"value": 1})
            with self.assertRaises(AccessError):
                self.by(role, warning).unlink()

    @mute_logger("odoo.sql_db")
    def test_a_unit_has_one_open_warning_of_a_rule(self):
        values = self.opened().copy_data()[0]
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env["jn.warning"].create(values)
