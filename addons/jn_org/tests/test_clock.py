from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import BadInput, NotAllowed, NotPossible
from .common import OrgCase, at

REAL = "2026-11-23 02:00:00"


@tagged("post_install", "-at_install")
class TestClock(OrgCase):
    def setUp(self):
        super().setUp()
        self.clock = self.env["jn.clock"]
        self.clock._row().unlink()
        self.env.registry.clear_cache()
        self.enterContext(freeze_time(REAL))

    def _advance(self, hours, role="administrator", **context):
        return call_kw(self.clock.with_user(self.users[role]), "advance", [hours], {"context": context})

    def test_an_ordinary_clock_shows_the_real_time(self):
        self.assertFalse(self.clock._is_rehearsal())
        self.assertEqual(self.clock._now(), datetime(2026, 11, 23, 2))
        self.assertEqual(self.clock._offset(), timedelta())

    def test_now_says_its_offset(self):
        self.assertEqual(self.clock.now(), "2026-11-23T02:00:00+00:00")

    def test_everybody_may_ask_for_the_time(self):
        for role, user in self.users.items():
            with self.subTest(role=role):
                now = call_kw(self.clock.with_user(user), "now", [], {})
                self.assertEqual(datetime.fromisoformat(now).utcoffset(), timedelta())

    def test_moments_have_no_fractions(self):
        with freeze_time("2026-11-23 02:00:00.987"):
            self.assertEqual(self.clock._now().microsecond, 0)
        with self.clock._frozen(datetime(2026, 1, 1, 0, 0, 0, 5)):
            self.assertEqual(self.clock._now(), datetime(2026, 1, 1))

    def test_an_ordinary_clock_costs_no_query(self):
        self.clock._now()
        with self.assertQueryCount(0):
            self.clock._now()

    def test_a_rehearsals_clock_is_read_once_in_a_transaction_and_moved_in_it_at_once(self):
        self.clock._make_rehearsal(at("2026-12-01 08:00"))
        self.clock._now()  # which row it is, is remembered for good
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.assertEqual([self.clock.with_user(user)._now() for user in self.users.values()], [datetime(2026, 12, 1)] * len(self.users))
        self.clock._stand_at(at("2027-01-01 08:00"))
        self.assertEqual(self.clock._now(), datetime(2027, 1, 1))
        self.env.invalidate_all()
        self.assertEqual(self.clock._now(), datetime(2027, 1, 1))

    def test_a_frozen_clock_stands_still_and_goes_on_afterwards(self):
        with self.clock._frozen(at("2026-01-01 08:00")):
            with self.clock._frozen(at("2026-02-01 08:00")):
                self.assertEqual(self.clock._now(), datetime(2026, 2, 1))
            self.assertEqual(self.clock._now(), datetime(2026, 1, 1))
        self.assertEqual(self.clock._now(), datetime(2026, 11, 23, 2))

    def test_no_context_of_a_caller_moves_the_clock(self):
        forged = {"frozen": "2030-01-01", "jn_org_frozen_moment": "2030-01-01", "now": "2030-01-01"}
        self.assertEqual(call_kw(self.clock, "now", [], {"context": forged}), "2026-11-23T02:00:00+00:00")

    def test_a_rehearsal_clock_may_start_in_the_past(self):
        self.clock._make_rehearsal(at("2019-06-01 09:00"))
        self.assertTrue(self.clock._is_rehearsal())
        self.assertEqual(self.clock._now(), datetime(2019, 6, 1, 1))
        with freeze_time("2026-11-23 03:00:00"):
            self.assertEqual(self.clock._now(), datetime(2019, 6, 1, 2))

    def test_a_rehearsal_clock_starts_at_the_real_time_by_itself(self):
        self.clock._make_rehearsal()
        self.assertEqual(self.clock._now(), datetime(2026, 11, 23, 2))

    def test_a_database_becomes_a_rehearsal_once(self):
        self.clock._make_rehearsal()
        with self.assertRaisesRegex(NotPossible, "has a rehearsal clock already"):
            self.clock._make_rehearsal()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.clock.create({})

    def test_advance_is_refused_in_an_ordinary_database(self):
        with self.assertRaisesRegex(NotPossible, "made for rehearsal"):
            self._advance(1)

    def test_advance_is_for_administrators(self):
        self.clock._make_rehearsal()
        for role in set(self.users) - {"administrator"}:
            with self.subTest(role=role), self.assertRaisesRegex(NotAllowed, "Only administrators"):
                self._advance(1, role)

    def test_advance_wants_a_sensible_number_of_hours(self):
        self.clock._make_rehearsal()
        for hours in (0, -1, "2", None, True, float("nan"), float("inf"), 24 * 400 + 1, [1]):
            with self.subTest(hours=hours), self.assertRaisesRegex(BadInput, "number above 0"):
                self._advance(hours)

    def test_nobody_writes_the_clock_over_rpc(self):
        row = self.clock._make_rehearsal()
        for role, user in self.users.items():
            mine = row.with_user(user)
            with self.subTest(role=role):
                for name, args in (
                    ("write", [row.ids, {"offset_seconds": 5}]),
                    ("create", [{}]),
                    ("unlink", [row.ids]),
                ):
                    with self.assertRaises(AccessError):
                        call_kw(mine, name, args, {})

    def test_not_even_an_access_row_opens_the_clock(self):
        row = self.clock._make_rehearsal()
        self.env["ir.model.access"].create(
            {
                "name": "A row somebody adds",
                "model_id": self.env["ir.model"]._get_id("jn.clock"),
                "perm_read": True,
                "perm_write": True,
            }
        )
        with self.assertRaisesRegex(NotAllowed, "kept by the system"):
            row.with_user(self.users["administrator"]).write({"offset_seconds": 5})

    def test_only_now_and_advance_are_public(self):
        for name in ("_frozen", "_make_rehearsal", "_stand_at", "_aim", "_arrive", "_now"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                get_public_method(self.clock, name)
