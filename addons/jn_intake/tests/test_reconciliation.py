"""Announced beside arrived: nobody gains by holding cases back (Art. 6)."""

from datetime import date, timedelta

from odoo.fields import Domain
from odoo.tests import tagged

from odoo.addons.jn_intake.models.jn_intake_coverage import EVER
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules.periods import Period

from .common import IntakeCase


@tagged("post_install", "-at_install")
class TestReconciliation(IntakeCase):
    def total(self, **values):
        return {"source": "test", "unit": self.window_a.code, "day": "2026-11-16", "completed": 3, **values}

    def announce(self, *items):
        return self.as_user("intake")["jn.intake.total"].announce(list(items))

    def coverage(self, role="administrator"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_user(role)["jn.intake.coverage"].search([("source", "=", "test")])

    # Announcing

    def test_a_total_is_taken_once(self):
        [first], [second] = self.announce(self.total()), self.announce(self.total())
        self.assertEqual((first["status"], second["status"]), ("created", "unchanged"))
        self.assertEqual({name: first[name] for name in ("source", "unit", "day")}, {
            "source": "test", "unit": self.window_a.code, "day": "2026-11-16",
        })

    def test_a_changed_word_replaces_the_older_one_and_both_stay_on_record(self):
        self.announce(self.total())
        [result] = self.announce(self.total(completed=1))
        self.assertEqual(result["status"], "updated")
        rows = self.env["jn.intake.total"].search([("source", "=", "test")], order="id")
        self.assertEqual([(row.completed, bool(row.replaced_at)) for row in rows], [(3, True), (1, False)])
        self.assertEqual(self.coverage().announced, 1)

    def test_zero_is_a_word_too(self):
        self.announce(self.total(completed=0))
        self.assertTrue(self.coverage().is_announced)

    def test_bad_totals_get_a_sentence_and_the_others_are_taken(self):
        bad = [
            {"unit": "nowhere"}, {"unit": None}, {"day": "16.11.2026"}, {"day": None}, {"day": "2026-11-17"}, {"completed": -1},
            {"completed": "3"}, {"completed": True}, {"completed": 10**9}, {"source": ""}, {"unit": ["x"]},
        ]
        results = self.announce(*(self.total(**change) for change in bad), "x", self.total())
        self.assertEqual([result["status"] for result in results], [*["rejected"] * (len(bad) + 1), "created"])
        self.assertTrue(all(result["error"] for result in results[:-1]))

    def test_what_is_no_list_is_refused(self):
        with self.assertRaisesRegex(BadInput, "list called items"):
            self.as_user("intake")["jn.intake.total"].announce({"unit": "x"})

    def test_a_sources_login_announces_for_no_other(self):
        source = self.env["jn.intake.source"].create({"code": "own", "name": "own"})
        source.sudo().user_id = self.users["intake"]
        with self.assertRaises(NotAllowed):
            self.announce(self.total())

    def test_a_window_system_announces_for_its_own_units_only(self):
        self.users["intake"].unit_ids = self.window_b
        results = self.announce(self.total(), self.total(unit=self.window_b.code))
        self.assertEqual([result["status"] for result in results], ["rejected", "created"])

    # Reconciling

    def test_what_was_announced_and_did_not_arrive_is_missing(self):
        self.announce(self.total())
        self.ingest()
        row = self.coverage()
        self.assertEqual((row.announced, row.arrived, row.missing, row.surplus), (3, 1, 2, 0))

    def test_more_than_announced_is_shown_and_nothing_is_missing(self):
        self.announce(self.total(completed=0))
        self.ingest()
        row = self.coverage()
        self.assertEqual((row.missing, row.surplus), (0, 1))

    def test_arrivals_that_nobody_announced_are_shown_as_such(self):
        self.ingest()
        row = self.coverage()
        self.assertEqual((row.is_announced, row.arrived, row.missing, row.surplus), (False, 1, 0, 0))

    def test_days_are_local_days(self):
        self.ingest(accepted_at="2026-11-13T08:00:00+08:00", completed_at="2026-11-15T00:10:00+08:00")
        self.assertEqual(self.coverage().day, date(2026, 11, 15))

    def test_late_arrivals_do_not_count_as_in_time_and_the_median_is_told(self):
        self.ingest(completed_at=self.iso(-1))
        self.ingest(completed_at=self.iso(-2))
        self.ingest(accepted_at=self.iso(-100), completed_at=self.iso(-60))
        rows = self.coverage().sorted("day")
        self.assertEqual(rows.mapped("in_time"), [0, 2])
        self.assertEqual([round(hours, 1) for hours in rows.mapped("median_hours")], [60, 1.5])

    def test_a_matter_that_is_not_completed_is_no_arrival(self):
        self.ingest(completed_at=None)
        self.assertFalse(self.coverage())

    def test_people_see_their_own_units(self):
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.announce(self.total(), self.total(unit=other.code))
        self.assertEqual(self.coverage("supervisor").unit_id, self.window_a)
        self.assertEqual(self.coverage("city_supervisor").unit_id, self.window_a | other)

    def test_who_sees_every_unit_names_none(self):
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.announce(self.total(), self.total(unit=other.code))
        person = self.whole_city()
        self.assert_sight_without_a_list("jn.intake.coverage", person)
        other.parent_id = False
        self.assertEqual(self.env["jn.intake.coverage"].with_user(person).search([]).unit_id, self.window_a)

    def test_the_cases_behind_a_row_open(self):
        case = self.ingest()
        self.ingest(unit=self.window_b.code)
        action = self.coverage().filtered(lambda row: row.unit_id == self.window_a).action_open_cases()
        self.assertEqual(self.env["jn.case"].search(action["domain"]), case)

    def test_a_case_that_went_to_another_unit_has_arrived_where_it_was_announced(self):
        self.announce(self.total(completed=1))
        case, other = self.ingest(), self.ingest(unit=self.window_b.code)
        case._move_to_unit(self.window_b, "theirs")
        rows = {row.unit_id: row for row in self.coverage()}
        self.assertEqual([(row.arrived, row.missing) for row in (rows[self.window_a], rows[self.window_b])], [(1, 0), (1, 0)])
        for unit, cases in ((self.window_a, case), (self.window_b, other)):
            self.assertEqual(self.env["jn.case"].search(rows[unit].action_open_cases()["domain"]), cases)

    def test_figures_add_up_in_groups(self):
        self.announce(self.total(), self.total(unit=self.window_b.code, completed=1))
        self.ingest()
        [(announced, missing)] = self.coverage()._read_group([("source", "=", "test")], [], ["announced:sum", "missing:sum"])
        self.assertEqual((announced, missing), (4, 3))

    def test_sheets_can_print_the_coverage_of_a_period(self):
        self.announce(self.total())
        self.ingest()
        self.ingest()
        units = self.window_a | self.window_b
        self.env.flush_all()
        found = self.env["jn.intake.coverage"]._coverage(Period(date(2026, 11, 1), date(2026, 11, 30)), units)
        self.assertEqual(found, {self.window_a: (3, 2)})

    def test_hiding_a_case_lowers_the_coverage_and_a_surplus_elsewhere_does_not_hide_it(self):
        self.announce(self.total(), self.total(day="2026-11-15", completed=0))
        self.ingest(accepted_at="2026-11-13T08:00:00+08:00", completed_at="2026-11-15T09:00:00+08:00")
        found = self.env["jn.intake.coverage"]._coverage(Period(date(2026, 11, 1), date(2026, 11, 30)), self.window_a)
        self.assertEqual(found, {self.window_a: (3, 0)})

    # Days

    def days(self, *domain):
        """The days that a query for this domain counts."""
        return self.env["jn.intake.coverage"]._days(Domain(list(domain)))

    def test_only_the_days_that_are_asked_for_are_counted(self):
        first, last = date(2026, 11, 3), date(2026, 11, 5)
        asked = [("day", ">=", "2026-11-03"), ("source", "=", "x"), ("day", "<=", "2026-11-05")]
        self.assertEqual(self.days(*asked), (first, last))
        self.assertEqual(self.days(("day", "in", ["2026-11-05", "2026-11-03"])), (first, last))
        self.assertEqual(self.days(("day", "=", first)), (first, first))
        self.assertEqual(self.days("|", ("day", "=", first), ("day", "=", last)), (first, last))
        self.assertEqual(self.days("|", ("day", "=", first), ("source", "=", "x")), EVER)

    def test_what_names_no_day_is_of_any(self):
        for domain in ([], [("source", "=", "x")], [("day", "=", False)], [("day", ">=", "x")], [("day", "!=", "2026-11-03")], [("id", "in", [])],
                       ["!", ("day", "=", "2026-11-03")]):
            with self.subTest(domain=domain):
                self.assertEqual(self.days(*domain), EVER)
        self.assertEqual(self.days(("day", ">", "2026-11-03"))[1], EVER[1])

    def test_days_and_numbers_out_of_reach_find_nothing_and_break_nothing(self):
        self.announce(self.total())
        rows = self.coverage()
        for leaf in (("id", "=", 2**62), ("id", "in", [2**62]), ("day", "<=", "0001-01-01"), ("day", ">=", "9999-12-31")):
            with self.subTest(leaf=leaf):
                self.assertFalse(rows.search([("source", "=", "test"), leaf]))
        self.assertEqual(rows.search([("source", "=", "test"), ("day", "<=", "9999-12-31"), ("day", ">=", "0001-01-01")]), rows)

    def test_a_rows_number_tells_its_day(self):
        self.announce(self.total(), self.total(day="2026-11-15"))
        rows = self.coverage()
        self.assertEqual({self.days(("id", "=", row.id)) for row in rows}, {(row.day, row.day) for row in rows})
        self.assertLess(max(rows.ids), 2**53)
        again = rows.browse(rows[-1:].ids)
        again.invalidate_recordset()
        self.assertEqual(again.announced, 3)

    def test_every_way_to_ask_for_days_finds_the_same_rows(self):
        self.announce(*(self.total(day=f"2026-11-{day}") for day in (13, 14, 15, 16)))
        mine = self.coverage()
        for domain in ([("day", ">", "2026-11-13"), ("day", "<", "2026-11-16")], [("day", "in", ["2026-11-14", "2026-11-15"])],
                       ["|", ("day", "=", "2026-11-14"), ("day", "=", "2026-11-15")], [("id", "in", mine[1:3].ids)]):
            with self.subTest(domain=domain):
                self.assertEqual(mine.search([("source", "=", "test"), *domain]), mine[1:3])

    def test_recent_is_since_yesterday_by_the_citys_clock(self):
        self.announce(self.total(), self.total(day="2026-11-15"), self.total(day="2026-11-14"))
        rows, today = self.coverage(), self.env["jn.intake"]._today()
        recent = rows.search([("source", "=", "test"), ("is_recent", "=", True)])
        self.assertEqual(recent, rows.filtered(lambda row: (today - row.day).days <= 1))
        self.assertEqual(recent, rows.filtered("is_recent"))
        self.assertTrue(recent < rows)
        self.assertEqual(rows.search([("source", "=", "test"), ("is_recent", "=", False)]), rows - recent)
        self.assertEqual(self.days(("is_recent", "=", True))[0], (today - timedelta(days=1)))
