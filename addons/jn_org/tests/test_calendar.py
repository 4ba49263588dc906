from datetime import date, time

from psycopg2 import IntegrityError

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import BadInput, YearNotLoaded
from ..models.jn_calendar import BUILT_IN
from .common import OrgCase

NATIONAL_DAY, MAKE_UP_SATURDAY = date(2026, 10, 1), date(2026, 10, 10)


@tagged("post_install", "-at_install")
class TestCalendar(OrgCase):
    def _child(self, **values):
        child = {"code": "child", "name": "Child", "tz": "Asia/Shanghai", "parent_id": self.calendar.id}
        return self.env["jn.calendar"].create(child | values)

    def test_a_calendar_becomes_rules(self):
        rules = self.calendar._rules_calendar()
        self.assertEqual((rules.name, rules.tz, rules.years), ("test", "Asia/Shanghai", {2026}))
        self.assertEqual(rules.hours[0], ((time(9), time(12)), (time(13), time(17))))
        self.assertFalse(rules.is_working(NATIONAL_DAY))
        self.assertTrue(rules.is_working(MAKE_UP_SATURDAY))

    def test_hours_run_to_midnight_and_to_the_minute(self):
        night = self._child(hour_ids=[Command.create({"weekday": "5", "hour_from": 20.75, "hour_to": 24})])
        self.assertEqual(night._rules_calendar().hours[5], ((time(20, 45), time(0)),))

    def test_the_nearest_calendar_up_the_tree_holds(self):
        self.assertEqual(self.window_a._calendar().name, "test")
        self.hall.calendar_id = self._child()
        self.assertEqual(self.window_a._calendar().name, "child")
        self.assertEqual(self.county._calendar().name, "test")

    def test_without_a_calendar_above_the_default_one_holds(self):
        default = self.env["jn.calendar"]._default() or self._child(code="default")
        self.assertEqual(self.department._calendar().name, default.code)

    def test_without_any_calendar_weekends_are_known_and_no_year(self):
        rules = self.env["jn.calendar"]._rules_calendar()
        self.assertEqual(rules, BUILT_IN)
        self.assertFalse(rules.years)
        self.assertTrue(rules.is_working(date(2026, 11, 23)))
        self.assertFalse(rules.is_working(date(2026, 11, 22)))

    def test_a_change_counts_at_once(self):
        self.assertTrue(self.window_a._calendar().is_working(date(2026, 10, 2)))
        holiday = self.env["jn.calendar.day"].create({"calendar_id": self.calendar.id, "date": "2026-10-02"})
        self.assertFalse(self.window_a._calendar().is_working(date(2026, 10, 2)))
        holiday.kind = "on"
        self.assertTrue(self.window_a._calendar().is_working(date(2026, 10, 2)))
        holiday.kind = "off"
        holiday.unlink()
        self.assertTrue(self.window_a._calendar().is_working(date(2026, 10, 2)))

    def test_a_moved_unit_takes_the_new_calendar_at_once(self):
        self.assertEqual(self.window_a._calendar().name, "test")
        office = self._make_unit("office", "Other office", calendar_id=self._child().id)
        self.window_a.parent_id = office
        self.assertEqual(self.window_a._calendar().name, "child")

    def test_a_calendar_is_asked_once_until_something_changes(self):
        self.assertTrue(self.window_a._calendar())
        self.env.invalidate_all()
        with self.assertQueryCount(0):
            self.window_a._calendar()

    def test_any_role_may_compute_with_calendars(self):
        clerk = self.users["window_clerk"]
        self.assertEqual(self.window_a.with_user(clerk)._calendar().name, "test")

    def test_a_child_inherits_what_it_does_not_set(self):
        rules = self._child()._rules_calendar()
        parent = self.calendar._rules_calendar()
        self.assertEqual(
            (rules.hours, rules.off, rules.on, rules.years), (parent.hours, parent.off, parent.on, parent.years)
        )

    def test_a_child_goes_before_its_parent_day_by_day(self):
        child = self._child(
            hour_ids=[Command.create({"weekday": "4", "hour_from": 9, "hour_to": 12})],
            day_ids=[Command.create({"date": NATIONAL_DAY, "kind": "on"})],
            year_ids=[Command.create({"year": 2027})],
        )
        rules = child._rules_calendar()
        self.assertEqual(rules.hours[4], ((time(9), time(12)),))
        self.assertEqual(len(rules.hours[3]), 2)
        self.assertTrue(rules.is_working(NATIONAL_DAY))
        self.assertEqual(rules.years, {2026, 2027})

    def test_a_change_of_the_parent_reaches_the_child(self):
        child = self._child()
        self.assertEqual(child._rules_calendar().years, {2026})
        self.calendar.year_ids = [Command.create({"year": 2027})]
        self.assertEqual(child._rules_calendar().years, {2026, 2027})

    def test_no_calendar_inherits_from_itself(self):
        child = self._child()
        with self.assertRaisesRegex(BadInput, "cannot inherit from itself"):
            self.calendar.parent_id = child

    def test_a_calendar_without_working_time_is_refused(self):
        with self.assertRaisesRegex(BadInput, "has no working time"):
            self._child(parent_id=False)

    def test_the_last_working_time_cannot_be_taken_away(self):
        with self.assertRaisesRegex(BadInput, "has no working time"):
            self.calendar.hour_ids.unlink()
        with self.assertRaisesRegex(BadInput, "has no working time"):
            self.calendar.hour_ids = [Command.clear()]

    def test_a_calendar_goes_with_all_its_hours(self):
        self.city.calendar_id = False
        self.calendar.unlink()
        self.assertFalse(self.calendar.exists())

    def test_overlapping_hours_are_refused(self):
        with self.assertRaisesRegex(BadInput, "overlap"):
            self.calendar.hour_ids = [Command.create({"weekday": "0", "hour_from": 11, "hour_to": 14})]

    def test_impossible_hours_are_refused(self):
        for start, end in ((12, 9), (9, 9), (-1, 9), (9, 25)):
            with (
                self.subTest(start=start, end=end),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self._child(code=f"x{start}{end}").hour_ids.create(
                    {"calendar_id": self.calendar.id, "weekday": "6", "hour_from": start, "hour_to": end}
                )

    def test_a_day_stands_once_in_a_calendar(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.calendar.day_ids.create({"calendar_id": self.calendar.id, "date": NATIONAL_DAY})

    def test_a_year_that_is_not_loaded_is_refused_in_words(self):
        self.calendar._require_year(2026)
        self._child()._require_year(2026)
        with self.assertRaisesRegex(YearNotLoaded, "holidays of 2027 are not loaded in “Test calendar”"):
            self.calendar._require_year(2027)
