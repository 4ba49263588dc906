"""From a false check to a deduction that stands, or goes (Art. 15; decision D10)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import SpotCase


@tagged("post_install", "-at_install")
class TestFindings(SpotCase):
    def found(self, cases=1):
        """The findings of a concluded list in which all were false."""
        self.reported(cases)
        draw = self.draw()
        for check in self.open_checks(draw):
            self.look(check, "false", note="nobody called")
        return draw.sudo().finding_ids

    def test_a_false_case_is_proposed_in_the_quarter_of_the_draw(self):
        finding = self.found()
        self.assertEqual((finding.state, str(finding.counts_on), finding.county_id), ("proposed", "2026-09-30", self.county))
        self.assertEqual(finding.found_by_id, self.users["city_supervisor"])

    def test_the_term_begins_when_the_county_can_see_it_and_counts_working_days(self):
        self.reported(2)
        draw = self.draw()
        first, second = self.open_checks(draw)
        self.look(first, "false", note="nobody called")
        finding = draw.sudo().finding_ids
        self.assertFalse(finding.object_until)
        self.freeze("2026-09-24 10:00")
        self.look(second, "true")
        self.assertEqual(finding.object_until, self.at("2026-09-29 00:00"), "Thursday, then Friday and Monday")

    def test_silence_upholds_it(self):
        finding = self.found()
        self.wait(24 * 2)
        self.assertEqual(finding.state, "proposed")
        self.wait(24)
        self.assertEqual((finding.state, finding.decided_by_id.id), ("upheld", False))

    def test_an_objection_holds_it_and_another_person_decides(self):
        finding = self.found()
        self.by("chief_representative", finding).object_to("we called on the 9th")
        self.wait(24 * 9)
        self.assertEqual(finding.state, "objected")
        with self.assertRaisesRegex(NotAllowed, "Another person"):
            self.by("city_supervisor", finding).decide(False, "so it is")
        self.by("second_city_supervisor", finding).decide(False, "the recording shows it")
        self.assertEqual((finding.state, finding.decision), ("removed", "the recording shows it"))

    def test_an_objection_may_fail(self):
        finding = self.found()
        self.by("leader", finding).object_to("we called")
        self.by("city_leader", finding).decide(True, "no trace of a call")
        self.assertEqual(finding.state, "upheld")

    def test_objections_need_a_reason_the_term_and_the_right_person(self):
        finding = self.found()
        with self.assertRaises(BadInput):
            self.by("leader", finding).object_to("  ")
        for role in ("liaison", "city_supervisor", "city_leader", "administrator"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, finding).object_to("we called")
        self.by("supervisor", finding).object_to("we called")
        with self.assertRaises(NotPossible):
            self.by("leader", finding).object_to("once more")
        with self.assertRaises(NotAllowed):
            self.by("supervisor", finding).decide(False, "ours")

    def test_after_the_term_nobody_objects(self):
        finding = self.found()
        self.freeze("2026-09-28 10:00")
        with self.assertRaisesRegex(NotPossible, "over"):
            self.by("leader", finding).object_to("too late")

    def test_a_case_costs_once(self):
        finding = self.found()
        self.freeze("2026-12-21 10:00")
        finding.case_id.rectification_ids.confirmed_at = self.at("2026-12-01 10:00")
        draw = self.draw()
        self.look(self.open_checks(draw), "false", note="again")
        self.assertFalse(draw.sudo().finding_ids)

    def test_a_chosen_case_costs_nothing_unless_a_setting_says_so(self):
        for value, expected in (("false", 0), ("true", 1)):
            self.interpret("spot_check.deduct_dynamic", value)
            check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": self.closed().id})
            self.look(check, "false", note="never called")
            self.assertEqual(len(check.sudo().finding_ids), expected)

    def test_the_forms_take_the_same_steps(self):
        finding = self.found()
        context = {"active_model": "jn.spot.finding", "active_id": finding.id}
        form = self.as_user("leader")["jn.spot.word.wizard"].with_context(**context).create({"note": "we called"})
        self.assertEqual((form.found, form.state), ("nobody called", "proposed"))
        form.action_object()
        form = self.as_user("city_leader")["jn.spot.word.wizard"].with_context(**context).create({"note": "they did"})
        form.action_remove()
        self.assertEqual(finding.state, "removed")
