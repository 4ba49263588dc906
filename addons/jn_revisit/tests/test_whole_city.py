"""Whoever works for the whole city asks for cases without a list of units, and sees no more than everything below it."""

from odoo.tests import tagged

from .common import RevisitCase

MODELS = ("jn.case", "jn.revisit", "jn.answer", "jn.rectification", "jn.verification", "jn.contact.quality")


@tagged("post_install", "-at_install")
class TestWholeCity(RevisitCase):
    def setUp(self):
        super().setUp()
        self.person = self.whole_city()

    def test_they_ask_for_no_units_and_see_every_case_and_what_belongs_to_it(self):
        case = self.verifying()
        self.conclude(case, "untrue", points=["Call again"])
        for model in MODELS:
            with self.subTest(model=model):
                self.assert_sight_without_a_list(model, self.person)
                self.assertNotIn("unit_id", self.conditions(model, self.users["administrator"]))

    def test_a_unit_outside_of_theirs_ends_it_at_once(self):
        case = self.dissatisfied()
        cases = self.env["jn.case"].with_user(self.person)
        self.assertIn(case, cases.search([]))
        self.window_a.parent_id = False
        self.assertNotIn(case, cases.search([]))
        self.assertIn("unit_id", self.conditions("jn.case", self.person))

    def test_names_are_found_among_all_and_never_that_of_ones_own_critic(self):
        case = self.dissatisfied(applicant_name="李雪梅")
        cases = self.env["jn.case"].with_user(self.person)
        self.assertEqual(cases.search([("applicant_name", "=", "李雪梅")]), case)
        self.env.cr.execute("UPDATE jn_case SET handler_id = %s WHERE id = %s", [self.person.id, case.id])
        case.invalidate_recordset(["handler_id"])
        self.assertFalse(cases.search([("applicant_name", "=", "李雪梅")]))
