"""Article 13: numbers as they are, cases in time and one by one."""

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase


@tagged("post_install", "-at_install")
class TestArticle13(RevisitCase):
    def test_a_number_that_is_no_mobile_is_taken_and_marked(self):
        for phone, problem in (("", "empty"), ("abc", "invalid"), ("0537-2967600", "not_mobile"), ("13805370001", False)):
            self.assertEqual(self.ingest(phone=phone).phone_problem, problem, phone)

    def test_the_same_case_twice_is_unchanged_and_never_doubled(self):
        item = self.item()
        first, second, third = self.take(item)[0], self.take(item)[0], self.take(item, item)
        self.assertEqual([first["status"], second["status"]], ["created", "unchanged"])
        self.assertEqual([result["status"] for result in third], ["unchanged"] * 2)
        self.assertEqual({first["id"], second["id"]}, {first["id"]})
        self.assertEqual(self.env["jn.revisit"].search_count([("case_id", "=", first["id"])]), 1)

    def test_a_case_that_is_completed_later_is_updated_and_then_asked_about(self):
        item = self.item(completed_at=None)
        [created] = self.take(item)
        [updated] = self.take({**item, "completed_at": self.iso(0)})
        case = self.env["jn.case"].browse(created["id"])
        self.assertEqual(updated["status"], "updated")
        self.assertStage(case, "revisiting")

    def test_in_time_or_late_is_the_news_of_the_completion_not_of_the_acceptance(self):
        items = [self.item(completed_at=None, accepted_at=self.iso(-1)) for _each in range(2)]
        self.take(*items)
        self.wait(72)
        hours = {"prompt": -1, "slow": -71}
        self.take(*({**item, "completed_at": self.iso(ago)} for item, ago in zip(items, hours.values(), strict=True)))
        prompt, slow = (self.env["jn.case"].search([("ref", "=", item["ref"])]) for item in items)
        self.assertEqual((prompt.is_late, slow.is_late), (False, True))
        for case in prompt | slow:
            self.assertEqual(case.arrived_at, self.env["jn.clock"]._now())

    def test_the_time_of_completion_does_not_change_once_the_revisit_has_begun(self):
        item = self.item()
        self.take(item)
        [result] = self.take({**item, "completed_at": self.iso(-2)})
        self.assertEqual(result["status"], "rejected")
        self.assertIn("has begun", result["error"])

    def test_one_bad_row_does_not_hold_up_the_others(self):
        results = self.take(self.item(), self.item(unit="nowhere"), self.item())
        self.assertEqual([result["status"] for result in results], ["created", "rejected", "created"])
        reject = self.env["jn.intake.reject"].search([("ref", "=", results[1]["ref"])])
        self.assertIn("nowhere", reject.reason)
        self.assertEqual(reject.data["unit"], "nowhere")

    def test_a_mended_row_can_be_sent_again(self):
        item = self.item(unit="TEST-WINDOW-C")
        [result] = self.take(item)
        self._make_unit("window", "Window C", parent_id=self.hall.id)
        reject = self.env["jn.intake.reject"].search([("ref", "=", result["ref"])])
        reject.with_user(self.users["administrator"]).action_retry()
        self.assertTrue(reject.solved_at)
        self.assertTrue(self.env["jn.case"].search([("ref", "=", result["ref"])]))

    def test_a_row_that_its_system_mends_and_sends_again_waits_for_nobody(self):
        item, other = self.item(matter="nothing"), self.item(matter="nothing")
        self.take(item, other)
        self.take({**item, "matter": self.matter.code})
        rejects = self.env["jn.intake.reject"].search([("ref", "in", [item["ref"], other["ref"]])])
        self.assertEqual(rejects.filtered("solved_at").mapped("ref"), [item["ref"]])

    def test_a_later_bad_word_about_a_case_in_one_batch_stays_to_be_mended(self):
        item = self.item()
        results = self.take(item, {**item, "completed_at": "soon"})
        self.assertEqual([result["status"] for result in results], ["rejected", "created"][::-1])
        self.assertFalse(self.env["jn.intake.reject"].search([("ref", "=", item["ref"])]).solved_at)

    def test_bad_input_gets_a_sentence(self):
        for change, words in (
            ({"matter": "nothing"}, "Unknown matter"),
            ({"completed_at": "2026-11-16T09:00:00"}, "no offset"),
            ({"completed_at": "soon"}, "is no moment"),
            ({"completed_at": self.iso(-9)}, "before it was accepted"),
            ({"unit": None}, "unit is missing"),
            ({"applicant_name": ["a"]}, "must be text"),
        ):
            [result] = self.take(self.item(**change))
            self.assertEqual(result["status"], "rejected")
            self.assertIn(words, result["error"])

    def test_a_batch_that_is_no_list_is_refused(self):
        with self.assertRaisesRegex(Exception, "list called items"):
            self.as_user("intake")["jn.case"].ingest({"ref": "x"})

    def test_only_the_intake_role_sends_cases(self):
        for role in ("window_clerk", "liaison", "supervisor", "leader"):
            with self.assertRaisesRegex(Exception, "intake role"):
                self.as_user(role)["jn.case"].ingest([self.item()])

    def test_the_handler_is_matched_within_the_unit_else_only_listed(self):
        known, unknown = self.ingest(), self.ingest(handler="somebody")
        self.assertEqual(known.handler_id, self.users["window_clerk"])
        self.assertEqual((unknown.handler, unknown.handler_id.id), ("somebody", False))

    def test_numbers_are_masked_and_showing_one_is_logged(self):
        case = self.dissatisfied()
        seen = self.by("liaison", case)
        self.assertEqual(seen.phone, "138****0001")
        with self.assertRaises(Exception):  # noqa: B017 - any refusal of the hidden column will do
            seen.read(["phone_number"])
        with self.assertRaisesRegex(Exception, "why"):
            seen.reveal_phone("")
        self.assertEqual(seen.reveal_phone("to call"), "13805370001")
        log = self.env["jn.unmasking"].search([("case_id", "=", case.id)])
        self.assertEqual((log.user_id, log.reason), (self.users["liaison"], "to call"))

    def test_a_masked_number_is_found_whole_and_not_in_parts(self):
        case = self.ingest()
        cases = self.as_user("supervisor")["jn.case"]
        self.assertIn(case, cases.search([("phone", "=", "138 0537 0001")]))
        self.assertFalse(cases.search([("phone", "=", "1380537")]))

    def test_the_criticised_clerk_is_not_shown_the_number(self):
        case = self.dissatisfied()
        with self.assertRaisesRegex(Exception, "have to call"):
            self.by("window_clerk", case).reveal_phone("curious")

    def test_a_window_system_with_units_of_its_own_sends_only_their_cases(self):
        self.users["intake"].unit_ids = self.window_b
        results = self.take(self.item(), self.item(unit=self.window_b.code))
        self.assertEqual([result["status"] for result in results], ["rejected", "created"])

    def test_several_matters_of_one_day_are_one_message_and_each_is_rated_on_its_own(self):
        results = self.take(self.item(), self.item(unit=self.window_b.code))
        first, second = self.env["jn.case"].browse([result["id"] for result in results])
        self.wait(0.2)
        sent = self.env["jn.message"].search([("direction", "=", "out"), ("bundle_id", "=", False), ("recipient", "=", "+8613805370001")])
        self.assertEqual(len(sent), 1)
        self.citizen(first, 5)
        self.citizen(second, 1)
        self.assertStage(first, "closed", "satisfied")
        self.assertStage(second, "rectifying")

    def test_withdrawn_and_refused_matters_are_asked_about_too(self):
        for result in ("withdrawn", "不予许可"):
            case = self.ingest(result=result)
            self.assertStage(case, "revisiting")

    def test_a_city_may_leave_out_withdrawn_matters_which_then_do_not_count(self):
        self.interpret("intake.ask_withdrawn", False)
        case = self.ingest(result="撤回")
        self.assertStage(case, "accepted")
        self.assertFalse(case.scored or case.revisit_ids)
        self.assertStage(self.ingest(result="办结"), "revisiting")

    def test_whose_number_was_wrong_stands_in_the_list_of_contact_quality(self):
        case = self.ingest(phone="0537-2967600")
        [row] = self.as_user("liaison")["jn.contact.quality"].search([("case_id", "=", case.id)])
        self.assertEqual((row.unit_id, row.handler, row.reason), (self.window_a, "test_window_clerk", "wrong_number"))

    def test_a_number_corrected_within_15_days_asks_again(self):
        case = self.ingest(phone="0537-2967600")
        self.assertStage(case, "closed", "undelivered")
        self.wait(24 * 14)
        self.by("window_clerk", case).action_repair_phone("13805370009")
        self.wait(24)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")
