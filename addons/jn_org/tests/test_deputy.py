from odoo import Command
from odoo.tests import tagged

from odoo.addons.jn_org.journey import Journey

from ..exceptions import BadInput, NotAllowed
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestDeputy(OrgCase):
    def setUp(self):
        super().setUp()
        if not self.env["jn.clock"]._is_rehearsal():
            self.env["jn.clock"]._make_rehearsal()
        self.freeze("2026-11-23 10:00")
        self.chief = self.users["chief_representative"]
        self.deputy = self._make_user("liaison", self.window_b, "test_deputy")

    def _go(self, hours):
        self.freeze(Journey(self.env).go(hours))
        self.env.invalidate_all()

    def _name(self, user=None, **values):
        wizard = {"role": "chief_representative", "deputy_id": self.deputy.id, "start_on": "2026-11-24", "end_on": "2026-11-25"}
        self.env["jn.deputy.wizard"].with_user(user or self.chief).create({**wizard, **values}).action_name()
        return self.env["jn.role.holder"].search([("user_id", "=", (user or self.chief).id)])

    def test_a_chief_names_a_deputy_who_stands_in_from_the_first_to_the_last_midnight(self):
        term = self._name()
        group = self.env.ref("jn_org.group_chief_representative")
        self.assertEqual((term.unit_id, term.in_force), (self.window_a, False))
        self.assertNotIn(self.window_a, self.deputy.sight_unit_ids)
        self._go(15)  # Tuesday 01:00
        self.assertTrue(term.in_force)
        self.assertIn(self.window_a, self.deputy.sight_unit_ids)
        self.assertEqual(self.deputy._groups_at(self.window_a), group)
        self.assertNotIn(group, self.deputy._groups_at(self.window_b))
        self.assertIn(self.env.ref("jn_org.group_liaison"), self.deputy._groups_at(self.window_b))
        self.assertEqual(self.window_a._standing_in(group), self.deputy)
        self._go(48)  # Thursday 01:00
        self.assertFalse(term.in_force)
        self.assertNotIn(self.window_a, self.deputy.sight_unit_ids)
        self.assertFalse(self.window_a._standing_in(group))

    def test_a_leave_that_begins_today_counts_at_once(self):
        self.assertTrue(self._name(start_on="2026-11-23").in_force)
        self.assertIn(self.window_a, self.deputy.sight_unit_ids)

    def test_nobody_names_a_deputy_for_a_role_that_is_not_theirs(self):
        with self.assertRaises(NotAllowed):
            self._name(role="leader")

    def test_a_deputy_is_a_colleague_with_a_role(self):
        stranger = self.env["res.users"].create(
            {"name": "Stranger", "login": "test_stranger", "group_ids": [Command.set(self.env.ref("base.group_user").ids)]}
        )
        with self.assertRaisesRegex(BadInput, "no role"):
            self._name(deputy_id=stranger.id)

    def test_a_leave_that_is_over_is_refused(self):
        with self.assertRaisesRegex(BadInput, "over already"):
            self._name(start_on="2026-11-02", end_on="2026-11-03")

    def test_a_deputy_who_left_stands_in_no_more(self):
        self._name(start_on="2026-11-23")
        # rooms above ask for a handover first; here the person is simply gone
        self.env.cr.execute("UPDATE res_users SET active = false WHERE id = %s", [self.deputy.id])
        self.env.invalidate_all()
        self.assertFalse(self.window_a._standing_in(self.env.ref("jn_org.group_chief_representative")))
