from odoo.tests import tagged

from .common import SheetCase


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

    def test_a_total_has_no_single_list_behind_it(self):
        action = self.line(self.sheet("county"), self.county).action_open_numerator()
        self.assertEqual(action["domain"], [("id", "in", [])])
