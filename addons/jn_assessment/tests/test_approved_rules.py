from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import QUARTER, SheetCase


@tagged("post_install", "-at_install")
class TestApprovedRules(SheetCase):
    """What figures rest on changes by a proposal that another administrator approves, and by nothing else (Art. 17)."""

    def setUp(self):
        super().setUp()
        self.second = self._make_user("administrator", self.city, "test_second_administrator")
        self.measure = self.env["jn.measure"].search([("code", "=", "answered_satisfied")])
        self.formula = self.env["jn.formula"].search([("code", "=", "first_effective")])
        self.kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])

    def _change(self, rule, reason="as decided", **new):
        """The administrator's form for a change of a rule: `new` is {last key of what changes: what shall hold}."""
        action = self.by("administrator", rule).action_change()
        form = self.as_user("administrator")[action["res_model"]].browse(action["res_id"])
        form.reason = reason
        for line in form.line_ids:
            line.new = new.get(line.path[-1], line.new)
        return form

    def _proposed(self, rule, **new):
        action = self._change(rule, **new).action_propose()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_nobody_changes_alone_what_is_in_force(self):
        moment = self.measure.date_ids[0]
        admin = self.users["administrator"]
        for change in (
            lambda: self.measure.with_user(admin).write({"domain": "[]"}),
            lambda: self.measure.with_user(admin).unlink(),
            lambda: moment.with_user(admin).write({"date_field": "ended_at"}),
            lambda: self.measure.with_user(admin).write({"date_ids": [(2, moment.id)]}),
            lambda: self.formula.with_user(admin).write({"setting_code": False}),
            lambda: self.formula.variant_ids[0].with_user(admin).write({"text": "asked"}),
            lambda: self.formula.with_user(admin).write({"variant_ids": [(0, 0, {"option": "mine", "text": "asked"})]}),
            lambda: self.kind.with_user(admin).write({"points": 50}),
            lambda: self.kind.with_user(admin).copy({"code": "mine", "points": 50}),
        ):
            with self.assertRaisesRegex(NotPossible, "another administrator approves it"), self.env.cr.savepoint():
                change()

    def test_words_and_what_nothing_rests_on_yet_are_written_freely(self):
        measure = self.by("administrator", self.measure)
        measure.name = "said to be content"
        own = measure.copy({"code": "mine", "name": "Mine"})
        own.domain = "[('outcome', '=', 'satisfied')]"
        self.assertEqual((measure.is_in_force, own.is_in_force), (True, False))
        own.unlink()

    def test_a_change_holds_once_another_administrator_approved_it(self):
        before = self.measure.domain
        proposal = self._proposed(self.measure, domain="[('outcome', '=', 'satisfied')]")
        told = [row["sentence"] for group in proposal.with_user(self.second).plan for row in group["rows"]]
        self.assertEqual(len(told), 1, told)
        self.assertIn("answered_satisfied", told[0])
        self.assertEqual((proposal.state, self.measure.domain), ("waiting", before))
        with self.assertRaises(NotAllowed):
            proposal.with_user(self.users["administrator"])._approve("mine")
        proposal.with_user(self.second)._approve("as decided")
        self.assertEqual((proposal.state, self.measure.domain), ("done", "[('outcome', '=', 'satisfied')]"))

    def test_a_formulas_text_and_a_kinds_points_change_the_same_way(self):
        self._proposed(self.formula, effective_satisfied="answered").with_user(self.second)._approve("yes")
        self.assertEqual(self.formula.current, "answered")
        self._proposed(self.kind, points="7.5").with_user(self.second)._approve("yes")
        self.assertEqual(self.kind.points, 7.5)

    def test_what_was_proposed_or_booked_keeps_its_points(self):
        old = self._deduction()
        self.by("city_supervisor", old).book()
        self._proposed(self.kind, points="6").with_user(self.second)._approve("yes")
        self.assertEqual((old.points, self._deduction().points), (5, 6))

    def test_a_deduction_costs_what_its_kind_says(self):
        row = {"kind_id": self.kind.id, "unit_id": self.county.id, **QUARTER, "reason": "untrue", "points": 50}
        deduction = self.as_user("city_supervisor")["jn.deduction"].create(row)
        self.assertEqual(deduction.points, 5)
        with self.assertRaisesRegex(NotPossible, "its kind says what it costs"):
            deduction.points = 50
        deduction.kind_id = self.env["jn.deduction.kind"].search([("code", "=", "report_missing")])
        self.assertEqual(deduction.points, 10)

    def test_bad_proposals_get_a_sentence(self):
        for rule, new, words in (
            (self.measure, {}, "Nothing is changed yet"),
            (self.measure, {"domain": "[('gone', '=', 1)]"}, "gone"),
            (self.formula, {"excluded": "nobody + answered"}, "nobody"),
            (self.kind, {"points": "many"}, "no number above 0"),
            (self.kind, {"points": "-5"}, "no number above 0"),
        ):
            with self.subTest(rule=rule.code, **new), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                self._change(rule, **new).action_propose()
        with self.assertRaisesRegex(BadInput, "needs a reason"):
            self._change(self.kind, reason=" ", points="7").action_propose()

    def test_two_changes_do_not_undo_each_other(self):
        first = self._proposed(self.kind, points="6")
        with self.assertRaisesRegex(NotPossible, "waits already"):
            self._change(self.measure, domain="[]").action_propose()
        first.with_user(self.second)._approve("yes")
        self._proposed(self.measure, domain="[('outcome', '=', 'satisfied')]").with_user(self.second)._approve("yes")
        self.assertEqual(self.kind.points, 6)

    def test_only_administrators_propose(self):
        for role in ("city_supervisor", "city_leader", "leader", "business_office"):
            with self.assertRaises(AccessError):
                self.by(role, self.measure).action_change()

    def test_a_sheet_computed_before_has_to_be_computed_again(self):
        sheet = self.sheet("county")
        self._proposed(self.measure, domain="[('outcome', '=', 'satisfied')]").with_user(self.second)._approve("yes")
        with self.assertRaisesRegex(NotPossible, f"the rule “{self.measure.name}”"):
            sheet.publish()

    def _deduction(self):
        row = {"kind_id": self.kind.id, "unit_id": self.county.id, **QUARTER, "reason": "untrue", "evidence": "record of the call"}
        return self.env["jn.deduction"]._propose([row])
