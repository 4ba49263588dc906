import re

import psycopg2

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_org.tests.common import at

from .common import INSIDE, QUARTER, SheetCase

OCTOBER = {"period_start": "2026-10-01", "period_end": "2026-10-31"}


@tagged("post_install", "-at_install")
class TestFreezing(SheetCase):
    """A sheet is frozen when it is final, sealed, and can be counted again from the facts (decisions A4, B7, C6)."""

    def test_publishing_before_the_open_windows_closed_is_refused_with_the_date(self):
        sheet = self.sheet("county", **OCTOBER)
        for moment in ("2026-10-20 10:00", "2026-11-07 23:59"):
            self.freeze(moment)
            with self.assertRaisesRegex(NotPossible, "2026-11-08"):
                sheet.publish()

    def test_figures_that_were_computed_too_early_are_not_frozen(self):
        sheet = self.sheet("county", **OCTOBER)
        self.freeze("2026-11-08 00:00")
        with self.assertRaisesRegex(NotPossible, "Compute it again"):
            sheet.publish()
        sheet.compute()
        sheet.publish()
        self.assertEqual(sheet.state, "published")

    def test_the_number_of_days_is_a_setting(self):
        self.interpret("score.final_after_days", "20")
        self.freeze("2026-10-20 23:59")
        with self.assertRaisesRegex(NotPossible, "2026-10-21"):
            self.sheet("county").publish()

    def test_a_period_is_published_once(self):
        self.sheet("county").publish()
        with self.assertRaisesRegex(NotPossible, "published already"):
            self.sheet("county").publish()

    def test_the_seal_is_a_sha_256_that_any_changed_figure_would_break(self):
        self.first(1, "satisfied")
        sheet = self.sheet("county")
        sheet.publish()
        self.assertRegex(sheet.digest, re.compile("^[0-9a-f]{64}$"))
        self.assertEqual(sheet._digest(), sheet.digest)
        other = self.sheet("county")
        other.line_ids.sudo().filtered("score")[:1].score = 1
        self.assertNotEqual(other._digest(), sheet.digest)

    def _recounted(self, sheet, role="leader"):
        action = self.by(role, sheet).action_recount()
        return self.env["jn.sheet.recount"].browse(action["res_id"])

    def test_counting_a_frozen_sheet_again_gives_the_same_numbers_and_says_so(self):
        bad = self.first(3, "dissatisfied")
        self.first(4, "satisfied")
        self.again(bad[:1], "satisfied")
        self.overdue_report(bad[1:2])
        self.check(bad[2:], False, concluded=False)
        sheet = self.sheet("county")
        sheet.publish()
        found = self._recounted(sheet)
        self.assertTrue(found.is_same and found.is_sealed, found.found)

    def test_what_happens_after_the_freeze_does_not_disturb_counting_again(self):
        bad = self.first(2, "dissatisfied")
        report, check = self.overdue_report(bad[:1]), self.check(bad[1:], False, concluded=False)
        sheet = self.sheet("county")
        sheet.publish()
        self.freeze("2026-11-02 10:00")
        now = self.env["jn.clock"]._now()
        report.confirmed_at = now
        check.write({"concluded_at": now, "finding": "invalid"})
        found = self._recounted(sheet)
        self.assertTrue(found.is_same, found.found)

    def test_another_setting_after_the_freeze_does_not_disturb_counting_again(self):
        self.first(1, "defaulted")
        self.first(1, "satisfied")
        sheet = self.sheet("county")
        sheet.publish()
        self.freeze("2026-11-02 10:00")
        for code, value in (("silence.counts_as", '"excluded"'), ("business.period_by", '"accepted"'), ("score.decimals", "1")):
            self.interpret(code, value)
        found = self._recounted(sheet)
        self.assertTrue(found.is_same, found.found)

    def test_a_fact_that_was_changed_behind_the_sheet_is_told(self):
        cases = self.first(2, "satisfied")
        sheet = self.sheet("county")
        sheet.publish()
        cases[0].revisit_ids.outcome = "dissatisfied"
        found = self._recounted(sheet)
        self.assertFalse(found.is_same)
        self.assertIn("Test County", found.found)
        self.assertEqual(self.line(sheet, self.county, "first_satisfied").numerator, 2)

    def test_a_late_answer_after_the_freeze_is_listed_and_the_figures_stay(self):
        self.freeze("2026-09-29 10:00")
        case = self.asked()
        self.wait(24 * 9)
        self.assertEqual(case.close_reason, "defaulted")
        sheet = self.sheet("county")
        sheet.publish()
        self.wait(1)
        self.citizen(case, 1)
        self.assertEqual(case.revisit_ids.sorted("id")[0].outcome, "dissatisfied")
        self.assertEqual(self.fraction(sheet, self.county, "first_satisfied"), (1, 1))
        self.assertEqual(sheet.late_count, 1)
        late = self.env["jn.answer"].search(self.by("leader", sheet).action_open_late()["domain"])
        self.assertEqual(late.case_id, case)
        found = self._recounted(sheet)
        self.assertTrue(found.is_same, found.found)
        self.assertEqual(case.revisit_ids.sorted("id")[0].outcome, "dissatisfied")

    def test_archived_years_disturb_neither_counting_again_nor_what_a_case_tells(self):
        self.freeze("2026-09-29 10:00")
        case = self.asked()
        self.wait(24 * 9)
        sheet = self.sheet("county")
        sheet.publish()
        self.wait(1)
        self.citizen(case, 1)
        self.interpret("archive.years", "1")
        self.freeze("2028-03-01 10:00")
        before = self._told(case)
        while self.env["jn.flow.archivist"]._sweep_batch(1000):
            pass
        revisit = case.revisit_ids.sorted("id")[0]
        for table in ("jn_flow_passage_y2026", "jn_flow_deadline_y2026", "jn_message_y2026"):
            query = SQL("SELECT count(*) > 0 FROM %s WHERE res_model = 'jn.revisit' AND res_id = %s", SQL.identifier(table), revisit.id)
            self.assertEqual(self.env.execute_query(query), [(True,)], table)
        self.assertEqual(self._told(case), before)
        found = self._recounted(sheet)
        self.assertTrue(found.is_same and found.is_sealed, found.found)
        self.assertEqual(sheet.late_count, 1)

    def _told(self, case):
        """What a case tells a supervisor of its way and of its messages."""
        self.env.invalidate_all()
        texts = [("res_model", "=", "jn.revisit"), ("res_id", "in", case.revisit_ids.ids)]
        messages = self.as_user("supervisor")["jn.message"].search(texts)
        return self.by("supervisor", case).flow_journey, messages.read(["text", "state", "sent_at", "delivered_at"])

    def test_before_the_freeze_a_late_answer_replaces_the_default(self):
        self.freeze("2026-09-29 10:00")
        case = self.asked()
        self.wait(24 * 9)
        self.citizen(case, 1)
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "first_satisfied"), (0, 1))

    def test_postgresql_refuses_to_touch_the_seal(self):
        sheet = self.sheet("county")
        sheet.publish()
        self.env.flush_all()
        with self.assertRaisesRegex(psycopg2.Error, "cannot be changed"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE jn_sheet SET digest = 'x' WHERE id = %s", [sheet.id])

    def test_a_custom_period_of_any_days_is_final_seven_days_later(self):
        sheet = self.sheet("county", period_start="2026-10-03", period_end="2026-10-12")
        self.assertEqual((sheet.period_kind, sheet._final_from()), ("custom", at("2026-10-20 00:00")))
        sheet.publish()

    def _late_deduction(self):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "report_missing")])
        row = {"kind_id": kind.id, "unit_id": self.county.id, **QUARTER, "reason": "it never came", "evidence": "list of receipts"}
        return self.env["jn.deduction"]._propose([row])

    def test_a_deduction_that_is_booked_after_the_freeze_does_not_disturb_counting_again(self):
        self.first(1, "satisfied")
        deduction, sheet = self._late_deduction(), self.sheet("county")
        sheet.publish()
        self.freeze("2026-10-21 10:00")
        self.by("city_leader", deduction).book()
        found = self._recounted(sheet)
        self.assertTrue(found.is_same and found.is_sealed, found.found)
        self.assertFalse(self.env["jn.deduction"].search(self.line(sheet, self.county).action_open_deductions()["domain"]))

    def test_a_deduction_that_is_given_back_after_the_freeze_does_not_disturb_counting_again(self):
        self.first(1, "satisfied")
        deduction = self._late_deduction()
        self.by("city_supervisor", deduction).book()
        sheet = self.sheet("county")
        sheet.publish()
        self.freeze("2026-10-21 10:00")
        self.by("city_leader", deduction).remove("it came")
        found = self._recounted(sheet)
        self.assertTrue(found.is_same, found.found)
        self.assertEqual(self.env["jn.deduction"].search(self.line(sheet, self.county).action_open_deductions()["domain"]), deduction)

    def test_a_measure_that_is_changed_or_gone_after_the_freeze_disturbs_neither_counting_again_nor_the_way_down(self):
        good = self.first(2, "satisfied")
        self.first(1, "dissatisfied")
        sheet = self.sheet("county")
        sheet.publish()
        line = self.line(sheet, self.county, "first_satisfied")
        for change in (lambda one: one.write({"domain": "[('id', '=', 0)]"}), lambda one: one.unlink()):
            change(self.env["jn.measure"].search([("code", "=", "answered_satisfied")]))
            found = self._recounted(sheet)
            self.assertTrue(found.is_same and found.is_sealed, found.found)
            action = line.action_open_numerator()
            self.assertEqual(self.env[action["res_model"]].search(action["domain"]).case_id, good)
            self.assertEqual(sheet._case_counts(self.county, good[0])["answered_satisfied"], -1)

    def test_units_that_move_come_or_go_after_the_freeze_do_not_disturb_counting_again_and_are_told(self):
        quiet = self._make_unit("county", "Quiet County", parent_id=self.city.id)
        cases = self.first(2, "satisfied") | self.first(1, "dissatisfied", self.window_b)
        cases.closed_at = INSIDE
        self.first(1, "satisfied", self.other_window)
        sheet = self.sheet("county")
        sheet.publish()
        self.freeze("2026-11-02 10:00")
        self.window_a.parent_id = self.other_hall
        self.window_b.active = False
        quiet.active = False
        self._make_unit("county", "New County", parent_id=self.city.id)
        found = self._recounted(sheet)
        self.assertTrue(found.is_same and found.is_sealed, found.found)
        for words in ("Window A: Above: Test Hall → Other Hall", "Window B: Active: yes → no", "2026-11-02: New County was added"):
            self.assertIn(words, found.since)
        self.assertNotIn("Window A was added", found.since)
        action = self.line(sheet, self.county, "effective").action_open_denominator()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]).case_id, cases)

    def test_ranks_within_a_hall_are_those_of_the_hall_then(self):
        self.first(1, "satisfied")
        self.first(1, "dissatisfied", self.other_window)
        sheet = self.sheet("window")
        sheet.publish()
        self.freeze("2026-11-02 10:00")
        self.other_window.parent_id = self.hall
        found = self._recounted(sheet)
        self.assertTrue(found.is_same, found.found)

    def test_a_case_that_goes_to_another_unit_after_the_freeze_counts_where_it_was_and_is_told(self):
        case = self.complained_of()
        sheet = self.sheet("county")
        sheet.publish()
        self.assertEqual(self.fraction(sheet, self.county, "first_satisfied"), (0, 1))
        self.wait(1)
        self.by("city_supervisor", case.rectification_ids).reassign(self.other_window.code, "theirs")
        self.assertEqual((case.unit_id, case.revisit_ids.unit_id), (self.other_window, self.other_window))
        for role, ref in (("city_leader", True), ("leader", False)):
            found = self._recounted(sheet, role)
            self.assertTrue(found.is_same, found.found)
            self.assertIn("Test Hall / Window A to Other Hall / Other Window: 1", found.since)
            self.assertEqual(case.ref in found.since, ref, role)
        self.assertEqual(case.unit_id, self.other_window)

    def test_a_sheet_from_before_rules_and_ground_were_kept_is_still_counted_again_and_opened(self):
        self.first(2, "satisfied")
        sheet = self.sheet("county")
        rules = {name: sheet.formulas[name] for name in ("book", "indicators")}
        sheet.sudo().write({"formulas": rules, "ground": False})
        sheet.publish()
        found = self._recounted(sheet)
        self.assertTrue(found.is_same and found.is_sealed, found.found)
        action = self.line(sheet, self.county, "effective").action_open_denominator()
        self.assertEqual(len(self.env[action["res_model"]].search(action["domain"])), 2)
