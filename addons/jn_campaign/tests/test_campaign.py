"""A campaign from its draft to its results (decision D9)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .common import CampaignCase


@tagged("post_install", "-at_install")
class TestCampaign(CampaignCase):
    def messages(self, campaign):
        calls = campaign.sudo().call_ids
        return self.env["jn.message"].search([("res_model", "=", calls._name), ("res_id", "in", calls.ids)])

    def test_the_preview_counts_and_shows_some(self):
        cases = self.closed() | self.closed()
        campaign = self.campaign(cases)
        self.assertEqual((campaign.case_count, campaign.sample_ids), (2, cases))
        self.assertEqual(self.campaign(cases[:0]).case_count, 0)

    def test_citizens_are_invited_by_the_ladder_with_the_questionnaires_link(self):
        case = self.closed()
        campaign = self.started(case)
        [message] = self.messages(campaign)
        self.assertIn("{url}", message.text, "the link is nobody's to read")
        self.wait(0.2)
        self.assertEqual((campaign.call_ids.state, campaign.state), ("delivered", "running"))
        text = self.env["jn.demo.phone"].search([("number", "=", message.recipient)]).text_ids[-1:].text
        form = campaign.sudo().call_ids.input_id
        self.assertIn(f"/survey/start/{self.survey.access_token}?answer_token={form.access_token}", text)

    def test_the_citizen_opens_the_link_without_a_login_and_hands_in(self):
        call = self.started(self.closed()).call_ids
        self.answer(call, 1, "too long")
        self.assertEqual((call.state, bool(call.answered_at), call.campaign_id.answered_count), ("answered", True, 1))

    def test_it_is_no_answer_of_a_revisit_and_moves_no_case(self):
        case = self.closed()
        answers, revisits = case.answer_ids, case.revisit_ids
        self.answer(self.started(case).call_ids, 1, "terrible")
        self.assertStage(case, "closed", "satisfied")
        self.assertEqual((case.answer_ids, case.revisit_ids), (answers, revisits))

    def test_results_stand_by_question_and_by_unit(self):
        cases = self.closed() | self.closed(unit=self.window_b.code) | self.closed()
        campaign = self.started(cases)
        for call, choice in zip(campaign.call_ids, (0, 1, 1), strict=True):
            self.answer(call, choice)
        self.env.flush_all()
        Result = self.as_user("city_supervisor")["jn.campaign.result"]
        rows = Result._read_group(campaign.action_results()["domain"], ["question_id", "choice_id", "unit_id"], ["__count"])
        found = {(choice.value, unit): count for _question, choice, unit, count in rows}
        self.assertEqual(found, {("Short", self.window_a): 1, ("Long", self.window_b): 1, ("Long", self.window_a): 1})

    def test_the_word_of_a_citizen_counts_for_the_unit_to_which_the_case_went(self):
        cases = self.closed() | self.closed()
        campaign = self.started(cases)
        asked, other = campaign.call_ids
        self.answer(asked)
        asked.sudo().case_id._move_to_unit(self.window_b)
        self.assertEqual((asked.unit_id, other.unit_id), (self.window_b, self.window_a))
        rows = self.as_user("city_supervisor")["jn.campaign.result"].search([("campaign_id", "=", campaign.id)])
        self.assertEqual(rows.unit_id, self.window_b)

    def test_words_are_results_too(self):
        campaign = self.started(self.closed())
        self.answer(campaign.call_ids, 0, "more chairs")
        self.env.flush_all()
        rows = self.as_user("city_supervisor")["jn.campaign.result"].search([("campaign_id", "=", campaign.id)])
        self.assertIn("more chairs", rows.mapped("words"))

    def test_a_citizen_of_several_cases_is_asked_once(self):
        cases = self.closed(phone="13805370001") | self.closed(phone="13805370001")
        self.assertEqual(len(self.started(cases).call_ids), 1)

    def test_who_was_asked_lately_is_left_out_until_the_rest_is_over(self):
        case, fresh = self.closed(), self.closed()
        self.started(case)
        self.assertEqual(self.started(case | fresh).call_ids.case_id, fresh)
        with self.assertRaisesRegex(BadInput, "Nobody is left"):
            self.started(case)
        self.wait(24 * 31)
        self.assertTrue(self.started(case))

    def test_who_wants_no_messages_gets_none(self):
        case = self.closed(phone="13805370009")
        self.env["jn.message.stop"].sudo().create({"number": "+8613805370009", "since": self.env["jn.clock"]._now()})
        campaign = self.started(case)
        self.wait(0.2)
        self.assertEqual(self.messages(campaign).error, "opted_out")
        self.assertEqual(campaign.call_ids.state, "failed")

    def test_too_many_are_refused(self):
        self.env["jn.setting.value"].create({
            "setting_id": self.env["jn.setting"].search([("code", "=", "campaign.most_cases")]).id, "value": "1", "why": "a test",
        })
        cases = self.closed() | self.closed()
        with self.assertRaisesRegex(BadInput, "More than 1"):
            self.started(cases)

    def test_an_empty_questionnaire_and_a_wrong_condition_are_refused(self):
        empty = self.env["survey.survey"].create({"title": "Empty"})
        with self.assertRaisesRegex(NotPossible, "no question"):
            self.started(self.closed(), survey_id=empty.id)
        with self.assertRaisesRegex(BadInput, "no condition"):
            self.campaign(domain="[('nothing', '=', 1)]")

    def test_what_has_begun_stays_as_it_is(self):
        campaign = self.started(self.closed())
        with self.assertRaisesRegex(NotPossible, "has begun"):
            campaign.write({"domain": "[]"})
        with self.assertRaises(NotPossible):
            campaign.action_start()
        campaign.action_close()
        self.assertEqual((campaign.state, bool(campaign.closed_at)), ("closed", True))
        self.assertEqual(campaign.copy().state, "draft")

    def test_by_phone_no_message_leaves_and_the_supervisor_enters_the_answers(self):
        case = self.closed()
        campaign = self.started(case, method="phone")
        self.assertFalse(self.messages(campaign))
        call = campaign.call_ids
        context = {"active_model": "jn.campaign.call", "active_id": call.id}
        form = self.as_user("city_supervisor")["jn.campaign.phone.wizard"].with_context(**context).create({})
        form.action_reveal()
        self.assertTrue(form.shown_phone)
        self.assertIn("/survey/start/", form.action_questionnaire()["url"])
        self.assertEqual(call.user_id, self.users["city_supervisor"])
        self.answer(call)
        self.assertEqual(call.state, "answered")
        with self.assertRaises(NotPossible):
            form.action_questionnaire()

    def test_after_enough_attempts_it_ends_as_not_reached(self):
        call = self.started(self.closed(), method="phone").call_ids
        for expected in ("to_call", "to_call", "failed"):
            self.by("city_supervisor", call).log_unreached()
            self.assertEqual(call.state, expected)
