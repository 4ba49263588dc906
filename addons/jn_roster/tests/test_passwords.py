import base64
import io

from openpyxl import load_workbook

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .test_tables import PEOPLE, RosterCase


@tagged("post_install", "-at_install")
class TestPasswords(RosterCase):
    def setUp(self):
        super().setUp()
        self.file = self.taken_table("people", PEOPLE, [["new.one", "新人", "1001", self.window_a.code, "联络员"]])

    def listed(self, action):
        window = self.file.env["jn.roster.password"].browse(action["res_id"])
        sheet = load_workbook(io.BytesIO(base64.b64decode(window.file))).active
        return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    def test_the_list_holds_passwords_that_work(self):
        [[name, _units, login, password]] = self.listed(self.file.action_passwords())
        self.assertEqual((name, login), ("新人", "new.one"))
        credential = {"type": "password", "login": login, "password": password}
        self.assertEqual(self.env["res.users"].authenticate(credential, {"interactive": False})["uid"], self.user(login).id)

    def test_the_list_is_forgotten(self):
        action = self.file.action_passwords()
        self.env["jn.roster.password"]._gc_lists()
        self.assertFalse(self.env["jn.roster.password"].browse(action["res_id"]).exists())

    def test_who_has_logged_in_keeps_the_password(self):
        self.env["res.users.log"].with_user(self.user("new.one")).sudo().create({"create_uid": self.user("new.one").id})
        with self.assertRaises(NotPossible):
            self.file.action_passwords()

    def test_only_administrators_give_passwords(self):
        for role in ("intake", "leader", "liaison"):
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                self.as_user(role)["jn.roster.password"].sudo().with_user(self.users[role])._give(["new.one"])
