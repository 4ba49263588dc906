from odoo.tests import tagged

from odoo.addons.jn_desk.const import CHANGED

from .common import WarningCase


@tagged("post_install", "-at_install")
class TestHerald(WarningCase):
    """Who owns a warning, and who hears of it: the nearest with the role, deputies too, nobody twice."""

    def setUp(self):
        super().setUp()
        self.told = []
        self.patch(type(self.env["res.users"]), "_bus_send", lambda user, kind, news, **_more: self.told.append((user, kind)))
        self.bad(20)

    def opened(self, **values):
        rule = self.on(self.rule(**values))
        self.evaluate()
        return self.warnings(rule)

    def heard(self):
        return self.env["res.users"].union(*(user for user, kind in self.told if kind == CHANGED))

    def leave(self, role, deputy):
        """`role` of window A is on leave; somebody stands in."""
        self.env["jn.role.holder"].create({
            "unit_id": self.window_a.id, "role": role, "user_id": self.users[role].id, "deputy_id": deputy.id, "start_on": "2026-08-01",
        })  # fmt: skip

    def test_a_deputy_hears_of_it_and_may_take_it_on(self):
        deputy = self._make_user("chief_representative", self.window_b, "test_deputy")
        self.leave("chief_representative", deputy)
        warning = self.opened()
        self.assertIn(deputy, self.heard())
        self.assertIn(deputy, warning._candidates())

    def test_of_those_above_the_nearest_hear_and_not_everybody(self):
        self.opened(above_group_ids=self.role("leader").ids)
        self.assertIn(self.users["leader"], self.heard())
        self.assertNotIn(self.users["city_leader"], self.heard())

    def test_where_a_county_has_nobody_with_the_role_the_citys_people_hear(self):
        self.users["leader"].unit_ids = self.window_b
        self.opened(above_group_ids=self.role("leader").ids)
        self.assertIn(self.users["city_leader"], self.heard())

    def test_where_nobody_could_own_it_it_opens_all_the_same(self):
        self.env["res.users"].search([("all_group_ids", "in", self.role("business_office").ids)]).write({"active": False})
        warning = self.opened(owner_group_id=self.role("business_office").id)
        self.assertEqual((warning.state, warning.owner_id.id, len(warning.activity_ids)), ("open", False, 0))
        self.assertIn(self.users["liaison"], self.heard())

    def test_who_left_is_told_nothing(self):
        self.users["liaison"].active = False
        self.opened()
        self.assertNotIn(self.users["liaison"], self.heard())

    def test_the_next_evaluation_tells_nobody_again(self):
        self.opened()
        self.told.clear()
        self.evaluate(days=1)
        self.assertFalse(self.told)

    def test_a_liaison_without_a_number_gets_no_message_and_the_others_do(self):
        self.interpret("warning.by_message", '["yellow"]')
        other = self._make_user("liaison", self.window_a, "test_other_liaison")
        self.users["liaison"].phone, other.phone = False, "13805370010"
        self.opened()
        sent = self.env["jn.message"].search([("template_id.code", "=", "warning")])
        self.assertEqual(sent.mapped("recipient"), ["+8613805370010"])

    def test_a_colour_that_the_city_has_not_chosen_sends_no_message(self):
        self.interpret("warning.by_message", '["red"]')
        self.users["liaison"].phone = "13805370009"
        self.opened()
        self.assertFalse(self.env["jn.message"].search([("template_id.code", "=", "warning")]))
        self.opened(light="red")
        self.assertEqual(len(self.env["jn.message"].search([("template_id.code", "=", "warning")])), 1)

    def test_taken_on_its_activity_is_the_new_owners_alone(self):
        warning = self.opened()
        self.by("supervisor", warning).take()
        self.assertEqual(warning.activity_ids.mapped("user_id"), self.users["supervisor"])
        self.assertEqual(len(warning.activity_ids), 1)
