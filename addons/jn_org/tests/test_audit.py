from odoo import Command
from odoo.tests import tagged

from ..exceptions import BadInput, NotAllowed
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestAudit(OrgCase):
    """Every change of configuration is kept: who, when, from what to what (Art. 3, 11)."""

    def setUp(self):
        super().setUp()
        self.freeze("2026-11-23 10:00")
        self.administrator = self.users["administrator"]
        self.entries = self.env["jn.audit.entry"]

    def of(self, record, kind=None):
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        found = self.entries.search(domain)
        return found.filtered(lambda entry: kind in (None, entry.kind))

    def test_a_change_keeps_author_moment_old_and_new(self):
        window = self.window_a.with_user(self.administrator)
        window.write({"name": "Window Z", "phone": "0537-1"})
        entry = self.of(window, "changed")
        self.assertEqual(entry.user_id, self.administrator)
        self.assertEqual(entry.at, self.at("2026-11-23 10:00"))
        self.assertEqual(entry.changes, {"name": ["Window A", "Window Z"], "phone": [False, "0537-1"]})
        self.assertIn("Window A → Window Z", entry.words)

    def test_a_write_that_changes_nothing_leaves_no_entry(self):
        before = self.entries.search_count([])
        self.window_a.with_user(self.administrator).write({"name": self.window_a.name})
        self.assertEqual(self.entries.search_count([]), before)

    def test_other_records_are_kept_by_their_names(self):
        self.window_a.with_user(self.administrator).parent_id = self.county
        self.assertEqual(self.of(self.window_a, "changed").changes["parent_id"], ["Test Hall", "Test County"])

    def test_new_and_deleted_records_are_kept_with_their_values(self):
        values = {"code": "TEST-M9", "name": "Ninth matter"}
        matter = self.env["jn.matter"].with_user(self.administrator).create(values)
        self.assertEqual(self.of(matter, "created").changes["name"], [None, "Ninth matter"])
        matter_id = matter.id
        matter.unlink()
        entry = self.entries.search([("res_model", "=", "jn.matter"), ("res_id", "=", matter_id), ("kind", "=", "deleted")])
        self.assertEqual(entry.changes["name"], ["Ninth matter", None])
        self.assertFalse(entry.is_there)

    def test_whether_records_are_still_there_is_asked_once_for_all_their_models(self):
        matter = self.env["jn.matter"].with_user(self.administrator).create({"code": "TEST-M9", "name": "Ninth matter"})
        self.window_a.with_user(self.administrator).phone = "0537-3"
        self.calendar.with_user(self.administrator).name = "Another name"
        gone = self.of(matter)
        entries = gone | self.of(self.window_a) | self.of(self.calendar)
        matter.unlink()
        entries.mapped("res_model")
        with self.assertQueryCount(1):
            self.assertEqual(entries.filtered(lambda entry: not entry.is_there), gone)

    def test_many_records_in_one_write_each_have_an_entry(self):
        (self.window_a | self.window_b).with_user(self.administrator).write({"phone": "0537-2"})
        for window in (self.window_a, self.window_b):
            self.assertEqual(self.of(window, "changed").changes, {"phone": [False, "0537-2"]})

    def test_the_hours_of_a_calendar_are_kept_each_by_itself(self):
        hour = self.calendar.hour_ids[0]
        self.calendar.with_user(self.administrator).write({"hour_ids": [Command.update(hour.id, {"hour_to": 12.5})]})
        self.assertEqual(self.of(hour, "changed").changes, {"hour_to": [12.0, 12.5]})

    def test_rights_are_kept_and_passwords_are_not(self):
        clerk = self.users["window_clerk"].with_user(self.administrator)
        clerk.write({"password": "a-long-new-secret", "jn_role_ids": [Command.link(self.env.ref("jn_org.group_liaison").id)]})
        every = self.of(clerk, "changed")
        told = str(every.mapped("changes"))
        self.assertNotIn("a-long-new-secret", told)
        self.assertIn("password", told)
        self.assertIn("Liaison", told)

    def test_what_people_set_for_themselves_is_no_configuration(self):
        before = self.entries.search_count([])
        clerk = self.users["window_clerk"]
        clerk.with_user(clerk).write({"lang": clerk.lang, "tz": "Asia/Shanghai"})
        self.assertEqual(self.entries.search_count([]), before)

    def test_a_moment_is_told_in_the_readers_time(self):
        entries = self.entries.with_context(tz="Asia/Shanghai", lang="zh_CN")
        told = entries._line({"string": "At", "type": "datetime"}, "at", None, "2026-11-25 19:14:10")
        self.assertRegex(told, r"2026.11.26.? 03:14:10")

    def test_entries_are_found_by_an_old_value(self):
        self.window_a.with_user(self.administrator).name = "Fenster Neu"
        found = self.entries.with_user(self.administrator).search([("words", "ilike", "fenster neu")])
        self.assertEqual(found.mapped("res_id"), self.window_a.ids)

    def test_nobody_edits_or_deletes_an_entry_and_only_administrators_read(self):
        self.window_a.with_user(self.administrator).phone = "0537-3"
        entry = self.of(self.window_a, "changed")
        for login in (self.administrator, self.env.user):
            with self.assertRaises(NotAllowed):
                entry.with_user(login).write({"res_name": "forged"})
            with self.assertRaises(NotAllowed):
                entry.with_user(login).unlink()
        with self.assertRaises(NotAllowed):
            self.entries.with_user(self.administrator).create({"kind": "changed"})
        for role, user in self.users.items():
            with self.subTest(role=role):
                self.assertEqual(self.entries.with_user(user).has_access("read"), role == "administrator")

    def test_a_refused_change_leaves_no_entry(self):
        before = self.entries.search_count([])
        with self.assertRaises(BadInput), self.env.cr.savepoint():
            self.window_a.with_user(self.administrator).write({"parent_id": self.window_a.id})
        self.assertEqual(self.entries.search_count([]), before)

    def test_the_words_are_those_of_the_readers_language(self):
        self.matter.with_user(self.administrator).active = False
        entry = self.of(self.matter, "changed")
        self.assertIn("yes → no", entry.with_context(lang="en_US").words)
        self.assertIn("是 → 否", entry.with_context(lang="zh_CN").words)

    def test_an_entry_opens_its_record(self):
        self.window_a.with_user(self.administrator).phone = "0537-4"
        action = self.of(self.window_a, "changed").with_user(self.administrator).action_open()
        self.assertEqual((action["res_model"], action["res_id"]), ("jn.unit", self.window_a.id))
