"""Did they call, was it solved: a “no” against the record is kept, shown and marked (Art. 6, 8, 15)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .citizen import CitizenCase
from .common import latest


@tagged("post_install", "-at_install")
class TestFollowUp(CitizenCase):
    def complained(self):
        case = self.asked()
        self.confirm_answer(case, 1, tags="slow")
        return case

    def tell(self, case, called, solved):
        return self.post(case, follow=1, called=called, solved=solved)

    def test_nothing_is_asked_before_a_call(self):
        case = self.complained()
        self.assertNotIn("Was it solved?", self.get(case).text)
        refused = self.tell(case, "no", "no")
        self.assertEqual(refused.status_code, 400)
        self.assertFalse(case.follow_up_ids)

    def test_after_a_call_both_questions_are_asked_and_thanked_for(self):
        case = self.complained()
        self.call(case)
        page = self.get(case).text
        self.assertIn("Did they call?", page)
        self.assertIn("Was it solved?", page)
        response = self.tell(case, "yes", "no")
        self.assertEqual(response.history[0].status_code, 303)
        self.assertIn("You told us:", response.text)
        self.assertNotIn('name="solved"', response.text, "asked once")
        said = case.follow_up_ids
        self.assertEqual((said.called, said.solved, said.after_report), ("yes", "no", False))

    def test_a_repair_that_still_goes_on_is_not_contradicted(self):
        case = self.complained()
        self.call(case)
        self.tell(case, "yes", "no")
        self.assertFalse(case.contradicted)

    def test_a_no_against_a_filed_report_is_a_contradiction(self):
        case = self.complained()
        self.repair(case)
        self.tell(case, "yes", "no")
        self.assertTrue(case.follow_up_ids.contradicts)
        self.assertTrue(case.rectification_ids.contradicted)
        self.assertTrue(case.contradicted, "marked for spot checks")

    def test_a_no_against_a_talk_on_record_is_one_even_before_the_report(self):
        case = self.complained()
        self.call(case, reached=True)
        self.tell(case, "no", "no")
        self.assertTrue(case.contradicted)

    def test_not_being_reached_contradicts_nothing(self):
        case = self.complained()
        self.call(case, reached=False)
        self.tell(case, "no", "no")
        self.assertFalse(case.contradicted)

    def test_two_times_yes_is_no_contradiction(self):
        case = self.complained()
        self.repair(case)
        self.tell(case, "yes", "yes")
        self.assertFalse(case.contradicted)

    def test_after_the_report_it_may_be_said_anew_on_the_second_link_too(self):
        case = self.complained()
        self.call(case)
        self.tell(case, "yes", "no")
        self.report(case)
        self.confirm(case)
        self.wait(0.2)
        page = self.get(case).text
        self.assertIn("Please answer by", page)
        self.assertIn("Was it solved?", page)
        self.tell(case, "yes", "no")
        self.assertEqual(case.follow_up_ids.sorted("id").mapped("contradicts"), [False, True])

    def test_a_form_sent_twice_is_said_once_and_another_word_is_refused(self):
        case = self.complained()
        self.repair(case)
        self.tell(case, "yes", "no")
        self.assertEqual(self.tell(case, "yes", "no").status_code, 200)
        self.assertEqual(self.tell(case, "yes", "yes").status_code, 400)
        self.assertEqual(len(case.follow_up_ids), 1)

    def test_half_an_answer_is_none(self):
        case = self.complained()
        self.call(case)
        for fields in ({}, {"called": "yes"}, {"called": "yes", "solved": "perhaps"}):
            response = self.post(case, follow=1, **fields)
            self.assertEqual(response.status_code, 400)
            self.assertIn("Please answer both questions.", response.text)
        self.assertFalse(case.follow_up_ids)

    def test_long_after_the_end_nothing_is_asked_any_more(self):
        case = self.complained()
        self.repair(case)
        self.wait(24 * 16)
        with self.assertRaises(BadInput):
            self.env["jn.follow.up"]._keep(case.rectification_ids, "no", "no")

    def test_the_word_is_a_fact_and_is_seen_where_the_case_is(self):
        case = self.complained()
        self.repair(case)
        self.tell(case, "no", "no")
        said = case.follow_up_ids
        for role in ("supervisor", "liaison"):
            self.assertEqual(self.by(role, said).solved, "no")
        with self.assertRaises(NotAllowed):
            self.by("supervisor", said).write({"solved": "yes"})
        with self.assertRaises(NotAllowed):
            said.sudo().write({"solved": "yes"})
        found = self.as_user("supervisor")["jn.rectification"].search([("contradicted", "=", True)])
        self.assertEqual(found, latest(case.rectification_ids))
