from unittest.mock import patch

from odoo.tests import tagged

from ..exceptions import NotAllowed
from ..health import Row, worst
from .common import OrgCase


@tagged("post_install", "-at_install")
class TestHealth(OrgCase):
    def setUp(self):
        super().setUp()
        self.freeze("2026-11-23 10:00")

    def row(self, code, role="administrator"):
        rows = self.env["jn.health"].with_user(self.users[role])._rows()
        return next(row for row in rows if row.code == code)

    def page(self, role="administrator"):
        return self.env["jn.health"].with_user(self.users[role]).page()

    def sweep_due_since(self, minutes):
        sweep = next(iter(self.env["jn.sweep"]._sweep_all()), None)
        due = self.at(f"2026-11-23 09:{60 - minutes:02}")
        return sweep, patch.object(type(sweep), "_sweep_next", lambda _self: due)

    # Who may look

    def test_administrators_and_supervisors_look_and_nobody_else(self):
        for role, user in self.users.items():
            health = self.env["jn.health"].with_user(user)
            if role in ("administrator", "supervisor"):
                self.assertIn(health.page()["colour"], ("green", "yellow", "red"))
            else:
                with self.assertRaises(NotAllowed, msg=role):
                    health.page()

    def test_the_worst_stands_on_top_and_is_the_pages_colour(self):
        page = self.page()
        order = ["red", "yellow", "green"]
        colours = [row["colour"] for row in page["rows"]]
        self.assertEqual(colours, sorted(colours, key=order.index))
        self.assertEqual(page["colour"], colours[0])

    def test_no_row_opens_what_its_reader_may_not_read(self):
        row = next(row for row in self.page("supervisor")["rows"] if row["code"] == "crons")
        self.assertFalse(row["action"])

    def test_who_may_not_open_a_row_is_told_whom_to_tell(self):
        self.env["ir.cron"].search([("model_id.model", "=like", "jn.%")])[:1].active = False
        row = next(row for row in self.page("supervisor")["rows"] if row["code"] == "crons")
        self.assertEqual((row["count"], row["action"]), (1, False))
        self.assertIn("administrator", row["advice"])

    def test_what_is_well_has_nothing_to_open(self):
        for row in self.page()["rows"]:
            if not row["count"]:
                self.assertFalse(row["action"], row["code"])

    def test_codes_are_there_once(self):
        codes = [row["code"] for row in self.page()["rows"]]
        self.assertEqual(len(codes), len(set(codes)))

    def test_only_the_machine_can_be_unwell(self):
        health = self.env["jn.health"]
        self.assertTrue(health._is_well([Row("a", "A", "red", duty=True), Row("b", "B", "yellow")]))
        self.assertFalse(health._is_well([Row("a", "A", "green"), Row("b", "B", "red")]))
        self.assertEqual(worst([]), "green")

    # Sweeps and scheduled work

    def test_a_sweep_that_nobody_runs_is_yellow_then_red(self):
        for minutes, colour, count in ((1, "green", 0), (3, "yellow", 3), (6, "red", 6)):
            sweep, late = self.sweep_due_since(minutes)
            with late:
                row = self.row(f"sweep.{sweep._name}")
            self.assertEqual((row.colour, row.count), (colour, count))
            self.assertEqual(bool(row.advice), colour != "green")

    def test_a_sweep_of_the_future_is_in_time(self):
        sweep = self.env["jn.sweep"]._sweep_all()[0]
        with patch.object(type(sweep), "_sweep_next", lambda _self: self.at("2026-12-01 10:00")):
            self.assertEqual(self.row(f"sweep.{sweep._name}").colour, "green")

    def test_scheduled_work_that_is_switched_off_is_red_and_named(self):
        crons = self.env["ir.cron"].search([("model_id.model", "=like", "jn.%")])
        crons.failure_count = 0
        self.assertEqual(self.row("crons").colour, "green")
        crons[:1].active = False
        row = self.row("crons")
        self.assertEqual((row.colour, row.count), ("red", 1))
        self.assertIn(crons[:1].name, row.advice)

    def test_scheduled_work_that_fails_is_red_too(self):
        crons = self.env["ir.cron"].search([("model_id.model", "=like", "jn.%")])
        crons[:1].failure_count = 2
        self.assertEqual(self.row("crons").colour, "red")

    # People

    def test_a_window_without_liaison_or_chief_is_a_red_line_that_opens_it(self):
        for role in ("liaison", "chief_representative"):
            ids = self.row(f"people.{role}").action["domain"][0][2]
            self.assertNotIn(self.window_a.id, ids)
            self.assertIn(self.window_b.id, ids)
            self.assertEqual(self.row(f"people.{role}").colour, "red")

    def test_one_who_has_left_does_not_count(self):
        self.users["liaison"].active = False
        self.assertIn(self.window_a.id, self.row("people.liaison").action["domain"][0][2])

    def test_another_role_does_not_count(self):
        self._make_user("window_clerk", self.window_b, "test_clerk_b")
        self.assertIn(self.window_b.id, self.row("people.liaison").action["domain"][0][2])
        self._make_user("liaison", self.window_b, "test_liaison_b")
        self.assertNotIn(self.window_b.id, self.row("people.liaison").action["domain"][0][2])

    def test_a_supervisor_sees_the_windows_of_their_own_county(self):
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        far = self._make_unit("window", "Far Window", parent_id=other.id)
        self.assertIn(far.id, self.row("people.liaison").action["domain"][0][2])
        seen = self.row("people.liaison", "supervisor").action["domain"][0][2]
        self.assertIn(self.window_b.id, seen)
        self.assertNotIn(far.id, seen)

    def test_people_are_no_fault_of_the_machine(self):
        self.assertNotIn("people.liaison", [row.code for row in self.env["jn.health"]._machine_rows()])

    def test_whoever_holds_a_role_and_works_for_no_unit_stands_there_until_they_do(self):
        before = self.row("people.unit").count
        self.users["liaison"].unit_ids = False
        row = self.row("people.unit")
        self.assertEqual((row.count, row.colour), (before + 1, "yellow"))
        self.assertIn(self.users["liaison"].id, row.action["domain"][0][2])
        self.users["liaison"].unit_ids = self.window_b
        self.assertEqual(self.row("people.unit").count, before)

    def test_administrators_machines_and_those_who_have_left_need_no_unit(self):
        before = self.row("people.unit").count
        self.users["clerk_who_left"] = self._make_user("window_clerk", self.window_b, "test_left")
        for role in ("administrator", "intake", "clerk_who_left"):
            self.users[role].unit_ids = False
        self.users["clerk_who_left"].active = False
        self.assertEqual(self.row("people.unit").count, before)

    def test_a_supervisor_is_not_told_of_people_of_no_unit(self):
        rows = self.env["jn.health"].with_user(self.users["supervisor"])._rows()
        self.assertNotIn("people.unit", [row.code for row in rows])
