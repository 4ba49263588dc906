from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .. import const
from .common import OrgCase

START = datetime(2026, 11, 23, 2)


@tagged("post_install", "-at_install")
class TestSweep(OrgCase):
    def setUp(self):
        super().setUp()
        self.sweep = self.env["jn.sweep"]
        self.sweep_class = self.env.registry["jn.sweep"]
        self.env["jn.clock"]._row().unlink()
        self.env.registry.clear_cache()

    def _cron(self):
        """A cron that runs the abstract sweep, which no room has."""
        cron = self.env["ir.cron"].create(
            {
                "name": "Test sweep",
                "model_id": self.env["ir.model"]._get_id("jn.sweep"),
                "state": "code",
                "code": "model._cron_sweep()",
                "interval_number": 1,
                "interval_type": "days",
            }
        )
        self.env.registry.clear_cache()
        return cron

    def _triggers(self, cron):
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).mapped("call_at")

    def test_a_sweep_must_say_what_it_does(self):
        with self.assertRaises(NotImplementedError):
            self.sweep._sweep_next()
        with self.assertRaises(NotImplementedError):
            self.sweep._sweep_batch(1)

    def test_all_sweeps_are_found_in_their_order(self):
        names = ["jn.sweep", "jn.unit", "jn.matter", "jn.calendar"]
        order = patch.object(self.env.registry["jn.calendar"], "_sweep_order", 5, create=True)
        rest = [
            patch.object(self.env.registry[name], "_sweep_order", 100, create=True) for name in ("jn.unit", "jn.matter")
        ]
        with patch.object(self.env.registry, "descendants", lambda *args: names), order, rest[0], rest[1]:
            found = [sweep._name for sweep in self.sweep._sweep_all()]
        self.assertEqual(found, ["jn.calendar", "jn.matter", "jn.unit"])

    def test_a_cron_that_is_switched_off_is_woken_for_later_only(self):
        cron, later = self._cron(), datetime(2100, 1, 1)
        cron.active = False
        self.assertFalse(cron._trigger())
        self.assertEqual(cron._trigger(at=[START, later]).mapped("call_at"), [later])
        self.assertEqual(self._triggers(cron), [later])

    def test_a_cron_runs_batches_until_nothing_is_due(self):
        batches, limits = [500, 20, 0, 9], []

        def batch(sweep, limit):
            limits.append(limit)
            return batches.pop(0)

        with patch.object(self.sweep_class, "_sweep_batch", batch):
            self.sweep._cron_sweep()
        self.assertEqual(batches, [9])
        self.assertEqual(limits, [const.SWEEP_BATCH] * 3)

    def test_a_cron_stops_when_its_time_is_up(self):
        calls = []
        with (
            patch.object(self.sweep_class, "_sweep_batch", lambda sweep, limit: 1),
            patch.object(
                self.sweep_class, "_sweep_progress", lambda sweep, done, remaining: calls.append((done, remaining)) or 0
            ),
        ):
            self.sweep._cron_sweep()
        self.assertEqual(calls, [(0, 1), (1, 1)])

    def test_a_cron_leaves_while_the_clock_is_advanced(self):
        ran = []
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_lock(hashtextextended('jn.sweep', 0))")
            with patch.object(self.sweep_class, "_sweep_batch", lambda sweep, limit: ran.append(1) or 0):
                self.sweep._cron_sweep()
            self.assertFalse(ran)
            other.execute("SELECT pg_advisory_unlock(hashtextextended('jn.sweep', 0))")
            with patch.object(self.sweep_class, "_sweep_batch", lambda sweep, limit: ran.append(1) or 0):
                self.sweep._cron_sweep()
        self.assertTrue(ran)

    def test_two_crons_sweep_at_once(self):
        ran = []
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_lock_shared(hashtextextended('jn.sweep', 0))")
            with patch.object(self.sweep_class, "_sweep_batch", lambda sweep, limit: ran.append(1) or 0):
                self.sweep._cron_sweep()
            other.execute("SELECT pg_advisory_unlock_shared(hashtextextended('jn.sweep', 0))")
        self.assertTrue(ran)

    def test_a_failing_sweep_gives_the_lock_back(self):
        def fail(sweep, limit):
            raise ValueError("broken")

        with patch.object(self.sweep_class, "_sweep_batch", fail), self.assertRaises(ValueError):
            self.sweep._cron_sweep()
        with self.registry.cursor() as other:
            other.execute("SELECT pg_try_advisory_lock(hashtextextended('jn.sweep', 0))")
            self.assertTrue(other.fetchone()[0])

    def test_waking_counts_in_the_real_time_of_crons(self):
        with freeze_time(START):
            cron = self._cron()
            self.env["jn.clock"]._make_rehearsal(START - timedelta(days=100))
            self.sweep._sweep_wake(START - timedelta(days=98))
        self.assertEqual(self._triggers(cron), [START + timedelta(days=2)])

    def test_staff_wake_sweeps_by_what_they_do(self):
        with freeze_time(START):
            cron = self._cron()
            self.sweep.with_user(self.users["liaison"])._sweep_wake(START + timedelta(hours=1))
        self.assertEqual(self._triggers(cron), [START + timedelta(hours=1)])

    def test_nothing_due_wakes_nothing(self):
        cron = self._cron()
        self.sweep._sweep_wake(None)
        self.assertFalse(self._triggers(cron))

    def test_nothing_is_woken_during_a_journey(self):
        cron = self._cron()
        with patch("odoo.addons.jn_org.models.jn_sweep.is_travelling", lambda: True):
            self.sweep._sweep_wake(START)
        self.assertFalse(self._triggers(cron))
