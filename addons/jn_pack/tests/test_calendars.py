from datetime import date, time

from .common import PackCase, as_files, small_data


class TestCalendars(PackCase):
    def setUp(self):
        super().setUp()
        self.apply()
        self.calendar = self.env["jn.calendar"].search([("code", "=", "test")])

    def change(self, **values):
        data = small_data()
        data["calendar.yaml"]["calendars"]["test"].update(values)
        self.apply(data)
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_the_file_becomes_a_calendar_to_reckon_with(self):
        rules = self.calendar._rules_calendar()
        self.assertEqual(rules.hours, {0: ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))})
        self.assertEqual((rules.off, rules.on), ({date(2026, 1, 1)}, {date(2026, 1, 4)}))
        self.assertEqual(rules.years, {2026})

    def test_hours_change_even_when_all_of_them_do(self):
        self.change(hours=[{"weekday": "tuesday", "from": "09:00", "to": "24:00"}])
        self.assertEqual(self.calendar._rules_calendar().hours, {1: ((time(9), time(0)),)})

    def test_hours_that_overlap_the_old_ones_take_their_place(self):
        self.change(hours=[{"weekday": "monday", "from": "11:00", "to": "14:00"}])
        self.assertEqual(self.calendar._rules_calendar().hours, {0: ((time(11), time(14)),)})

    def test_a_holiday_may_become_a_working_day(self):
        self.change(off=[], on=[{"date": "2026-01-01", "name": "上班"}])
        self.assertEqual(self.calendar._rules_calendar().on, {date(2026, 1, 1)})

    def test_a_year_is_loaded_and_unloaded(self):
        self.change(years=[2026, 2027])
        self.assertEqual(self.calendar._rules_calendar().years, {2026, 2027})
        self.change(years=[2027])
        self.assertEqual(self.calendar._rules_calendar().years, {2027})

    def test_a_calendar_inherits_from_another_of_the_file_in_any_order(self):
        data = small_data()
        child = {"hours": [], "name": "子", "off": [], "on": [], "parent": "test", "tz": "Asia/Shanghai", "years": []}
        data["calendar.yaml"]["calendars"]["a_child"] = child
        self.apply(data)
        found = self.env["jn.calendar"].search([("code", "=", "a_child")])
        self.assertEqual(found.parent_id, self.calendar)
        self.assertEqual(found._rules_calendar().years, {2026})
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_a_calendar_made_by_hand_is_taken_over(self):
        hour = {"weekday": "0", "hour_from": 9, "hour_to": 10}
        hand = self.env["jn.calendar"].create({"code": "hand", "name": "hand", "hour_ids": [(0, 0, hour)]})
        data = small_data()
        data["calendar.yaml"]["calendars"]["hand"] = data["calendar.yaml"]["calendars"]["test"]
        self.apply(data)
        self.assertEqual(hand.pack_id.code, "small")
        self.assertEqual(hand.hour_ids.mapped("hour_from"), [8.5, 13.5])

    def test_a_calendar_that_units_work_by_stays_when_the_file_drops_it(self):
        self.county.calendar_id = self.calendar
        data = small_data()
        data["calendar.yaml"]["calendars"] = {"new": data["calendar.yaml"]["calendars"]["test"]}
        self.apply(data)
        self.assertTrue(self.calendar.exists())
        self.assertFalse(self.calendar.pack_id)
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_a_calendar_that_nobody_works_by_goes_when_the_file_drops_it(self):
        data = small_data()
        del data["calendar.yaml"]
        self.apply(data)
        self.assertFalse(self.calendar.exists())
