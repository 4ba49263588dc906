from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_revisit.tests.common import RevisitCase, latest


class DeskCase(RevisitCase):
    def setUp(self):
        super().setUp()
        self.users = dict(self.users)  # some tests add people

    def page(self, role, show=None):
        self.env.invalidate_all()
        return self.as_user(role)["jn.desk"].page(show)

    def list(self, role, xmlid, show=None):
        row = self.env.ref(f"jn_desk.{xmlid}")
        [found] = [page for page in self.page(role, show)["lists"] if page["id"] == row.id]
        return found

    def ids(self, role, xmlid, show=None):
        return [line["id"] for line in self.list(role, xmlid, show)["rows"]]


@tagged("post_install", "-at_install")
class TestDesk(DeskCase):
    def test_a_bad_answer_stands_at_once_with_the_window_and_with_the_supervisors(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.assertIn(work.id, self.ids("liaison", "list_liaison_turn"))
        self.assertIn(work.id, self.ids("supervisor", "list_supervisor_windows"))
        self.assertIn(work.id, self.ids("leader", "list_leader_windows"))
        self.assertIn(work.id, self.ids("window_clerk", "list_clerk_items"))
        self.assertNotIn(work.id, self.ids("chief_representative", "list_chief_turn"))
        self.assertIn(work.id, self.ids("chief_representative", "list_chief_rest"))

    def test_it_goes_from_desk_to_desk(self):
        case = self.dissatisfied()
        work = latest(case.rectification_ids)
        self.call(case)
        self.report(case)
        self.assertNotIn(work.id, self.ids("liaison", "list_liaison_turn"))
        self.assertIn(work.id, self.ids("liaison", "list_liaison_rest"))
        self.assertIn(work.id, self.ids("chief_representative", "list_chief_turn"))
        self.confirm(case, ok=False, note="too short")
        self.assertIn(work.id, self.ids("liaison", "list_liaison_turn", "back"))
        self.assertEqual(self.page("liaison")["counts"]["back"], 1)

    def test_a_number_that_reached_nobody_waits_for_the_clerk_until_it_is_corrected_or_its_term_is_over(self):
        mended, forgotten = self.ingest(phone="123"), self.ingest(phone="456")
        self.wait(0.2)
        self.assertEqual(self.ids("window_clerk", "list_clerk_numbers"), [mended.id, forgotten.id])
        self.by("window_clerk", mended).action_repair_phone("13905370002")
        self.assertEqual(self.ids("window_clerk", "list_clerk_numbers"), forgotten.ids)
        self.wait(24 * 16)
        self.assertFalse(self.ids("window_clerk", "list_clerk_numbers"))

    def test_counts_go_by_the_movable_clock(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.assertEqual(self.list("liaison", "list_liaison_turn")["counts"], {"all": 1, "today": 0, "yellow": 0, "red": 0, "back": 0})
        self.wait(20.5)  # the call is due in less than four hours, on the next day
        counts = self.list("liaison", "list_liaison_turn")["counts"]
        self.assertEqual((counts["today"], counts["yellow"], counts["red"]), (1, 1, 0))
        self.assertEqual(self.ids("liaison", "list_liaison_turn", "yellow"), work.ids)
        self.assertFalse(self.ids("liaison", "list_liaison_turn", "red"))
        self.wait(4)
        counts = self.list("liaison", "list_liaison_turn")["counts"]
        self.assertEqual((counts["yellow"], counts["red"]), (0, 1))
        [line] = self.list("liaison", "list_liaison_turn", "red")["rows"]
        self.assertEqual((line["id"], line["light"]), (work.id, "red"))
        self.assertLess(line["due_in"], 0)

    def test_the_counts_are_those_of_the_search_fields(self):
        for hours in (3, 21, 6):
            self.dissatisfied()
            self.wait(hours)
        works = self.as_user("supervisor")["jn.rectification"]
        counts = self.list("supervisor", "list_supervisor_windows")["counts"]
        for name, domain in (("today", [("due_today", "=", True)]), ("yellow", [("light", "=", "yellow")]), ("red", [("light", "=", "red")])):
            with self.subTest(count=name):
                self.assertEqual(counts[name], works.search_count([("ended_at", "=", False), ("my_turn", "=", False), *domain]))

    def test_the_most_urgent_stands_on_top(self):
        first = latest(self.dissatisfied().rectification_ids)
        self.wait(5)
        second = latest(self.dissatisfied().rectification_ids)
        self.assertEqual(self.ids("liaison", "list_liaison_turn"), [first.id, second.id])

    def test_nobody_s_desk_shows_what_they_do_not_see(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.users["other"] = self._make_user("liaison", self.window_b, "test_other")
        self.assertNotIn(work.id, self.ids("other", "list_liaison_turn"))
        self.assertEqual(self.list("other", "list_liaison_turn")["counts"]["all"], 0)

    def test_a_check_handed_to_the_city_waits_for_the_city(self):
        case = self.verifying()
        check = latest(case.verification_ids)
        self.assertIn(check.id, self.ids("supervisor", "list_supervisor_checks"))
        self.wait(24 * 21)
        self.assertTrue(check.handed_over)
        self.assertNotIn(check.id, self.ids("supervisor", "list_supervisor_checks"))
        self.assertIn(check.id, self.ids("city_supervisor", "list_supervisor_checks"))

    def test_a_deputy_finds_what_waits_for_whom_they_stand_in(self):
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        self.users["deputy"] = self._make_user("liaison", self.window_b, "test_deputy")
        self.env["jn.role.holder"].create({
            "unit_id": self.window_a.id, "role": "chief_representative", "user_id": self.users["chief_representative"].id,
            "deputy_id": self.users["deputy"].id, "start_on": "2026-11-01",
        })
        page = self.page("deputy")
        self.assertIn(self.window_a.display_name, page["deputised"])
        self.assertIn(latest(case.rectification_ids).id, [line["id"] for row in page["lists"] for line in row["rows"]])

    def test_what_waits_is_what_one_may_do(self):
        """The field and the search agree with the buttons, for every role and at every stage of the way."""
        case = self.dissatisfied()
        for step in (lambda: None, lambda: self.call(case), lambda: self.report(case), lambda: self.confirm(case)):
            step()
            work = latest(case.rectification_ids)
            for role in self.users:
                mine = self.by(role, work)
                found = bool(mine.search([("id", "=", work.id), ("my_turn", "=", True)]))
                with self.subTest(role=role, stage=work.stage_code):
                    if work.unit_id in self.users[role].sight_unit_ids:
                        self.assertEqual(found, mine.my_turn)
                    if found:
                        self.assertTrue(mine.flow_buttons)

    def test_a_word_that_is_no_count_is_refused(self):
        with self.assertRaises(BadInput):
            self.page("liaison", "tomorrow")

    def test_a_list_with_a_wrong_condition_is_refused_when_it_is_written(self):
        row = self.env.ref("jn_desk.list_liaison_turn")
        for domain in ("[('nothing', '=', 1)]", "[(", "5"):
            with self.subTest(domain=domain), self.assertRaises(BadInput):
                row.with_user(self.users["administrator"]).domain = domain

    def test_every_role_has_a_desk_and_a_machine_has_an_empty_one(self):
        for role in self.users:
            with self.subTest(role=role):
                self.assertEqual(bool(self.page(role)["lists"]), role != "intake")

    def test_a_check_says_what_the_citizen_said_and_many_ask_as_often_as_few(self):
        self.verifying()
        [line] = self.list("supervisor", "list_supervisor_checks")["rows"]
        self.assertIn("Very dissatisfied", line["words"])
        few = self.queries("supervisor")
        for turn in range(3):
            self.verifying(phone=f"1380537100{turn}")
        self.assertEqual(self.queries("supervisor"), few)

    def test_queries_do_not_grow_with_what_waits(self):
        self.dissatisfied()
        roles = [role for role in self.users if role != "intake"]
        few = {role: self.queries(role) for role in roles}
        for turn in range(9):  # nine people: one person is not asked that often in a day
            self.dissatisfied(phone=f"1380537100{turn}")
        self.assertEqual({role: self.queries(role) for role in roles}, few, "ten lines ask as often as one, on every desk")

    def queries(self, role):
        self.page(role)
        before = self.cr.sql_log_count
        self.page(role)
        return self.cr.sql_log_count - before
