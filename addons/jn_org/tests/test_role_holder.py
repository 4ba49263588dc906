from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..exceptions import BadInput
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestRoleHolder(OrgCase):
    def _holder(self, **values):
        holder = {
            "unit_id": self.window_a.id,
            "role": "chief_representative",
            "user_id": self.users["chief_representative"].id,
            "deputy_id": self.users["leader"].id,
            "start_on": "2026-01-01",
        }
        return self.env["jn.role.holder"].create(holder | values)

    def _deputies(self, unit, on=None):
        return unit._deputies("jn_org.group_chief_representative", on)

    def test_a_term_starts_on_the_clock_s_day(self):
        self.freeze("2026-11-23 10:00")
        values = {
            "unit_id": self.window_a.id,
            "role": "liaison",
            "user_id": self.users["liaison"].id,
        }
        self.assertEqual(str(self.env["jn.role.holder"].create(values).start_on), "2026-11-23")

    def test_a_deputy_stands_in_during_the_term_only(self):
        self._holder(end_on="2026-06-30")
        self.assertEqual(self._deputies(self.window_a, "2026-06-30"), self.users["leader"])
        self.assertFalse(self._deputies(self.window_a, "2026-07-01"))
        self.assertFalse(self._deputies(self.window_a, "2025-12-31"))

    def test_a_term_without_end_runs_on(self):
        self._holder()
        self.freeze("2030-01-01 10:00")
        self.assertEqual(self._deputies(self.window_a), self.users["leader"])

    def test_a_deputy_stands_in_for_that_role_and_unit_only(self):
        self._holder()
        self.assertFalse(self._deputies(self.window_b, "2026-02-01"))
        self.assertFalse(self.window_a._deputies("jn_org.group_liaison", "2026-02-01"))

    def test_deputies_are_known_to_whoever_passes_a_duty_on(self):
        self._holder()
        unit = self.window_a.with_user(self.users["intake"])
        self.assertEqual(self._deputies(unit, "2026-02-01"), self.users["leader"])

    def test_a_term_does_not_end_before_it_starts(self):
        with self.assertRaisesRegex(BadInput, "before it starts"):
            self._holder(end_on="2025-12-31")

    def test_nobody_is_their_own_deputy(self):
        with self.assertRaisesRegex(BadInput, "own deputy"):
            self._holder(deputy_id=self.users["chief_representative"].id)

    def test_people_read_the_terms_of_their_sight(self):
        holder = self._holder()
        elsewhere = self._holder(unit_id=self.window_b.id)
        terms = self.env["jn.role.holder"].with_user(self.users["liaison"])
        self.assertEqual(terms.search([("id", "in", (holder | elsewhere).ids)]), holder)

    def test_only_administrators_name_role_holders(self):
        holder = self._holder()
        for role, user in self.users.items():
            with self.subTest(role=role):
                if role == "administrator":
                    holder.with_user(user).end_on = "2026-12-31"
                    continue
                with self.assertRaises(AccessError):
                    holder.with_user(user).end_on = "2026-11-30"
