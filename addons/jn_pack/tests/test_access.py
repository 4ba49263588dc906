from odoo.exceptions import AccessError

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import ROLES, PackCase, as_files, small_data

READABLE = ("jn.pack", "jn.article", "jn.setting", "jn.setting.option", "jn.setting.value")
STAFF = ROLES[:-1]


class TestAccess(PackCase):
    def setUp(self):
        super().setUp()
        self.pack = self.apply()
        self.row = self.interpret("test.days", "2")

    def test_every_role_reads_the_regulation(self):
        for role in ROLES:
            for model in READABLE:
                with self.subTest(role=role, model=model):
                    self.assertTrue(self.env[model].with_user(self.users[role]).search([]).read())

    def test_who_has_no_role_reads_nothing(self):
        stranger = self.env["res.users"].create({"name": "t", "login": "t_stranger"})
        for model in READABLE:
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(stranger).search([])

    def test_no_role_edits_the_regulation_itself(self):
        for role in ROLES:
            for model in READABLE[:-1]:
                record = self.env[model].search([], limit=1).with_user(self.users[role])
                with self.subTest(role=role, model=model):
                    with self.assertRaises(AccessError):
                        record.write({"sequence": 1} if model == "jn.setting.option" else {"code": "x"})
                    with self.assertRaises(AccessError):
                        record.unlink()
                    with self.assertRaises(AccessError):
                        record.create({})

    def test_only_administrators_interpret(self):
        for role in STAFF:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.interpret("test.days", "1", user=self.users[role])
        self.interpret("test.days", "1")

    def test_only_administrators_apply_a_pack(self):
        files = as_files(small_data())
        for role in STAFF:
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                self.Pack.with_user(self.users[role])._apply(files)
        self.assertEqual(self.Pack.with_user(self.admin)._apply(files), self.pack)

    def test_an_administrator_applies_a_changed_pack_without_write_access(self):
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 9
        data["settings.yaml"]["settings"]["test.silence"]["options"].pop()
        self.Pack.with_user(self.admin)._apply(as_files(data))
        self.assertEqual(self.Pack.with_user(self.admin)._export("small"), as_files(data))

    def test_every_role_may_ask_for_a_value(self):
        for role in ROLES:
            with self.subTest(role=role):
                self.assertEqual(self.Setting.with_user(self.users[role])._get("test.days", self.window), 2)

    def test_what_a_county_interprets_is_seen_there_and_above(self):
        row = self.interpret("test.days", "1", unit=self.county)
        here = self.new_user("t_here", "supervisor", self.window)
        there = self.new_user("t_there", "supervisor", self.other)
        self.assertIn(row, self.Value.with_user(self.users["supervisor"]).search([]))
        self.assertNotIn(row, self.Value.with_user(there).search([]))
        self.assertIn(self.row, self.Value.with_user(there).search([]))
        self.assertEqual(self.Setting.with_user(here)._get("test.days", self.window), 1)

    def test_only_administrators_use_the_forms(self):
        for role in STAFF:
            user = self.users[role]
            for model in ("jn.setting.change", "jn.pack.import", "jn.pack.export"):
                with self.subTest(role=role, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).create({})
