from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import INSIDE, SheetCase


@tagged("post_install", "-at_install")
class TestDrillDown(SheetCase):
    def _records(self, action, role=None):
        model = self.as_user(role)[action["res_model"]] if role else self.env[action["res_model"]]
        return model.with_context(**action["context"]).search(action["domain"])

    def test_a_numerator_opens_exactly_the_records_counted(self):
        good = self.first(2, "satisfied") | self.first(1, "defaulted")
        self.first(1, "dissatisfied")
        self.first(3, "satisfied", self.other_window)
        line = self.line(self.sheet("county"), self.county, "first_satisfied")
        records = self._records(line.action_open_numerator())
        self.assertEqual(records, good.revisit_ids.sorted("id", reverse=True))
        self.assertEqual(len(records), line.numerator)

    def test_a_denominator_opens_exactly_the_records_counted(self):
        self.first(2, "satisfied")
        self.first(1, "undelivered")
        line = self.line(self.sheet("county"), self.county, "effective")
        self.assertEqual(len(self._records(line.action_open_denominator())), line.denominator)

    def test_a_denominator_of_two_kinds_of_records_asks_which(self):
        bad = self.first(3, "dissatisfied")
        self.again(bad[:2], "satisfied")
        overdue = self.overdue_report(bad[2:])
        action = self.line(self.sheet("county"), self.county, "second_satisfied").action_open_denominator()
        self.assertEqual(action["res_model"], "jn.sheet.part")
        parts = self.env["jn.sheet.part"].search(action["domain"])
        filled = {part.code: part.number for part in parts if part.number}
        self.assertEqual(filled, {"again_satisfied": 2, "reports_overdue": 1})
        part = parts.filtered(lambda one: one.code == "reports_overdue")
        self.assertEqual(self._records(part.action_open()), overdue)

    def test_people_open_only_the_cases_of_their_own_units(self):
        self.first(2, "satisfied", self.window_a)
        self.first(3, "satisfied", self.other_window)
        sheet = self.sheet("county")
        sheet.publish()
        for unit, seen in ((self.county, 2), (self.other_county, 0)):
            action = self.by("supervisor", self.line(sheet, unit, "effective")).action_open_denominator()
            self.assertEqual(len(self._records(action, "supervisor")), seen)

    def test_a_figure_opens_what_it_counted_then(self):
        self.first(2, False, completed=self.env["jn.clock"]._now())
        self.first(2, "satisfied")
        sheet = self.sheet("county", period_end="2026-12-31")
        self.wait(24 * 30)
        line = self.line(sheet, self.county, "effective")
        self.assertEqual(line.denominator, 2)
        self.assertEqual(len(self._records(line.action_open_denominator())), 2)

    def test_a_figure_keeps_its_formula_when_the_rules_change_later(self):
        self.first(1, "defaulted")
        sheet = self.sheet("county")
        self.env["jn.formula"].search([("code", "=", "first_effective")]).variant_ids.text = "answered"
        action = self.line(sheet, self.county, "effective").action_open_numerator()
        self.assertEqual(len(self._records(action)), 1)

    def test_figures_among_active_answers_open_their_records(self):
        good, bad = self.first(2, "satisfied"), self.first(1, "dissatisfied")
        self.first(3, "defaulted")
        line = self.line(self.sheet("county"), self.county, "first_satisfied")
        self.assertEqual((line.active_numerator, line.active_denominator), (2, 3))
        self.assertEqual(self._records(line.action_open_active_numerator()).case_id, good)
        self.assertEqual(self._records(line.action_open_active_denominator()).case_id, good | bad)

    def test_the_cases_of_the_period_open(self):
        cases = self.first(2, "satisfied") | self.first(1, "undelivered")
        self.first(2, "satisfied", self.other_window)
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual((total.business, self._records(total.action_open_business()).case_id), (3, cases))

    def test_what_a_formula_takes_off_is_not_opened(self):
        kept = self.first(2, "satisfied")
        refused = self.first(1, "undelivered")
        refused.revisit_ids.undelivered_reason = "refused"
        self.interpret("undelivered.refused_contact", '"drop"')
        sheet = self.sheet("county")
        total, line = self.line(sheet, self.county), self.line(sheet, self.county, "effective")
        self.assertEqual((total.business, line.denominator), (2, 2))
        for action in (total.action_open_business(), line.action_open_denominator()):
            self.assertEqual(self._records(action).case_id, kept)

    def test_what_counts_twice_or_is_taken_off_without_being_counted_is_told_part_by_part(self):
        self.first(2, "satisfied")
        self.first(1, "dissatisfied")
        for text, figure in (("asked + answered_satisfied", 5), ("2 * answered_satisfied", 4), ("answered_satisfied - answered_dissatisfied", 1)):
            self.env["jn.formula"].search([("code", "=", "first_good")]).variant_ids.text = text
            line = self.line(self.sheet("county"), self.county, "first_satisfied")
            self.assertEqual(line.numerator, figure)
            action = line.action_open_numerator()
            self.assertEqual(action["res_model"], "jn.sheet.part", text)
            parts = self.env["jn.sheet.part"].search(action["domain"])
            self.assertEqual(sum(part.weight * part.number for part in parts), figure)

    def test_numbers_beside_the_figures_open_their_records(self):
        bad = self.first(2, "dissatisfied")
        check = self.check(bad[:1], "invalid")
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual(total.extras["invalid"], 1)
        self.assertEqual(self._records(total.action_open_extra("invalid")), check)
        with self.assertRaises(BadInput):
            total.action_open_extra("nobody")

    def test_the_coverage_opens_what_was_announced_and_what_arrived(self):
        self.first(2, "satisfied")
        self.env["jn.intake.total"].sudo().create([
            {"source": "facts", "unit_id": unit.id, "day": INSIDE.date(), "completed": 3, "at": INSIDE}
            for unit in (self.window_a, self.other_window)
        ])  # fmt: skip
        sheet = self.sheet("county")
        sheet.publish()
        total = self.line(sheet, self.county)
        self.assertEqual((total.announced, total.arrived), (3, 2))
        for role, seen in (("city_supervisor", 1), ("leader", 1)):
            rows = self._records(self.by(role, total).action_open_coverage(), role)
            self.assertEqual((len(rows), sum(rows.mapped("announced")), sum(rows.mapped("arrived"))), (seen, 3, 2))
        action = self.by("leader", self.line(sheet, self.other_county)).action_open_coverage()
        self.assertFalse(self._records(action, "leader"))

    def test_a_total_has_no_single_list_behind_it(self):
        action = self.line(self.sheet("county"), self.county).action_open_numerator()
        self.assertEqual(action["domain"], [("id", "in", [])])
