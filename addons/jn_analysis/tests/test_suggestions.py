"""A common problem becomes a suggestion with an owner and a deadline (Art. 10)."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .suggesting import MADE, PROBLEM, SuggestionCase


@tagged("post_install", "-at_install")
class TestProcess(SuggestionCase):
    def test_from_a_problem_to_its_end(self):
        suggestion = self.suggest()
        self.assertEqual((suggestion.stage_code, suggestion.made_by_id, suggestion.made_unit_id), ("drafted", self.users["supervisor"], self.county))
        self.assertTrue(suggestion.my_turn)
        suggestion.action_flow_press("issued")
        self.assertEqual(suggestion.due_at, self.at("2026-10-01 00:00"))
        self.assertTrue(self.by("chief_representative", suggestion).my_turn)
        with self.assertRaises(UserError):
            self.by("chief_representative", suggestion).action_flow_press("carried_out")
        self.by("chief_representative", suggestion).measures = "A second window is open."
        self.by("chief_representative", suggestion).action_flow_press("carried_out")
        self.assertTrue(suggestion.carried_out_at)
        self.assertFalse(self.by("chief_representative", suggestion).my_turn)
        with self.assertRaises(UserError):
            suggestion.action_flow_press("sent_back")
        suggestion.action_flow_press("sent_back", "the window was closed at noon today")
        self.by("chief_representative", suggestion).action_flow_press("carried_out")
        suggestion.action_flow_press("accepted")
        self.assertEqual((suggestion.stage_code, suggestion.result), ("done", "done"))
        self.assertTrue(suggestion.ended_at)

    def test_after_its_day_it_is_red_and_stays_with_its_owner(self):
        suggestion = self.issued()
        self.freeze("2026-09-29 10:00")
        self.env.invalidate_all()
        self.assertEqual(suggestion.light, "yellow")
        self.freeze("2026-10-01 00:01")
        self.env.invalidate_all()
        self.assertEqual((suggestion.light, suggestion.stage_code), ("red", "issued"))

    def test_a_draft_or_an_order_is_withdrawn_with_a_reason(self):
        for suggestion in (self.suggest(), self.issued()):
            with self.assertRaises(UserError):
                suggestion.action_flow_press("withdrawn")
            suggestion.action_flow_press("withdrawn", "done by others")
            self.assertEqual(suggestion.result, "withdrawn")

    def test_whoever_carries_it_out_does_not_accept_it(self):
        suggestion = self.carried_out()
        for role in ("chief_representative", "liaison"):
            with self.assertRaises(UserError):
                self.by(role, suggestion).action_flow_press("accepted")

    def test_it_waits_on_the_right_desks(self):
        def waiting(role):
            return self.as_user(role)["jn.suggestion"].search([("my_turn", "=", True)])

        suggestion = self.suggest()
        self.assertIn(suggestion, waiting("supervisor"))
        self.assertFalse(waiting("chief_representative"))
        suggestion.action_flow_press("issued")
        for role in ("chief_representative", "liaison"):
            self.assertEqual(waiting(role), suggestion, role)
            self.assertTrue(self.by(role, suggestion).my_turn)
        self.assertIn(self.chief, suggestion._desk_people()[suggestion])
        self.by("chief_representative", suggestion).measures = "Done."
        self.by("chief_representative", suggestion).action_flow_press("carried_out")
        self.assertFalse(waiting("chief_representative"))
        self.assertIn(suggestion, waiting("supervisor"))
        lists = self.env["jn.desk.list"].search([("model_id.model", "=", "jn.suggestion")])
        self.assertEqual(len(lists), 4)

    def test_the_form_fills_in_period_and_day(self):
        form = Form(self.as_user("supervisor")["jn.suggestion"])
        for name, value in PROBLEM.items():
            form[name] = value
        form.unit_id = self.window_a
        form.owner_id = self.chief
        suggestion = form.save()
        self.assertEqual((suggestion.period_start, suggestion.period_end), (date(2026, 7, 1), date(2026, 9, 30)))
        self.assertEqual(suggestion.due_on, date(2026, 10, 10))
        self.assertEqual(suggestion.source, "hand")


@tagged("post_install", "-at_install")
class TestRights(SuggestionCase):
    def test_supervisors_and_leaders_make_them_others_do_not(self):
        for role in ("supervisor", "leader", "city_leader"):
            self.assertTrue(self.suggest(role))
        for role in ("liaison", "chief_representative", "business_office", "administrator", "window_clerk", "intake"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.suggest(role)

    def test_each_sees_those_for_their_unit_and_below(self):
        own = self.suggest()
        other = self.suggest("other_leader", unit_id=self.other_county.id, owner_id=self.users["other_leader"].id, scope_unit_id=False)
        for role, seen in (("liaison", own), ("leader", own), ("other_leader", other), ("city_leader", own | other)):
            self.assertEqual(self.as_user(role)["jn.suggestion"].search([]), seen, role)

    def test_nobody_writes_to_units_that_they_do_not_see(self):
        for values in ({"unit_id": self.other_window.id, "owner_id": self.users["other_leader"].id}, {"scope_unit_id": self.city.id}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.suggest(**values)
        suggestion = self.suggest()
        with self.assertRaises(UserError):
            suggestion.scope_unit_id = self.other_county

    def test_the_person_in_charge_works_there(self):
        with self.assertRaises(UserError):
            self.suggest(owner_id=self.users["other_leader"].id)

    def test_stages_moments_and_figures_are_the_systems(self):
        strange = {
            "stage_id": self.env["jn.flow.stage"].search([("code", "=", "done")], limit=1).id, "bad": 5, "answers": 5,
            "carried_out_at": MADE, "made_by_id": self.chief.id, "result": "done", "measures": "before it is issued",
        }
        suggestion = self.suggest()
        for name, value in strange.items():
            with self.subTest(name=name), self.assertRaises(AccessError):
                suggestion.write({name: value})
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.suggest(**{name: value})
        with self.assertRaises(AccessError):
            suggestion.unlink()

    def test_the_maker_writes_the_draft_and_the_owner_what_was_done(self):
        suggestion = self.suggest()
        suggestion.problem = "Worse than thought."
        with self.assertRaises(AccessError):
            self.by("chief_representative", suggestion).write({"problem": "It is nothing."})
        suggestion.action_flow_press("issued")
        with self.assertRaises(AccessError):
            suggestion.write({"problem": "Something else."})
        self.by("liaison", suggestion).measures = "Started."
        with self.assertRaises(AccessError):
            self.by("liaison", suggestion).write({"due_on": "2027-01-01"})

    def test_a_period_ends_after_it_starts(self):
        with self.assertRaises(UserError):
            self.suggest(period_start="2026-08-02", period_end="2026-08-01")
