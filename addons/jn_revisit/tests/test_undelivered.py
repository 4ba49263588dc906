"""What could not be delivered: repaired in time, given up in time, asked by phone where the ladder says so (Art. 7, 13; A2, B8)."""

from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_message.const import Result

from .texts import WANG, TextCase

NEW = "13905379009"


class TestUndelivered(TextCase):
    def unreachable(self, **values):
        """A case whose number no channel knows."""
        self.env["jn.demo.phone"].create({"number": f"+86{WANG}", "behaviour": "unknown"})
        case = self.ingest(**values)
        self.wait(0.2)
        self.assertStage(case, "closed", "undelivered")
        return case

    def dead_letter(self, case):
        domain = [("res_model", "=", "jn.revisit"), ("res_id", "in", case.revisit_ids.ids), ("state", "=", "failed")]
        return self.env["jn.message"].search(domain + [("mended", "=", False), ("next_id", "=", False)])

    # Late receipts (decision A2)

    def without_receipt(self):
        """A case whose message left the house and was never said to have arrived."""
        self.env["jn.demo.phone"].create({"number": f"+86{WANG}", "behaviour": "silent"})
        case = self.ingest()
        self.wait(48)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "no_receipt")
        return case

    def arrives(self, case):
        message = self.dead_letter(case)
        receipt = Result("delivered", message.external_id)
        self.assertTrue(message._take_receipts(message.channel, {message.external_id: receipt}))
        self.wait(0.2)

    def test_a_late_receipt_lets_the_revisit_go_on_and_silence_counts_from_then(self):
        case = self.without_receipt()
        self.arrives(case)
        self.assertStage(case, "revisiting")
        self.assertEqual((case.revisit_ids.stage_code, case.revisit_ids.undelivered_reason), ("awaiting_answer", False))
        self.wait(47)
        self.assertStage(case, "revisiting")
        self.wait(2)
        self.assertStage(case, "closed", "defaulted")

    def test_after_a_late_receipt_a_bad_answer_becomes_a_work_order(self):
        case = self.without_receipt()
        self.arrives(case)
        self.citizen(case, 1)
        self.assertStage(case, "rectifying")

    def test_a_receipt_that_comes_when_no_answer_would_be_taken_changes_nothing(self):
        case = self.without_receipt()
        self.wait(24 * 16)
        self.arrives(case)
        self.assertStage(case, "closed", "undelivered")
        self.assertFalse(case.revisit_ids.delivered_at)

    # Repair

    def test_a_number_corrected_within_15_days_asks_again(self):
        case = self.unreachable()
        self.wait(24 * 15 - 1)
        self.by("window_clerk", case).action_repair_phone(NEW)
        self.wait(24)
        self.assertStage(case, "revisiting")
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")

    def test_a_number_corrected_later_is_kept_and_nobody_is_asked(self):
        case = self.unreachable()
        self.wait(24 * 15 + 1)
        self.by("window_clerk", case).action_repair_phone(NEW)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.phone, NEW)

    def test_what_can_still_be_repaired_is_found_until_the_term_is_over(self):
        revisit = self.unreachable().revisit_ids
        for still in (True, False):
            for asked in (True, False):
                with self.subTest(still=still, asked=asked):
                    found = revisit.search([("id", "=", revisit.id), ("is_repairable", "=", asked)])
                    self.assertEqual(found, revisit if asked == still else revisit.browse())
            revisit.invalidate_recordset(["is_repairable"])
            self.assertEqual(revisit.is_repairable, still)
            self.wait(24 * 16)

    def test_who_was_reached_after_all_needs_no_repair(self):
        case = self.without_receipt()
        revisit = case.revisit_ids
        self.assertTrue(revisit.repair_until)
        self.arrives(case)
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied")
        self.assertFalse(revisit.repair_until)
        self.assertFalse(revisit.search([("id", "=", revisit.id), ("is_repairable", "=", True)]))

    def test_the_term_of_repair_is_a_setting_of_its_own(self):
        self.interpret("undelivered.repair_days", 2)
        case = self.unreachable()
        self.wait(24 * 3)
        self.by("window_clerk", case).action_repair_phone(NEW)
        self.assertStage(case, "closed", "undelivered")

    def test_what_arrived_too_late_is_not_asked_because_of_a_new_number(self):
        case = self.ingest(accepted_at=self.iso(-200), completed_at=self.iso(-190))
        self.by("window_clerk", case).action_repair_phone(NEW)
        self.assertStage(case, "closed", "undelivered")

    def test_correcting_the_number_takes_the_message_off_the_list_and_is_logged(self):
        case = self.unreachable()
        message = self.dead_letter(case)
        form = self.as_user("liaison")["jn.phone.wizard"].with_context(active_model="jn.message", active_id=message.id)
        form.create({"phone": NEW}).action_repair()
        self.assertEqual((message.repair_ids.kind, message.repair_ids.user_id), ("number", self.users["liaison"]))
        self.assertFalse(self.dead_letter(case))
        self.wait(0.2)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")

    def test_sent_again_the_citizen_is_asked_again(self):
        case = self.unreachable()
        self.env["jn.demo.phone"].search([("number", "=", f"+86{WANG}")]).behaviour = "delivered"
        message = self.dead_letter(case)
        self.by("supervisor", message).send_again()
        self.wait(0.2)
        self.assertStage(case, "revisiting")
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")
        self.assertEqual(message.repair_ids.kind, "again")

    def test_what_is_with_the_supervisors_is_not_sent_again(self):
        case = self.dissatisfied()
        self.env["jn.demo.phone"].search([("number", "=", f"+86{WANG}")]).behaviour = "unknown"
        self.repair(case)
        self.wait(0.2)
        self.assertStage(case, "verifying")
        message = self.dead_letter(case)
        with self.assertRaisesRegex(UserError, "cannot be asked again"):
            self.by("supervisor", message).send_again()
        self.assertFalse(message.mended)

    # Given up

    def test_unsent_seven_days_after_completion_it_is_undelivered_because_the_system_did_not_send(self):
        self.freeze("2026-11-16 22:00")
        case = self.ingest()
        message = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", case.revisit_ids.id)])
        message.sudo().not_before = self.at("2026-12-16 10:00")
        self.wait(24 * 7 - 2)
        self.assertStage(case, "revisiting")
        self.wait(2)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "not_sent")
        self.wait(24 * 25)
        self.assertEqual(message.state, "withdrawn", "nobody is asked about it any more")

    def test_when_to_give_up_is_a_setting(self):
        self.interpret("send.give_up_days", 3)
        self.freeze("2026-11-16 22:00")
        case = self.ingest()
        self.env["jn.message"].search([("res_id", "=", case.revisit_ids.id)]).sudo().not_before = self.at("2026-12-16 10:00")
        self.wait(24 * 3)
        self.assertEqual(case.revisit_ids.undelivered_reason, "not_sent")

    # Asked by phone

    def by_phone(self):
        """A case whose ladder ends with people who phone, and whose number no channel knows."""
        self.env["jn.message.ladder"].create({
            "name": "With phone", "unit_id": self.county.id, "reason": "elderly people",
            "rung_ids": [(0, 0, {"channel": "phone", "hours": 72})],
        })
        self.env["jn.demo.phone"].create({"number": f"+86{WANG}", "behaviour": "unknown"})
        case = self.ingest()
        self.wait(0.2)
        self.assertStage(case, "revisiting")
        return case

    def waiting(self):
        domain = self.env.ref("jn_revisit.jn_revisit_call_action").domain
        return self.as_user("supervisor")["jn.revisit"].search(safe_eval(domain))

    def test_it_stands_in_the_supervisors_list_until_a_rating_is_entered(self):
        case = self.by_phone()
        self.assertIn(case.revisit_ids, self.waiting())
        self.by("supervisor", case.revisit_ids).answer(2)
        self.assertStage(case, "rectifying")
        self.assertNotIn(case.revisit_ids, self.waiting())
        self.wait(80)
        self.assertEqual(case.revisit_ids.outcome, "dissatisfied")
        self.assertFalse(self.dead_letter(case) & self.env["jn.message"].search([("channel", "=", "phone")]))

    def test_who_was_told_by_phone_has_48_hours(self):
        case = self.by_phone()
        self.by("supervisor", case.revisit_ids).log_attempt("told")
        self.wait(0.1)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")

    def test_nobody_picks_up_three_times_on_two_days(self):
        case = self.by_phone()
        revisit = self.by("supervisor", case.revisit_ids)
        revisit.log_attempt("not_reached")
        revisit.log_attempt("not_reached")
        revisit.log_attempt("not_reached")
        self.wait(0.1)
        self.assertStage(case, "revisiting")
        self.wait(24)
        revisit.log_attempt("not_reached", "no answer")
        self.wait(0.1)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "not_reached")
        self.assertEqual(len(case.revisit_ids.attempt_ids), 4)

    def test_nobody_phones_in_time(self):
        case = self.by_phone()
        self.wait(73)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "not_reached")

    def test_who_refuses_on_the_phone_is_undelivered_because_contact_is_refused(self):
        case = self.by_phone()
        self.by("supervisor", case.revisit_ids).log_attempt("refused")
        self.assertEqual((case.close_reason, case.revisit_ids.undelivered_reason), ("undelivered", "refused"))

    def test_only_supervisors_of_other_units_phone_and_only_what_is_on_the_list(self):
        case = self.by_phone()
        for role in ("liaison", "chief_representative", "window_clerk"):
            with self.assertRaises(AccessError):
                self.by(role, case.revisit_ids).log_attempt("told")
        with self.assertRaisesRegex(UserError, "no result"):
            self.by("supervisor", case.revisit_ids).log_attempt("bribed")
        asked = self.asked(phone=NEW)
        with self.assertRaisesRegex(UserError, "by phone"):
            self.by("supervisor", asked.revisit_ids).log_attempt("told")

    # Contact quality

    def test_the_list_of_contact_quality_names_window_clerk_and_reason(self):
        case = self.unreachable()
        [row] = self.as_user("supervisor")["jn.contact.quality"].search([("case_id", "=", case.id)])
        self.assertEqual((row.unit_id, row.handler, row.reason), (self.window_a, "test_window_clerk", "no_number"))
        self.by("liaison", self.dead_letter(case)).mark_unreachable("the window has no other number")
        row.invalidate_recordset()
        self.assertEqual(row.note, "the window has no other number")

    def test_who_was_not_reached_is_found_by_the_outcome_and_a_count_looks_at_no_case(self):
        self.unreachable()
        self.asked(phone="13905379011")
        quality = self.as_user("supervisor")["jn.contact.quality"]
        found = quality.search([("outcome", "=", "undelivered")])
        self.assertTrue(found)
        self.assertEqual(found, quality.search([("unreached", "=", 1)]))
        query = quality._search([("outcome", "=", "undelivered")])
        self.env.cr.execute(SQL("EXPLAIN SELECT count(*) FROM (%s) counted", query.select()))
        plan = " ".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("jn_revisit", plan)
        self.assertNotIn("jn_case", plan)

    def test_in_numbers_it_says_how_many_of_how_many(self):
        self.ingest(phone="")
        self.asked(phone=NEW)
        self.asked(unit=self.window_b.code, phone="13905379010")
        rows = self.env["jn.contact.quality"]._read_group(
            [("unit_id", "in", (self.window_a | self.window_b).ids)], ["unit_id"], ["asked:sum", "unreached:sum", "share:avg"]
        )
        self.assertEqual(rows, [(self.window_a, 2, 1, 50.0), (self.window_b, 1, 0, 0.0)])

    def test_a_window_sees_its_own_contact_quality_only(self):
        mine, other = self.ingest(phone=""), self.ingest(phone="", unit=self.window_b.code)
        seen = self.as_user("liaison")["jn.contact.quality"].search([]).case_id
        self.assertIn(mine, seen)
        self.assertNotIn(other, seen)
