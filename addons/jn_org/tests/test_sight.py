from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import OrgCase


@tagged("post_install", "-at_install")
class TestSight(OrgCase):
    def setUp(self):
        super().setUp()
        self.rule = self.env["ir.rule"].create(
            {
                "name": "Matters of one's sight, for this test",
                "model_id": self.env["ir.model"]._get_id("jn.matter"),
                "domain_force": "[('department_id', 'in', user.sight_unit_ids.ids)]",
            }
        )
        self.clerk = self.users["window_clerk"]

    def _sees_matter(self, user):
        return bool(self.env["jn.matter"].with_user(user).search([("id", "=", self.matter.id)]))

    def test_a_person_sees_their_units_and_what_lies_below(self):
        self.assertEqual(self.clerk.sight_unit_ids, self.window_a)
        supervised = self.users["supervisor"].sight_unit_ids
        self.assertEqual(supervised, self.county | self.hall | self.window_a | self.window_b)

    def test_a_person_without_unit_sees_none(self):
        self.clerk.unit_ids = False
        self.assertFalse(self.clerk.sight_unit_ids)

    def test_an_administrator_sees_all(self):
        administrator = self.users["administrator"]
        self.assertTrue(administrator._may_see(self.env["jn.unit"].search([])))
        self.assertIn(self.department, administrator.sight_unit_ids)

    def test_archived_units_stay_in_sight(self):
        self.window_b.active = False
        self.assertIn(self.window_b, self.users["supervisor"].sight_unit_ids)

    def test_whoever_works_for_the_whole_city_sees_all_cases(self):
        everything = self.env["jn.unit"].search([("parent_id", "=", False)])
        supervisor = self.users["supervisor"]
        self.assertTrue(self.users["administrator"].sees_all_work)
        self.assertFalse(supervisor.sees_all_work)
        supervisor.unit_ids = everything
        self.assertTrue(supervisor.sees_all_work)

    def test_a_new_unit_elsewhere_ends_that_at_once_archived_or_not(self):
        supervisor = self.users["supervisor"]
        supervisor.unit_ids = self.env["jn.unit"].search([("parent_id", "=", False)])
        self.assertTrue(supervisor.sees_all_work)
        other = self._make_unit("department", "Office of another province")
        self.assertFalse(supervisor.sees_all_work)
        other.active = False
        self.assertFalse(supervisor.sees_all_work)
        other.unlink()
        self.assertTrue(supervisor.sees_all_work)

    def test_a_person_without_unit_does_not_see_all_cases(self):
        self.clerk.unit_ids = False
        self.assertFalse(self.clerk.sees_all_work)
        self.assertFalse(self.env["res.users"].new({}).sees_all_work)

    def test_an_office_of_the_whole_city_sees_those_of_its_field_only(self):
        office = self.users["business_office"]
        office.unit_ids = self.env["jn.unit"].search([("parent_id", "=", False)])
        self.assertFalse(office.sees_all_work)

    def test_may_see_wants_all_of_them(self):
        self.assertTrue(self.clerk._may_see(self.window_a))
        self.assertFalse(self.clerk._may_see(self.window_a | self.window_b))
        self.assertTrue(self.clerk._may_see(self.env["jn.unit"]))

    def test_sight_can_be_read_by_the_person(self):
        self.assertEqual(self.clerk.with_user(self.clerk).sight_unit_ids.ids, self.window_a.ids)

    def test_a_new_unit_of_a_person_counts_at_once(self):
        self.assertFalse(self._sees_matter(self.clerk))
        self.clerk.unit_ids = [Command.link(self.department.id)]
        self.assertTrue(self._sees_matter(self.clerk))
        self.clerk.unit_ids = [Command.unlink(self.department.id)]
        self.assertFalse(self._sees_matter(self.clerk))

    def test_a_new_person_of_a_unit_counts_at_once(self):
        self.assertFalse(self._sees_matter(self.clerk))
        self.department.user_ids = [Command.link(self.clerk.id)]
        self.assertTrue(self._sees_matter(self.clerk))
        self.assertIn(self.department, self.clerk.sight_unit_ids)

    def test_a_moved_unit_counts_at_once(self):
        self.assertFalse(self._sees_matter(self.clerk))
        self.department.parent_id = self.window_a
        self.assertTrue(self._sees_matter(self.clerk))
        self.department.parent_id = False
        self.assertFalse(self._sees_matter(self.clerk))

    def test_a_unit_set_up_below_is_seen_at_once(self):
        supervisor = self.users["supervisor"]
        self.assertTrue(supervisor.sight_unit_ids)
        window = self._make_unit("window", "Window C", parent_id=self.hall.id)
        self.assertIn(window, supervisor.sight_unit_ids)
        window.unlink()
        self.assertEqual(len(supervisor.sight_unit_ids), 4)

    def test_a_new_role_counts_at_once(self):
        self.assertFalse(self._sees_matter(self.clerk))
        self.clerk.group_ids = [Command.link(self.env.ref("jn_org.group_administrator").id)]
        self.assertTrue(self._sees_matter(self.clerk))

    def test_sight_is_asked_once_until_something_changes(self):
        self.assertTrue(self.clerk.sight_unit_ids)
        self.clerk.invalidate_recordset(["sight_unit_ids"])
        with self.assertQueryCount(0):
            self.assertTrue(self.clerk.sight_unit_ids.ids)

    def test_nobody_widens_their_own_sight(self):
        for role, user in self.users.items():
            if role == "administrator":
                continue
            with self.subTest(role=role), self.assertRaises(AccessError):
                user.with_user(user).unit_ids = [Command.link(self.city.id)]

    def test_an_administrator_makes_people(self):
        people = self.env["res.users"].with_user(self.users["administrator"])
        person = people.create(
            {
                "name": "New liaison",
                "login": "test_new_liaison",
                "unit_ids": [Command.set(self.window_b.ids)],
                "group_ids": [Command.set(self.env.ref("jn_org.group_liaison").ids)],
            }
        )
        self.assertEqual(self.window_b._holders("jn_org.group_liaison"), person)
        self.assertEqual(person.sight_unit_ids, self.window_b)

    def test_a_person_may_hold_several_roles(self):
        person = self.clerk.with_user(self.users["administrator"])
        roles = self.env.ref("jn_org.group_window_clerk") | self.env.ref("jn_org.group_liaison")
        self.assertEqual(person.jn_role_ids, roles[0])
        person.group_ids = [Command.link(self.env.ref("base.group_user").id)]
        others = person.group_ids - roles
        person.jn_role_ids = roles
        self.assertEqual(person.group_ids & roles, roles)
        person.jn_role_ids = False
        self.assertEqual(person.group_ids, others)
        self.assertFalse(person.has_group("jn_org.group_member"))

    def test_the_form_warns_at_once_of_a_role_without_a_unit(self):
        people = self.env["res.users"].with_user(self.users["administrator"])
        with Form(people, "base.view_users_form") as form:
            form.name, form.login = "New liaison", "test_new_liaison"
            self.assertFalse(form.lacks_unit)
            form.jn_role_ids.add(self.env.ref("jn_org.group_liaison"))
            self.assertTrue(form.lacks_unit)
            form.unit_ids.add(self.window_b)
            self.assertFalse(form.lacks_unit)
            form.unit_ids.remove(id=self.window_b.id)
            self.assertTrue(form.lacks_unit)
        self.assertTrue(form.record.lacks_unit)
