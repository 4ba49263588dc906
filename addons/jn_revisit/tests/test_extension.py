"""More time for a rectification's report: once, with a reason and a supervisor's approval (decision B6)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at

from .common import RevisitCase


@tagged("post_install", "-at_install")
class TestExtension(RevisitCase):
    def setUp(self):
        super().setUp()
        self.case = self.dissatisfied()
        self.work = self.case.rectification_ids

    def deadline(self, code):
        return self.work._flow_deadlines().filtered(lambda row: row.timer_id.code == code and not row.ended_at)

    def ask(self, role="liaison", amount=2):
        return self.by(role, self.work).ask_extension("report", amount, "the notary is away until Friday")

    def test_the_supervisor_grants_two_days_and_what_follows_goes_along(self):
        before, handed_over = self.work.report_due_at, self.deadline("report_overdue").due_at
        self.ask()
        self.assertEqual(self.work.report_due_at, before)
        self.by("supervisor", self.work).decide_extension(True)
        self.assertEqual((before, self.work.report_due_at), (at("2026-11-20 00:00"), at("2026-11-24 00:00")))
        self.assertGreater(self.deadline("report_overdue").due_at, handed_over)
        self.assertEqual(self.deadline("report").original_due_at, before)

    def test_it_is_granted_once(self):
        self.ask()
        self.by("supervisor", self.work).decide_extension(True)
        due = self.work.report_due_at
        with self.assertRaises(NotPossible):
            self.ask()
        self.assertEqual(self.work.report_due_at, due)

    def test_a_wish_without_a_reason_is_none(self):
        with self.assertRaisesRegex(BadInput, "why more time"):
            self.by("liaison", self.work).ask_extension("report", 2, " ")

    def test_a_refused_wish_leaves_the_limit_as_it_was(self):
        due = self.work.report_due_at
        self.ask()
        self.by("supervisor", self.work).decide_extension(False, "three days are enough")
        self.assertEqual((self.work.report_due_at, self.deadline("report").extension_id.id), (due, False))

    def test_the_call_is_never_extended(self):
        with self.assertRaises(NotPossible):
            self.by("liaison", self.work).ask_extension("call", 1, "busy")

    def test_the_window_does_not_decide_for_itself(self):
        self.ask()
        for role in ("liaison", "chief_representative", "window_clerk", "business_office"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, self.work).decide_extension(True)

    def test_a_county_may_forbid_extensions(self):
        setting = self.env["jn.setting"].search([("code", "=", "extension.limit")])
        values = {"setting_id": setting.id, "unit_id": self.county.id, "value": "0", "why": "we are quick"}
        self.env["jn.setting.value"].create(values)
        with self.assertRaises(NotPossible):
            self.ask()
        self.assertNotIn("extension_asked", [button["event"] for button in self.by("liaison", self.work).flow_buttons])

    def test_the_flag_without_the_extension_is_kept(self):
        self.ask()
        self.by("supervisor", self.work).decide_extension(True)
        self.wait(4 * 24)
        self.repair(self.case)
        row = self.work._flow_deadlines().filtered(lambda row: row.extension_id)
        self.assertEqual((row.state, row.original_state), ("met", "missed"))

    def test_an_upheld_objection_gives_fresh_limits_to_the_right_window(self):
        self.by("liaison", self.work).object_assignment("not ours")
        self.wait(5)
        self.by("supervisor", self.work).decide_objection(True, "theirs", self.window_b.code)
        again = self.case.rectification_ids - self.work
        now = self.env["jn.clock"]._now()
        rows = again._flow_deadlines().filtered(lambda row: row.timer_id.code == "call")
        self.assertEqual((again.unit_id, rows.started_at), (self.window_b, now))
        self.assertFalse(self.work._flow_deadlines().filtered(lambda row: not row.ended_at))

    def test_a_rejected_objection_costs_the_window_its_time(self):
        due = self.work.call_due_at
        self.by("liaison", self.work).object_assignment("not ours")
        self.wait(5)
        self.by("supervisor", self.work).decide_objection(False, "it is yours")
        self.assertEqual((self.work.stage_code, self.work.call_due_at), ("calling", due))
