"""What raises a doubt about a case, each from the facts (Art. 15)."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import SpotCase


@tagged("post_install", "-at_install")
class TestSignals(SpotCase):
    def shown(self, name):
        """The cases that show this signal, found and computed alike."""
        self.env.invalidate_all()
        cases = self.env["jn.case"].search([(name, "=", True)])
        self.assertEqual(cases, self.env["jn.case"].search([]).filtered(name))
        self.assertFalse(cases & self.env["jn.case"].search([(name, "=", False)]))
        return cases

    def talk(self, seconds):
        case = self.dissatisfied()
        self.by("liaison", case).reveal_phone("to call")
        self.freeze(self.env["jn.clock"]._now() + timedelta(seconds=seconds))
        self.call_window(case)
        return case

    def call_window(self, case):
        self.by("liaison", case.rectification_ids).log_call(reached=True, note="called")

    def test_a_talk_within_seconds_after_the_number_was_shown(self):
        hasty = self.talk(5)
        patient = self.talk(180)
        self.call_window(self.dissatisfied())
        found = self.shown("hasty_call")
        self.assertIn(hasty, found)
        self.assertNotIn(patient, found)
        self.assertEqual(len(found), 1, "who never looked at the number may have it on paper")
        self.interpret("spot_check.hasty_call_seconds", "300")
        self.assertIn(patient, self.shown("hasty_call"))

    def test_a_report_like_another_of_the_same_unit(self):
        one, two = self.reported(1, cause="排队 30 分钟，人手不足。"), self.reported(1, cause="排队45分钟，人手不足！")
        other = self.reported(1, cause="材料清单未公示")
        elsewhere = self.reported(1, unit=self.window_b, cause="材料清单未公示")
        found = self.shown("copied_report")
        self.assertLessEqual(one | two, found)
        self.assertFalse(found & (other | elsewhere))

    def test_a_number_changed_after_a_bad_answer(self):
        case = self.dissatisfied()
        self.assertFalse(self.shown("number_changed") & case)
        self.wait(1)
        self.by("liaison", case).action_repair_phone("13905370002")
        self.assertIn(case, self.shown("number_changed"))

    def test_a_number_repaired_before_any_answer_is_none(self):
        case = self.ingest(phone="")
        self.by("liaison", case).action_repair_phone("13905370002")
        self.wait(0.2)
        self.citizen(case, 1)
        self.assertFalse(self.shown("number_changed") & case)

    def test_good_within_seconds_of_sending(self):
        quick, slow = self.asked(), self.asked()
        for case, seconds, level in ((quick, 5, 5), (slow, 60, 5)):
            self.freeze(case.revisit_ids.sent_at + timedelta(seconds=seconds))
            self.citizen(case, level)
        found = self.shown("quick_praise")
        self.assertIn(quick, found)
        self.assertNotIn(slow, found)

    def test_a_condition_that_is_none_is_refused_in_a_sentence(self):
        for place, words in enumerate(("[('nothing', '=', 1)]", "[(", "import os", "{'a': 1}", "7")):
            for model in ("jn.spot.signal", "jn.spot.stratum"):
                with self.assertRaisesRegex(BadInput, "no condition on cases"):
                    self.env[model].create({"code": f"x{place}", "name": "x", "domain": words})

    def test_a_switch_says_yes_or_no(self):
        number = self.env["jn.setting"].search([("code", "=", "spot_check.size")])
        with self.assertRaisesRegex(BadInput, "yes or no"):
            self.env["jn.spot.signal"].create({"code": "x", "name": "x", "setting_id": number.id})
