from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import BadInput
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestUnit(OrgCase):
    def test_the_first_city_s_name_stands_at_the_top_of_every_page(self):
        self._make_unit("city", "Another City")
        self.assertEqual(self.env.ref("base.main_company").name, "Test City")

    def test_a_window_knows_its_hall_and_county(self):
        self.assertEqual(self.window_a.hall_id, self.hall)
        self.assertEqual(self.window_a.county_id, self.county)

    def test_a_county_and_a_hall_are_their_own(self):
        self.assertEqual(self.county.county_id, self.county)
        self.assertEqual(self.hall.hall_id, self.hall)
        self.assertFalse(self.county.hall_id)

    def test_what_lies_below_the_city_alone_belongs_to_the_city(self):
        hall = self._make_unit("hall", "City hall", parent_id=self.city.id)
        window = self._make_unit("window", "City window", parent_id=hall.id)
        self.assertEqual(self.city.county_id, self.city)
        self.assertEqual(window.county_id, self.city)

    def test_a_county_goes_before_a_city_below_it(self):
        town = self._make_unit("city", "Town", parent_id=self.county.id)
        self.assertEqual(town.county_id, self.county)

    def test_who_holds_a_role_in_a_unit_is_known_anew_when_people_come_go_or_change(self):
        groups = self.env.ref("jn_org.group_liaison")
        liaison = self.users["liaison"]
        self.assertEqual(self.window_a._holding(groups), liaison)
        self.assertFalse(self.window_b._holding(groups))
        with self.assertQueryCount(0):
            self.window_a._holding(groups)
        liaison.unit_ids = self.window_b
        self.assertEqual((self.window_a | self.window_b)._holding(groups), liaison)
        self.assertFalse(self.window_a._holding(groups))
        liaison.group_ids -= groups
        self.assertFalse(self.window_b._holding(groups))
        groups.user_ids += liaison
        self.assertEqual(self.window_b._holding(groups), liaison)
        liaison.active = False
        self.assertFalse(self.window_b._holding(groups))
        self.window_b.user_ids += self._make_user("liaison", self.hall, "test_newcomer")
        self.assertEqual(self.window_b._holding(groups).login, "test_newcomer")

    def test_units_without_county_or_city_have_none(self):
        self.assertFalse(self.department.county_id)

    def test_moving_a_hall_moves_its_windows_to_the_other_county(self):
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.hall.parent_id = other
        self.assertEqual(self.window_a.county_id, other)
        self.assertEqual(self.window_a._ancestors_and_self(self.window_a.id)[1], other.id)

    def test_changing_a_kind_changes_what_lies_below(self):
        self.hall.kind = "office"
        self.assertFalse(self.window_a.hall_id)

    def test_the_city_is_the_topmost_one(self):
        town = self._make_unit("city", "Town", parent_id=self.county.id)
        window = self._make_unit("window", "Town window", parent_id=town.id)
        self.assertEqual(window._city(), self.city)
        self.assertEqual(self.city._city(), self.city)
        self.assertFalse(self.department._city())

    def test_no_unit_lies_below_itself(self):
        for parent in (self.county, self.window_a):
            with self.assertRaisesRegex(BadInput, "Test County cannot lie below itself"):
                self.county.parent_id = parent

    def test_a_new_unit_without_parent_starts_a_tree(self):
        self.county.write({"parent_id": False})
        self.assertEqual(self.window_a.county_id, self.county)
        self.assertFalse(self.window_a._city())

    def test_codes_are_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._make_unit("office", "Window A")

    def test_a_sending_department_is_one(self):
        with self.assertRaisesRegex(BadInput, "Test Hall is not a sending department"):
            self.window_a.department_id = self.hall
        with self.assertRaisesRegex(BadInput, "not a sending department"):
            self.matter.department_id = self.hall

    def test_windows_show_where_they_are(self):
        self.assertEqual(self.window_a.display_name, "Test Hall / Window A")
        self.assertEqual(self.county.display_name, "Test County")

    def test_a_unit_is_found_by_code_and_by_name(self):
        search = self.env["jn.unit"].name_search
        self.assertIn(self.window_a.id, dict(search("TEST-WINDOW-A")))
        self.assertIn(self.window_a.id, dict(search("Window A")))

    def test_holders_work_for_exactly_that_unit(self):
        self.assertEqual(self.window_a._holders("jn_org.group_liaison"), self.users["liaison"])
        self.assertFalse(self.window_b._holders("jn_org.group_liaison"))
        self.assertFalse(self.hall._holders("jn_org.group_liaison"))
        self.assertFalse(self.window_a._holders("jn_org.group_supervisor"))

    def test_holders_who_have_left_hold_nothing(self):
        self.users["liaison"].active = False
        self.assertFalse(self.window_a._holders("jn_org.group_liaison"))

    def test_holders_may_be_asked_by_anybody_with_a_role(self):
        clerk = self.users["window_clerk"]
        holders = self.window_a.with_user(clerk)._holders("jn_org.group_chief_representative")
        self.assertEqual(holders, self.users["chief_representative"])
        self.assertEqual(holders.env.user, clerk)

    def test_every_role_reads_all_units(self):
        everything = self.city | self.county | self.hall | self.window_a | self.window_b
        for role, user in self.users.items():
            with self.subTest(role=role):
                found = self.env["jn.unit"].with_user(user).search([("id", "in", everything.ids)])
                self.assertEqual(found, everything)
                self.assertTrue(self.matter.with_user(user).name)
                self.assertTrue(self.calendar.with_user(user).name)

    def test_only_administrators_change_units(self):
        for role, user in self.users.items():
            unit = self.window_b.with_user(user)
            with self.subTest(role=role):
                if role == "administrator":
                    unit.phone = "0537-1"
                    continue
                with self.assertRaises(AccessError):
                    unit.phone = "0537-2"
                with self.assertRaises(AccessError):
                    unit.create({"code": "X", "name": "X", "kind": "window"})

    def test_business_offices_maintain_the_matters_of_their_fields(self):
        office = self.users["business_office"]
        matter = self.matter.with_user(office)
        with self.assertRaises(AccessError):
            matter.name = "Of no office's field"
        self.matter.office_id = self.county
        matter.name = "Better name"
        with self.assertRaises(AccessError):
            matter.office_id = self.city
        own = self.env["jn.matter"].with_user(office).create({"code": "TEST-OWN", "name": "Own"})
        self.assertEqual(own.office_id, self.county)
        with self.assertRaises(AccessError):
            matter.unlink()
        with self.assertRaises(AccessError):
            self.matter.with_user(self.users["liaison"]).name = "Worse name"
