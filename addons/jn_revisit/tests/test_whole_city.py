"""Whoever works for the whole city asks for cases without a list of units, and sees no more than everything below it."""

from odoo.tests import tagged

from .common import RevisitCase

MODELS = ("jn.case", "jn.revisit", "jn.answer", "jn.rectification", "jn.verification")


@tagged("post_install", "-at_install")
class TestWholeCity(RevisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        everything = cls.env["jn.unit"].search([("parent_id", "=", False)])
        cls.person = cls._make_user("supervisor", everything, "test_whole_city")

    def conditions(self, model, user):
        """The conditions of the statement by which the person looks for all rows of a model."""
        return str(self.env[model].with_user(user)._search([]).where_clause.code)

    def test_they_ask_for_no_units(self):
        for model in MODELS:
            with self.subTest(model=model):
                self.assertNotIn("unit_id", self.conditions(model, self.person))
                self.assertNotIn("unit_id", self.conditions(model, self.users["administrator"]))
                self.assertIn("unit_id", self.conditions(model, self.users["supervisor"]))

    def test_they_see_every_case_and_what_belongs_to_it(self):
        case = self.verifying()
        self.conclude(case, "untrue", points=["Call again"])
        for model in MODELS:
            with self.subTest(model=model):
                rows = self.env[model].with_user(self.person).search([])
                self.assertEqual(rows.ids, self.env[model].search([]).ids)
                self.assertTrue(rows)

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
