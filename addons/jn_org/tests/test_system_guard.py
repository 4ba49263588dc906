from odoo import Command
from odoo.tests import new_test_user, tagged

from ..const import ROLES
from ..exceptions import NotAllowed
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestSystemGuard(OrgCase):
    def setUp(self):
        super().setUp()
        self.system = self.env.ref("base.group_system")
        self.administrator = self.users["administrator"]

    def test_no_role_implies_system_administration(self):
        for role, _label in ROLES:
            with self.subTest(role=role):
                group = self.env.ref(f"jn_org.group_{role}")
                self.assertIn(self.env.ref("base.group_user"), group.all_implied_ids)
                self.assertNotIn(self.system, group.all_implied_ids)

    def test_roles_are_independent_of_each_other(self):
        roles = self.env["res.groups"].union(*(self.env.ref(f"jn_org.group_{role}") for role, _label in ROLES))
        for group in roles:
            self.assertEqual(group.all_implied_ids & roles, group)

    def test_an_administrator_does_not_make_system_administrators(self):
        for target in (self.administrator, self.users["liaison"]):
            with self.assertRaises(NotAllowed):
                target.with_user(self.administrator).group_ids = [Command.link(self.system.id)]

    def test_an_administrator_does_not_create_system_administrators(self):
        values = {"name": "X", "login": "test_x", "group_ids": [Command.set(self.system.ids)]}
        with self.assertRaises(NotAllowed):
            self.env["res.users"].with_user(self.administrator).create(values)

    def test_an_administrator_does_not_take_over_a_system_administrator(self):
        boss = new_test_user(self.env, "test_boss", "base.group_system")
        with self.assertRaises(NotAllowed):
            boss.with_user(self.administrator).password = "taken over"

    def test_no_group_becomes_a_way_to_the_system(self):
        group = self.env.ref("jn_org.group_administrator").with_user(self.administrator)
        with self.assertRaises(NotAllowed):
            group.implied_ids = [Command.link(self.system.id)]
        with self.assertRaises(NotAllowed):
            self.system.with_user(self.administrator).user_ids = [Command.link(self.administrator.id)]

    def test_a_system_administrator_may(self):
        boss = new_test_user(self.env, "test_boss", "base.group_system")
        self.users["liaison"].with_user(boss).group_ids = [Command.link(self.system.id)]
        self.assertTrue(self.users["liaison"].has_group("base.group_system"))
