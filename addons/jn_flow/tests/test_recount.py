from odoo.tests import tagged

from .common import FlowCase
from .flows import EXTENSIBLE


@tagged("post_install", "-at_install")
class TestRecount(FlowCase):
    """Decision B4: loading a year settles what was provisional for want of it."""

    def setUp(self):
        super().setUp()
        self.apply(EXTENSIBLE)
        self.calendar.year_ids.unlink()
        self.recount = self.env["jn.flow.recount"]

    def load(self, *days):
        """Load 2026 with further holidays."""
        for day in days:
            self.env["jn.calendar.day"].create({"calendar_id": self.calendar.id, "date": day, "kind": "off"})
        self.env["jn.calendar.year"].create({"calendar_id": self.calendar.id, "year": 2026})

    def test_without_the_year_there_is_nothing_to_do(self):
        self.permits(stage="working")
        self.assertIsNone(self.recount._sweep_next())
        self.assertEqual(self.recount._sweep_batch(), 0)

    def test_loading_the_year_computes_the_limit_anew_and_says_so(self):
        permit = self.permits(stage="working")
        self.load("2026-11-26", "2026-11-27")
        self.assertEqual(self.recount._sweep_next(), self.at("2026-11-23 10:00"))
        self.recount._sweep_batch()
        row = self.deadline(permit, "report").with_context(lang="en_US")
        # Thursday is a holiday now, and so is Friday: Monday 24:00
        self.assertEqual((row.due_at, row.provisional, row.state), (self.at("2026-12-01 00:00"), False, "running"))
        self.assertEqual(permit.report_due_at, row.due_at)
        self.assertIn("computed anew", row.changes_text)
        self.assertIn("before: 2026/11/26 24:00", row.changes_text)
        self.assertNotIn("provisional", row.explanation)

    def test_a_limit_that_counts_from_it_goes_along(self):
        permit = self.permits(stage="working")
        self.load("2026-11-26", "2026-11-27")
        self.recount._sweep_batch()
        self.assertEqual(self.deadline(permit, "lapse").due_at, self.at("2026-12-04 00:00"))
        self.assertFalse(self.deadline(permit, "lapse").provisional)

    def test_a_second_run_finds_nothing(self):
        self.permits(3, stage="working")
        self.load()
        self.assertEqual(self.recount._sweep_batch(), 6)  # report and lapse of each
        self.assertEqual(self.recount._sweep_batch(), 0)
        self.assertIsNone(self.recount._sweep_next())

    def test_a_batch_takes_no_more_than_its_limit(self):
        self.permits(3, stage="working")
        self.load()
        self.assertEqual([self.recount._sweep_batch(2) for _turn in range(3)], [2, 2, 0])

    def test_a_pause_is_kept(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("parked")
        self.freeze("2026-11-24 16:00")
        permit._flow_fire("unparked")
        before = self.deadline(permit, "report")
        self.assertEqual((before.due_at, before.provisional), (self.at("2026-11-28 00:00"), True))
        self.load("2026-11-26")
        self.recount._sweep_batch()
        row = self.deadline(permit, "report")
        # Thursday 24:00 rolls to Friday 24:00, and a day of pause makes it Saturday, which rolls to Monday
        self.assertEqual((row.due_at, row.provisional), (self.at("2026-12-01 00:00"), False))
        self.assertIn("paused", row.with_context(lang="en_US").changes_text)

    def test_what_stands_still_stands_still_with_its_new_sum(self):
        permit = self.permits(stage="parked")
        self.load("2026-11-26")
        self.recount._sweep_batch()
        row = self.deadline(permit, "report")
        self.assertEqual((row.state, row.due_at, row.provisional), ("paused", self.at("2026-11-28 00:00"), False))
        self.assertFalse(permit.next_due_at)
        self.freeze("2026-11-24 10:00")
        permit._flow_fire("unparked")
        self.assertEqual(self.deadline(permit, "report").state, "running")

    def test_an_extension_is_kept_with_who_granted_it(self):
        permit = self.permits(stage="working")
        permit.with_user(self.users["liaison"]).ask_extension("report", 1, "the witness is away")
        permit.with_user(self.users["supervisor"]).decide_extension(True)
        self.load("2026-11-26", "2026-11-27")
        self.recount._sweep_batch()
        row = self.deadline(permit, "report").with_context(lang="en_US")
        # Monday 24:00 and a day
        self.assertEqual((row.due_at, row.provisional), (self.at("2026-12-02 00:00"), False))
        self.assertEqual(row.original_due_at, self.at("2026-11-27 00:00"))
        self.assertIn("the witness is away", row.changes_text)
        self.assertLess(row.changes_text.index("the witness"), row.changes_text.index("+ 1 natural days"))

    def test_what_is_not_over_any_more_runs_again(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-27 09:00")
        self.sweep()
        self.assertEqual(self.deadline(permit, "report").state, "missed")
        self.load("2026-11-26")
        self.recount._sweep_batch()
        self.assertEqual(self.deadline(permit, "report").state, "running")

    def test_what_has_ended_stays_as_it_was(self):
        permit = self.permits(stage="working")
        permit._flow_fire("finished")
        due = self.deadline(permit, "report").due_at
        self.load("2026-11-26")
        self.recount._sweep_batch()
        self.assertEqual((self.deadline(permit, "report").due_at, self.deadline(permit, "report").provisional), (due, True))

    def test_another_year_settles_nothing(self):
        self.permits(stage="working")
        self.env["jn.calendar.year"].create({"calendar_id": self.calendar.id, "year": 2027})
        self.assertIsNone(self.recount._sweep_next())

    def test_loading_a_year_wakes_the_cron(self):
        cron = self.env.ref("jn_flow.cron_recount")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.load()
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), before + 1)

    def test_the_passport_names_the_calendar_where_it_matters(self):
        self.load()
        permit = self.permits(stage="working")
        self.assertIn("Test calendar", self.deadline(permit, "report").with_context(lang="en_US").basis_text)
        self.assertNotIn("calendar", self.deadline(permit, "work").with_context(lang="en_US").basis_text)
