import base64
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.http import serialize_exception
from odoo.tests import Form, tagged

from odoo.addons.jn_rules.holidays import Day

from ..const import ROLES
from ..exceptions import BadInput, NotAllowed
from .common import OrgCase

CSV = "date,kind,name\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-10,on,调休\n"


@tagged("post_install", "-at_install")
class TestCalendarLoad(OrgCase):
    """Decision B4: a year's holidays and make-up days come at once, from the tables or from a file."""

    def setUp(self):
        super().setUp()
        self.calendar = self.calendar.with_env(self.env)

    def load(self, year=2027, text=CSV, calendar=None):
        days = self.env["jn.calendar"]._csv_days(text.encode(), year)
        return (calendar or self.calendar)._load_year(year, days)

    def form(self, **values):
        action = self.calendar.action_load_year()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        for name, value in values.items():
            form[name] = value
        return form

    def test_a_year_of_the_tables_is_loaded(self):
        self.assertGreater(self.calendar._load_year(2025, self.env["jn.calendar"]._library_days(2025)), 20)
        rules = self.calendar._rules_calendar()
        self.assertIn(2025, rules.years)
        self.assertFalse(rules.is_working(date(2025, 10, 1)))
        self.assertTrue(rules.is_working(date(2025, 10, 11)))

    def test_a_year_that_the_tables_do_not_know_is_told_with_what_to_do(self):
        with self.assertRaisesRegex(BadInput, "2031 is not among them. Load it from a CSV file"):
            self.env["jn.calendar"]._library_days(2031)

    def test_a_file_is_loaded_without_what_is_free_anyway(self):
        self.assertEqual(self.load(), 2)
        rows = self.calendar.day_ids.filtered(lambda row: row.date.year == 2027)
        self.assertEqual([(str(row.date), row.kind, row.name) for row in rows.sorted("date")],
                         [("2027-01-01", "off", "元旦"), ("2027-01-10", "on", "调休")])
        self.assertIn(2027, self.calendar._years())

    def test_the_same_days_again_write_nothing(self):
        self.load()
        before = self.calendar.day_ids
        self.assertEqual(self.load(), 0)
        self.assertEqual(self.calendar.day_ids, before)

    def test_other_days_again_are_refused_with_the_first_that_differs(self):
        self.load()
        with self.assertRaisesRegex(BadInput, "2027-01-04: a day like any other of its weekday in the calendar, Holiday in"):
            self.load(text=CSV + "2027-01-04,off,x\n2027-01-05,off,x\n")
        with self.assertRaisesRegex(BadInput, "2027-01-01: Holiday in the calendar"):
            self.load(text="date,kind\n2027-01-10,on\n")
        self.assertEqual(len(self.calendar.day_ids.filtered(lambda row: row.date.year == 2027)), 2)

    def test_a_day_entered_by_hand_before_is_taken_over(self):
        self.env["jn.calendar.day"].create({"calendar_id": self.calendar.id, "date": "2027-01-01", "kind": "on"})
        self.load()
        row = self.calendar.day_ids.filtered(lambda day: str(day.date) == "2027-01-01")
        self.assertEqual((row.kind, row.name), ("off", "元旦"))

    def test_a_mistake_in_the_file_is_told_with_its_line(self):
        for text, words in (
            ("date,kind\n2027-13-01,off\n", "Line 2: “2027-13-01” is no date"),
            ("date,kind\n2027-01-01,maybe\n", "Line 2: “maybe” is no kind of day"),
            ("date,kind\n2026-01-01,off\n", "Line 2: 2026-01-01 is not in 2027"),
            ("date,kind\n2027-01-01,off\n2027-01-01,on\n", "Line 3: 2027-01-01 is there twice"),
            ("one,two\n", "must name the columns"),
        ):
            with self.subTest(text=text), self.assertRaisesRegex(BadInput, words):
                self.load(text=text)

    def test_chinese_words_are_read_by_who_reads_chinese(self):
        calendars = self.env["jn.calendar"].with_context(lang="zh_CN")
        kind = calendars._day_words()["off"]
        text = f"日期,类型,名称\n2027-01-01,{kind},元旦\n"
        self.assertEqual(calendars._csv_days(text.encode("gb18030"), 2027), {date(2027, 1, 1): Day("off", "元旦")})

    def test_rooms_above_hear_of_a_loaded_year_once_its_days_are_there(self):
        heard = []

        def hear(calendar, year):
            heard.append((calendar, year, len(calendar.day_ids.filtered(lambda row: row.date.year == year))))

        with patch.object(type(self.calendar), "_year_loaded", hear):
            self.load()
            self.load()
        self.assertEqual(heard, [(self.calendar, 2027, 2)])

    def test_a_county_sees_what_it_inherits_and_what_is_its_own(self):
        self.load()
        child = self.env["jn.calendar"].create({"code": "child", "name": "Child", "parent_id": self.calendar.id})
        own = self.env["jn.calendar.day"].create({"calendar_id": child.id, "date": "2027-01-01", "kind": "on"})
        self.assertNotIn(date(2027, 1, 1), child.inherited_day_ids.mapped("date"))
        self.assertIn(date(2027, 1, 10), child.inherited_day_ids.mapped("date"))
        self.assertEqual((child.day_ids, child.inherited_years), (own, "2026, 2027"))

    def test_a_year_loaded_above_is_loaded_below(self):
        self.load()
        child = self.env["jn.calendar"].create({"code": "child", "name": "Child", "parent_id": self.calendar.id})
        self.assertEqual(self.load(calendar=child), 0)
        self.assertFalse(child.day_ids)

    def test_a_calendar_without_working_time_is_refused(self):
        with self.assertRaisesRegex(BadInput, "has no working time. Give it hours"):
            self.env["jn.calendar"].create({"code": "idle", "name": "Idle"})

    def test_the_form_begins_with_the_next_year_and_shows_the_days(self):
        self.freeze("2026-11-23 10:00")
        form = self.form()
        self.assertEqual(form.year, 2027)
        form.source = "file"
        form.file = base64.b64encode(CSV.encode())
        self.assertIn("2027-01-10  Make-up working day  调休", form.preview)
        action = form.save().action_load()
        self.assertIn("2 days of 2027", action["params"]["message"])

    def test_the_form_says_what_is_missing_or_wrong(self):
        form = self.form(year=2031)
        self.assertIn("Load it from a CSV file", form.preview)
        form.source = "file"
        with self.assertRaisesRegex(BadInput, "Choose the CSV file"):
            form.save().action_load()

    def test_only_administrators_load_years(self):
        for role, _label in ROLES:
            if role != "administrator":
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self.env["jn.calendar.load"].with_user(self.users[role]).create({"calendar_id": self.calendar.id})
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self.calendar.with_user(self.users[role])._load_year(2027, {date(2027, 1, 1): Day("off", "")})
        values = {"calendar_id": self.calendar.id, "year": 2025}
        self.env["jn.calendar.load"].with_user(self.users["administrator"]).create(values).action_load()
        self.assertIn(2025, self.calendar._years())


@tagged("post_install", "-at_install")
class TestRefusals(OrgCase):
    def test_the_web_client_shows_a_refusal_as_a_sentence(self):
        for error in (BadInput("x"), NotAllowed("x")):
            told = serialize_exception(error)
            self.assertEqual(told["context"]["exception_class"], "odoo.exceptions.UserError")
            self.assertEqual(told["arguments"], ("x",))
