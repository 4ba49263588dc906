"""Revisits by hand: asked by a supervisor with a reason, shown, and in no score (Art. 6, 15)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase, latest


@tagged("post_install", "-at_install")
class TestByHand(RevisitCase):
    def ask(self, cases, method="message", reason="follow-up", role="supervisor"):
        return self.as_user(role)["jn.revisit"].ask_by_hand(cases.ids, method, reason)

    def closed(self):
        case = self.asked()
        self.citizen(case, 5)
        return case

    def test_one_or_many_are_asked_by_message_and_their_answers_move_no_case(self):
        cases = self.closed() | self.closed()
        revisits = self.ask(cases)
        self.wait(0.2)
        self.assertEqual(set(revisits.mapped("stage_code")), {"awaiting_answer"})
        self.assertEqual(set(revisits.mapped("round")), {0})
        for revisit, level in zip(revisits, (1, 4), strict=True):
            revisit.sudo()._answer(level)
        self.assertEqual(revisits.mapped("outcome"), ["dissatisfied", "satisfied"])
        for case in cases:
            self.assertStage(case, "closed", "satisfied")
            self.assertFalse(case.rectification_ids)

    def test_a_case_that_is_still_asked_is_not_moved_either(self):
        case = self.asked()
        revisit = self.ask(case)
        self.wait(0.2)
        revisit.sudo()._answer(1)
        self.assertStage(case, "revisiting")

    def test_the_message_does_not_speak_of_a_default_and_silence_is_silence(self):
        revisit = self.ask(self.closed())
        message = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", revisit.id)])
        self.assertEqual(message.template_id.code, "revisit_manual")
        self.wait(50)
        self.assertEqual(revisit.outcome, "silent")

    def test_by_phone_no_message_leaves_and_the_supervisor_enters_what_is_said(self):
        case = self.closed()
        revisit = self.ask(case, "phone")
        self.assertEqual(revisit.stage_code, "to_call")
        self.assertFalse(self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", revisit.id)]))
        self.by("supervisor", revisit).answer(2, comment="still waiting")
        self.assertEqual((revisit.outcome, revisit.stage_code), ("dissatisfied", "answered"))
        self.assertEqual(revisit.answer_ids.entered_by_id, self.users["supervisor"])
        self.assertStage(case, "closed", "satisfied")

    def test_who_is_not_reached_is_put_down_with_a_word(self):
        revisit = self.ask(self.closed(), "phone", role="city_supervisor")
        with self.assertRaises(NotPossible):
            self.by("liaison", revisit).action_flow_press("unreached", "no")
        with self.assertRaises(NotAllowed):
            self.by("supervisor", revisit).action_flow_press("not_reached", "not mine")
        with self.assertRaisesRegex(NotPossible, "reason"):
            self.by("city_supervisor", revisit).action_flow_press("not_reached")
        self.by("city_supervisor", revisit).action_flow_press("not_reached", "rang three times")
        self.assertEqual((revisit.outcome, revisit.undelivered_reason), ("undelivered", "not_reached"))

    def test_a_landline_can_be_called_and_not_messaged(self):
        case = self.ingest(phone="0537-2345678")
        self.assertEqual(self.ask(case, "phone").stage_code, "to_call")
        self.assertEqual(self.ask(case).undelivered_reason, "wrong_number")

    def test_a_repaired_number_starts_no_revisit_by_hand_again(self):
        case = self.ingest(phone="")
        revisit = self.ask(case)
        self.assertEqual(revisit.outcome, "undelivered")
        self.by("liaison", case).action_repair_phone("13905370002")
        self.assertEqual(revisit.stage_code, "undelivered")
        self.assertStage(case, "revisiting")

    def test_supervisors_only_with_a_reason_and_a_known_way(self):
        case = self.closed()
        for role in ("liaison", "chief_representative", "leader", "administrator"):
            with self.assertRaises(NotAllowed, msg=role):
                self.ask(case, role=role)
        with self.assertRaises(AccessError):
            self.ask(self.env["jn.case"].create({
                "source": "x", "ref": "x", "unit_id": self.city.id, "matter_id": self.matter.id,
                "completed_at": self.at("2026-11-01 10:00"), "arrived_at": self.at("2026-11-01 10:00"),
            }))
        for method, reason in (("pigeon", "why"), ("phone", " "), ("phone", None)):
            with self.assertRaises(BadInput):
                self.ask(case, method, reason)
        with self.assertRaises(BadInput):
            self.ask(self.ingest(completed_at=None), "phone")

    def test_marked_cases_are_in_the_form(self):
        case = self.closed()
        context = {"active_model": "jn.case", "active_ids": case.ids}
        form = self.as_user("supervisor")["jn.by.hand.wizard"].with_context(**context).create({"reason": "why not"})
        self.assertEqual((form.case_ids, form.method), (case, "phone"))
        form.action_ask()
        self.assertEqual((latest(case.revisit_ids).kind, latest(case.revisit_ids).reason), ("manual", "why not"))
