"""A business office sees the cases of its field, wherever they were handled, and no others (Art. 11)."""

from odoo.tests import tagged

from .common import RevisitCase, latest

PARTS = ("jn.revisit", "jn.answer", "jn.rectification", "jn.verification", "jn.redo.point")


@tagged("post_install", "-at_install")
class TestOffice(RevisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls._make_unit("office", "Office", parent_id=cls.city.id)
        cls.person = cls._make_user("business_office", cls.office, "test_office")
        cls.own = cls.env["jn.matter"].create({"code": "TEST-OWN", "name": "Own", "office_id": cls.office.id})

    def seen(self, model, user=None):
        return self.env[model].with_user(user or self.person).search([])

    def returned(self, **values):
        case = self.verifying(**values)
        self.conclude(case, "untrue", points=["Call again"])
        return case

    def test_the_cases_of_its_field_and_no_others(self):
        other, own = self.dissatisfied(), self.dissatisfied(matter=self.own.code)
        self.assertEqual(self.seen("jn.case"), own)
        self.assertIn(other, self.seen("jn.case", self.users["business_office"]))
        self.assertNotIn(own, self.seen("jn.case", self.users["business_office"]))

    def test_what_belongs_to_a_case_is_seen_with_it(self):
        self.returned()
        own = self.returned(matter=self.own.code)
        for model in PARTS:
            with self.subTest(model=model):
                found = self.seen(model)
                self.assertTrue(found)
                self.assertEqual(found.sudo().case_id, own)
        card = own.with_user(self.person)
        self.assertEqual(card.rectification_ids.with_env(self.env), own.rectification_ids)
        self.assertEqual(card.answer_ids.tag_ids.with_env(self.env), own.answer_ids.tag_ids)

    def test_its_own_list_is_that_of_its_field(self):
        self.dissatisfied()
        own = latest(self.dissatisfied(matter=self.own.code).rectification_ids)
        works = self.env["jn.rectification"].with_user(self.person)
        self.assertEqual(works.search([("in_field", "=", True), ("ended_at", "=", False)]), own)
        self.assertTrue(own.with_user(self.person).in_field)
        self.assertFalse(own.with_user(self.users["supervisor"]).in_field)

    def test_a_matter_that_changes_hands_takes_its_cases_along(self):
        case = self.dissatisfied()
        self.assertFalse(self.seen("jn.case"))
        self.matter.office_id = self.office
        self.assertEqual(self.seen("jn.case"), case)
        self.assertFalse(self.seen("jn.case", self.users["business_office"]))

    def test_another_role_beside_it_sees_its_units_as_well(self):
        case = self.dissatisfied()
        self.person.write({"group_ids": [(4, self.env.ref("jn_org.group_supervisor").id)], "unit_ids": [(4, self.county.id)]})
        self.assertIn(case, self.seen("jn.case"))

    def test_names_are_found_in_its_field_only_and_numbers_stay_masked(self):
        self.dissatisfied(applicant_name="李雪梅")
        own = self.dissatisfied(matter=self.own.code, applicant_name="李雪梅")
        cases = self.env["jn.case"].with_user(self.person)
        self.assertEqual(cases.search([("applicant_name", "=", "李雪梅")]), own)
        self.assertEqual(cases.browse(own.id).phone, "138****0001")

    def test_it_changes_nothing_of_a_case(self):
        work = latest(self.dissatisfied(matter=self.own.code).rectification_ids).with_user(self.person)
        with self.assertRaises(Exception) as refused:
            work.log_call(True, "…")
        self.assertIn(type(refused.exception).__name__, ("NotAllowed", "AccessError", "NotYourTurn", "NotPossible"))

    def test_others_queries_do_not_know_of_fields(self):
        """Who has no field pays nothing for it; an office asks the rows' own matter, of small things each row's case by its key."""
        supervisors = self.env["jn.rectification"].with_user(self.users["supervisor"])._search([]).select()
        self.assertNotIn("matter_id", supervisors.code)
        for model in ("jn.revisit", "jn.rectification", "jn.verification", "jn.answer"):
            office = self.env[model].with_user(self.person)._search([]).select()
            self.assertNotIn("jn_case", office.code)
        works = self.env["jn.accountability"].with_user(self.person)._search([]).select()
        self.assertIn("of_field.id =", works.code)

    def test_work_follows_its_case_into_another_field(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.assertNotIn(work, self.seen("jn.rectification"))
        work.case_id.matter_id = self.own
        self.assertEqual(self.seen("jn.rectification"), work)
        self.assertEqual((work.matter_id, self.seen("jn.revisit").matter_id), (self.own, self.own))

    def test_the_number_of_queries_does_not_grow_with_the_field(self):
        for _case in range(2):
            self.dissatisfied(matter=self.own.code)
        self.env["jn.matter"].create([{"code": f"TEST-{number}", "name": "More", "office_id": self.office.id} for number in range(30)])
        self.seen("jn.case")  # the field is in the cache now
        with self.assertQueryCount(1):
            self.env["jn.case"].with_user(self.person).search([], limit=80)
