"""A citizen who wants no messages is not asked, and never counts as satisfied by silence (decision A2)."""

from .common import RevisitCase, latest

WANG = "13905379001"


class TestRefusedContact(RevisitCase):
    def item(self, **values):
        return super().item(**{"phone": WANG, **values})

    def text(self, text, external_id="stop-1"):
        now = self.env["jn.clock"]._now()
        self.env["jn.message"]._receive([
            {"channel": "demo", "sender": WANG, "text": text, "external_id": external_id, "at": now}
        ])
        self.env["jn.message.inbox"]._sweep_batch(500)
        self.env.invalidate_all()

    def assertRefused(self, case):
        revisit = latest(case.revisit_ids)
        self.assertEqual((revisit.outcome, revisit.undelivered_reason), ("undelivered", "refused"))

    def test_the_open_question_ends_as_undelivered_because_contact_is_refused(self):
        case = self.asked()
        self.text("TD")
        self.assertRefused(case)
        self.assertStage(case, "closed", "undelivered")
        self.wait(72)
        self.assertStage(case, "closed", "undelivered")

    def test_every_open_question_of_the_number_ends_and_no_other(self):
        mine, also, foreign = self.asked(), self.asked(unit=self.window_b.code), self.asked(phone="13905379002")
        self.text("退订")
        self.assertRefused(mine)
        self.assertRefused(also)
        self.assertStage(foreign, "revisiting")

    def test_a_question_that_still_waits_for_the_morning_ends_too(self):
        self.freeze("2026-11-16 22:00")
        case = self.ingest()
        self.text("T")
        self.assertRefused(case)
        self.wait(12)
        self.assertFalse(case.revisit_ids.sent_at)

    def test_a_further_case_of_the_number_is_undelivered_at_once(self):
        self.asked()
        self.text("TD")
        case = self.ingest()
        self.assertRefused(case)
        self.assertStage(case, "closed", "undelivered")
        self.assertFalse(self.env["jn.message"].search([("res_id", "in", case.revisit_ids.ids), ("res_model", "=", "jn.revisit")]))

    def test_an_answer_given_before_the_wish_stands(self):
        case = self.asked()
        self.citizen(case, 5)
        self.text("TD")
        self.assertStage(case, "closed", "satisfied")

    def test_a_refused_second_revisit_goes_to_the_supervisors(self):
        case = self.dissatisfied()
        self.text("TD")
        self.repair(case)
        self.assertRefused(case)
        self.assertStage(case, "verifying")

    def test_once_lifted_the_next_case_is_asked(self):
        self.asked()
        self.text("TD")
        stop = self.env["jn.message.stop"].search([("number", "=", "+86" + WANG)])
        self.by("supervisor", stop).lift("asked for it")
        self.asked()

    def test_a_refusal_by_the_carrier_is_not_the_citizens(self):
        case = self.ingest()
        message = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "in", case.revisit_ids.ids)])
        message.sudo().write({"state": "failed", "error": "refused", "news": True})
        self.env["jn.message.news"]._sweep_batch(500)
        self.assertEqual(case.revisit_ids.undelivered_reason, "failed")
