from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import errors

from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import const
from ..exceptions import NotPossible
from ..journey import Journey, is_travelling
from .common import OrgCase

START = datetime(2026, 11, 23, 2)


def hour(n):
    return START + timedelta(hours=n)


class FakeSweep:
    """A sweep whose work falls due at given moments; it remembers when it ran."""

    _description = "Fake work"

    def __init__(self, clock, name, due=(), batch=1, also=None):
        self.clock, self._name, self.batch, self.also = clock, name, batch, also
        self.due, self.done, self.woken = sorted(due), [], []

    def _sweep_next(self):
        return min(self.due, default=None)

    def _sweep_attempt(self):
        now = self.clock._now()
        ripe = [moment for moment in self.due if moment <= now][: self.batch]
        for moment in ripe:
            self.due.remove(moment)
            self.done.append((now, is_travelling()))
            if self.also:
                self.also(moment)
        return len(ripe)

    def _sweep_wake(self, at):
        self.woken.append(at)

    @property
    def moments(self):
        return [moment for moment, _travelling in self.done]


class BrokenSweep(FakeSweep):
    """Fails as often as told, then works."""

    failures = 0

    def _sweep_attempt(self):
        if self.failures and self._sweep_next() and self._sweep_next() <= self.clock._now():
            self.failures -= 1
            raise ValueError("broken")
        return super()._sweep_attempt()


@tagged("post_install", "-at_install")
class TestJourney(OrgCase):
    def setUp(self):
        super().setUp()
        self.clock = self.env["jn.clock"]
        self.clock._row().unlink()
        self.env.registry.clear_cache()
        self.enterContext(freeze_time(START))
        self.clock._make_rehearsal()
        self.admin_clock = self.clock.with_user(self.users["administrator"])

    def _fake(self, name, *due, cls=FakeSweep, **options):
        return cls(self.clock, name, due, **options)

    @contextmanager
    def _sweeps(self, *sweeps):
        with patch.object(self.env.registry["jn.sweep"], "_sweep_all", lambda model: list(sweeps)):
            yield

    def test_advance_goes_exactly_to_its_target(self):
        with self._sweeps():
            self.assertEqual(self.admin_clock.advance(48), "2026-11-25T02:00:00+00:00")
        self.assertEqual(self.clock._now(), hour(48))
        self.assertFalse(self.clock._row().target_at)

    def test_parts_of_an_hour_count(self):
        with self._sweeps():
            self.admin_clock.advance(0.25)
        self.assertEqual(self.clock._now(), START + timedelta(minutes=15))

    def test_work_is_done_at_the_moment_it_falls_due(self):
        sweep = self._fake("a", hour(3), hour(48), hour(1))
        with self._sweeps(sweep):
            self.admin_clock.advance(50)
        self.assertEqual(sweep.moments, [hour(1), hour(3), hour(48)])

    def test_work_due_exactly_at_the_target_is_done_and_later_work_is_not(self):
        sweep = self._fake("a", hour(2), hour(2) + timedelta(seconds=1))
        with self._sweeps(sweep):
            self.admin_clock.advance(2)
        self.assertEqual(sweep.moments, [hour(2)])

    def test_work_overdue_at_the_start_is_done_first(self):
        sweep = self._fake("a", hour(-5))
        with self._sweeps(sweep):
            self.admin_clock.advance(1)
        self.assertEqual(sweep.moments, [START])

    def test_sweeps_of_one_moment_run_in_order_until_all_are_quiet(self):
        order = []
        second = self._fake("second", hour(1), also=lambda moment: order.append("second"))
        first = self._fake("first", hour(1), also=lambda moment: order.append("first"))
        first.also = lambda moment: order.append("first") or (len(order) < 3 and second.due.append(moment))
        second.also = lambda moment: order.append("second") or (len(order) < 3 and first.due.append(moment))
        with self._sweeps(first, second):
            self.admin_clock.advance(1)
        self.assertEqual(order, ["first", "second", "second", "first"])
        self.assertEqual(set(first.moments + second.moments), {hour(1)})

    def test_work_made_on_the_way_is_done_in_its_time(self):
        sweep = self._fake("a", hour(1))
        sweep.also = lambda moment: moment == hour(1) and sweep.due.append(hour(4))
        with self._sweeps(sweep):
            self.admin_clock.advance(5)
        self.assertEqual(sweep.moments, [hour(1), hour(4)])

    def test_others_see_the_clock_move_on_the_way(self):
        seen = []

        def look(moment):
            seen.append(START + self.clock._offset())

        sweep = self._fake("a", hour(1), hour(3), also=look)
        with self._sweeps(sweep):
            self.admin_clock.advance(5)
        self.assertEqual(seen, [hour(1), hour(3)])

    def test_sweeps_run_as_the_system_with_no_context_of_the_caller(self):
        journey = Journey(self.env(user=self.users["administrator"], context={"active_test": False}))
        self.assertTrue(journey.env.su)
        self.assertEqual(journey.env.uid, 1)
        self.assertNotIn("active_test", journey.env.context)

    def test_crons_are_woken_once_at_the_end(self):
        sweep = self._fake("a", hour(1), hour(9))
        with self._sweeps(sweep):
            self.admin_clock.advance(2)
        self.assertEqual(sweep.woken, [hour(9)])
        self.assertEqual(sweep.done, [(hour(1), True)])
        self.assertFalse(is_travelling())

    def test_a_passing_failure_is_logged_and_overcome(self):
        sweep = self._fake("a", hour(1), cls=BrokenSweep)
        sweep.failures = const.FAULT_TRIES - 1
        with self._sweeps(sweep), self.assertLogs("odoo.addons.jn_org.journey", "ERROR") as logs:
            self.admin_clock.advance(2)
        self.assertEqual(len(logs.output), const.FAULT_TRIES - 1)
        self.assertEqual(sweep.moments, [hour(1)])

    @mute_logger("odoo.addons.jn_org.journey")
    def test_a_lasting_failure_ends_the_journey_with_a_clear_sentence(self):
        sweep = self._fake("a", hour(1), cls=BrokenSweep)
        sweep.failures = 100
        with self._sweeps(sweep), self.assertRaisesRegex(NotPossible, "stopped at 2026-11-23 03:00:00 UTC.*Fake work"):
            self.admin_clock.advance(2)
        self.assertEqual(sweep.failures, 100 - const.FAULT_TRIES)
        self.assertEqual(self.clock._now(), hour(1))

    @mute_logger("odoo.addons.jn_org.journey")
    def test_the_next_call_ends_the_interrupted_journey_and_adds_nothing(self):
        sweep = self._fake("a", hour(1), cls=BrokenSweep)
        sweep.failures = const.FAULT_TRIES
        with self._sweeps(sweep):
            with self.assertRaises(NotPossible):
                self.admin_clock.advance(48)
            self.admin_clock.advance(48)
            self.assertEqual(self.clock._now(), hour(48))
            self.admin_clock.advance(2)
        self.assertEqual(self.clock._now(), hour(50))

    def test_a_target_that_time_has_overtaken_is_forgotten(self):
        self.clock._row().target_at = hour(1)
        with freeze_time(hour(3)), self._sweeps():
            self.admin_clock.advance(2)
            self.assertEqual(self.clock._now(), hour(5))

    def test_a_sweep_that_never_becomes_quiet_ends_the_journey(self):
        sweep = self._fake("a", hour(1))
        sweep.also = sweep.due.append
        limit = patch.object(const, "MAX_BATCHES_PER_MOMENT", 10)
        with limit, self._sweeps(sweep), self.assertRaisesRegex(NotPossible, "cannot finish"):
            self.admin_clock.advance(2)
        self.assertEqual(len(sweep.done), 10)

    def test_the_lock_is_free_after_success_and_after_failure(self):
        def locks():
            self.cr.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            return self.cr.fetchone()[0]

        sweep = self._fake("a", hour(1), also=lambda moment: self.assertEqual(locks(), before + 1))
        before = locks()
        with self._sweeps(sweep):
            self.admin_clock.advance(2)
        self.assertEqual(locks(), before)
        broken = self._fake("b", hour(3), cls=BrokenSweep)
        broken.failures = 100
        with self._sweeps(broken), mute_logger("odoo.addons.jn_org.journey"), self.assertRaises(NotPossible):
            self.admin_clock.advance(2)
        self.assertEqual(locks(), before)

    def test_a_concurrent_change_is_claimed_again(self):
        model = self.env["jn.sweep"]
        answers = iter([errors.SerializationFailure(), errors.LockNotAvailable(), 7])

        def batch(sweep, limit):
            answer = next(answers)
            if isinstance(answer, Exception):
                raise answer
            return answer

        with (
            patch.object(self.env.registry["jn.sweep"], "_sweep_batch", batch),
            patch("odoo.addons.jn_org.models.jn_sweep.time.sleep") as sleep,
        ):
            self.assertEqual(model._sweep_attempt(), 7)
        self.assertEqual(sleep.call_count, 2)

    def test_concurrency_without_end_is_reported(self):
        def batch(sweep, limit):
            raise errors.SerializationFailure()

        with (
            patch.object(self.env.registry["jn.sweep"], "_sweep_batch", batch),
            patch("odoo.addons.jn_org.models.jn_sweep.time.sleep"),
            self.assertRaises(errors.SerializationFailure),
        ):
            self.env["jn.sweep"]._sweep_attempt()
