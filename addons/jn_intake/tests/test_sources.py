"""The page of the systems that send, and their keys."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import IntakeCase


@tagged("post_install", "-at_install")
class TestSources(IntakeCase):
    def setUp(self):
        super().setUp()
        self.source = self.as_user("administrator")["jn.intake.source"].create({"code": "hall", "name": "Hall system"})

    def test_a_key_is_shown_once_and_opens_the_door(self):
        action = self.source.action_make_key()
        key = action["params"]["key"]
        keys = self.env["res.users.apikeys"]
        self.assertEqual(keys._check_credentials(scope="rpc", key=key), self.source.user_id.id)
        self.assertTrue(self.source.user_id.has_group("jn_org.group_intake"))
        self.assertFalse(self.source.user_id.has_group("jn_org.group_administrator"))

    def test_a_new_key_ends_the_old_one(self):
        first = self.source.action_make_key()["params"]["key"]
        second = self.source.action_make_key()["params"]["key"]
        keys = self.env["res.users.apikeys"]
        self.assertFalse(keys._check_credentials(scope="rpc", key=first))
        self.assertTrue(keys._check_credentials(scope="rpc", key=second))

    def test_nobody_gets_the_key_of_a_login_of_their_choice(self):
        root = self.env.ref("base.user_admin")
        with self.assertRaises(NotAllowed):
            self.source.user_id = root
        with self.assertRaises(NotAllowed):
            self.as_user("administrator")["jn.intake.source"].create({"code": "x", "name": "x", "user_id": root.id})
        self.source.sudo().user_id = self.users["administrator"]
        with self.assertRaisesRegex(NotAllowed, "more rights"):
            self.source.action_make_key()

    def test_the_page_counts_today_and_the_week(self):
        self.freeze("2026-11-12 10:00")
        self.take(self.item(source="hall"))
        self.freeze("2026-11-16 10:00")
        self.take(self.item(source="hall"), self.item(source="hall", unit="nowhere"))
        self.source.invalidate_recordset()
        self.assertEqual((self.source.today_taken, self.source.today_rejected), (1, 1))
        self.assertEqual((self.source.week_taken, self.source.week_rejected), (2, 1))
        self.assertEqual(self.source.waiting_rejects, 1)
        self.assertEqual(self.source.last_at, self.env["jn.clock"]._now())

    def test_the_light_turns_red_when_a_system_falls_silent(self):
        self.assertEqual(self.source.light, "grey")
        self.take(self.item(source="hall"))
        self.source.invalidate_recordset()
        self.assertEqual(self.source.light, "green")
        self.freeze("2026-11-20 10:00")
        self.source.invalidate_recordset()
        self.assertEqual(self.source.light, "red")

    def test_a_system_that_only_repeats_itself_is_not_silent(self):
        item = self.item(source="hall")
        self.take(item)
        self.freeze("2026-11-20 10:00")
        self.take(item)
        self.source.invalidate_recordset()
        self.assertEqual(self.source.light, "green")

    def test_a_whole_page_of_systems_costs_the_same_queries_as_one(self):
        many = self.env["jn.intake.source"].create([{"code": f"s{n}", "name": f"s{n}"} for n in range(30)])
        self.env.flush_all()
        many.invalidate_recordset()
        many[:1].mapped("light")
        with self.assertQueryCount(10):
            many.invalidate_recordset()
            many.mapped("waiting_rejects")
            many.mapped("light")

    def test_the_code_stays(self):
        with self.assertRaises(NotPossible):
            self.source.code = "other"
        self.source.write({"code": "hall", "name": "Other name"})
        self.assertEqual(self.source.name, "Other name")

    def test_its_cases_and_rejects_open_from_the_page(self):
        self.take(self.item(source="hall"), self.item(source="hall", unit="nowhere"))
        for action, count in ((self.source.action_open_cases(), 1), (self.source.action_open_rejects(), 1)):
            self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), count)
