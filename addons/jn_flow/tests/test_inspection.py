from odoo import Command
from odoo.tests import tagged

from ..wording import SENTENCES, sentence
from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestInspection(VersionCase):
    def setUp(self):
        super().setUp()
        self.version_draft = self.draft()

    def found(self, code):
        """The findings of this code, as (name, detail)."""
        return [(f.name, f.detail) for f in self.version_draft._findings() if f.code == code]

    def guard(self, text):
        self.move(self.version_draft, "Finish at once").guard = text

    def test_the_process_of_the_tests_has_no_errors(self):
        self.assertFalse([finding for finding in self.version_draft._findings() if finding.blocks])

    def test_a_condition_on_a_field_that_is_not_there_or_without_end_is_found(self):
        for text in ("[('no_such_field', '=', 1)]", "[(", "nonsense"):
            self.guard(text)
            self.assertEqual(self.found("bad_guard"), [("Finish at once", text)])

    def test_a_condition_that_asks_for_an_unknown_choice_is_found(self):
        self.guard("[('stage_code', '=', 'workin')]")
        self.assertEqual(self.found("unknown_value"), [("Finish at once", "stage_code, workin")])
        self.guard("[('stage_code', '=', 'working')]")
        self.assertFalse(self.found("unknown_value"))

    def test_a_choice_of_a_related_record_is_looked_up_there(self):
        self.guard("[('unit_id.kind', '=', 'castle')]")
        self.assertEqual(self.found("unknown_value"), [("Finish at once", "unit_id.kind, castle")])

    def test_a_condition_that_contradicts_itself_is_found(self):
        for text in ("[('is_urgent', '=', True), ('is_urgent', '=', False)]", "[('refusals', '>', 3), ('refusals', '<', 2)]"):
            self.guard(text)
            self.assertEqual(self.found("never_true"), [("Finish at once", text)])

    def test_two_conditions_on_a_list_of_records_do_not_contradict_each_other(self):
        self.guard("[('check_ids.kind', '=', 'first'), ('check_ids.kind', '=', 'second')]")
        self.assertFalse(self.found("never_true"))

    def test_an_alternative_does_not_contradict_itself(self):
        self.guard("['|', ('is_urgent', '=', True), ('is_urgent', '=', False)]")
        self.assertFalse(self.found("never_true"))

    def test_conditions_of_time_limits_and_of_effects_are_read_too(self):
        self.timer(self.version_draft, "work").guard = "[('nothing', '=', 1)]"
        self.move(self.version_draft, "Hand in").effect_ids[1].jn_when = "[('nowhere', '=', 1)]"
        self.assertEqual({name for name, _detail in self.found("bad_guard")}, {"Work", "Hand in"})

    def test_fields_of_a_time_limit_must_be_moments(self):
        timer = self.timer(self.version_draft, "work")
        for name in ("no_field", "outcome"):
            timer.due_field = name
            self.assertEqual(self.found("bad_moment"), [("Work", name)])
        timer.write({"due_field": "work_due_at", "start_field": "name"})
        self.assertEqual(self.found("bad_moment"), [("Work", "name")])

    def test_what_an_effect_names_must_be_there(self):
        hand_in, lapse = self.move(self.version_draft, "Hand in"), self.move(self.version_draft, "Lapse")
        hand_in.effect_ids[0].jn_path = "unit_id"
        hand_in.effect_ids[1].jn_values = {"marker": "x"}
        hand_in.effect_ids[2].jn_path = "name"
        lapse.effect_ids.jn_verb = "explode"
        self.assertEqual(self.found("bad_path"), [("Hand in", "unit_id")])
        self.assertEqual(self.found("bad_value"), [("Hand in", "marker")])
        self.assertEqual(self.found("bad_moment"), [("Hand in", "name")])
        self.assertEqual(self.found("bad_verb"), [("Lapse", "explode")])

    def test_an_event_raised_where_no_process_takes_it_is_a_warning(self):
        check = self.env["jn.flow"].search([("code", "=", "check"), ("pack_id", "=", self.pack.id)]).current_version_id
        self.version_draft = self.draft(check)
        self.version_draft.move_ids.effect_ids.filtered(lambda act: act.state == "jn_raise").jn_event = "check_vanished"
        [(_name, detail)] = self.found("lost_effect")
        self.assertEqual(detail, "check_vanished")

    def test_the_event_of_a_time_limit_must_be_taken_where_it_runs(self):
        self.timer(self.version_draft, "lapse").event = "vanished"
        self.assertEqual(self.found("lost_event"), [("Lapse", "vanished")])

    def test_an_outcome_that_leads_nowhere_any_more_is_found_where_it_did(self):
        self.assertFalse(self.found("lost_outcome"))
        self.move(self.version_draft, "Check passed").unlink()
        self.assertEqual(self.found("lost_outcome"), [("Reviewing", "check_passed")])

    def test_an_outcome_of_the_code_that_no_move_takes_is_found(self):
        self.patch(type(self.env["jn.flow.test.permit"]), "_flow_events", ("stolen",))
        self.assertIn(("", "stolen"), self.found("no_outcome"))

    def test_a_time_limit_that_starts_nowhere_is_found(self):
        self.timer(self.version_draft, "work").start_stage_ids = False
        self.assertEqual(self.found("never_starts"), [("Work", "")])

    def test_a_move_that_nobody_makes_is_a_warning(self):
        move = self.move(self.version_draft, "Park")
        move.group_ids = [Command.clear()]
        self.assertIn(("Park", "parked"), self.found("nobody_may"))
        move.event = "lapsed"  # a time limit raises it
        self.assertNotIn("Park", [name for name, _detail in self.found("nobody_may")])

    def test_an_event_of_the_code_or_of_another_process_needs_nobody(self):
        names = [name for name, _detail in self.found("nobody_may")]
        self.assertNotIn("Check passed", names)  # raised by the checks
        self.assertNotIn("Blocked", names)  # the way in
        self.assertIn("Unbarred", names)
        self.patch(type(self.env["jn.flow.test.permit"]), "_flow_events", ("unbarred",))
        self.assertNotIn("Unbarred", [name for name, _detail in self.found("nobody_may")])

    def test_a_group_with_nobody_active_in_it_is_a_warning(self):
        people = self.env.ref("jn_org.group_leader").all_user_ids
        self.assertFalse(self.found("nobody_there"))
        people.filtered(lambda user: user.id != 1).active = False
        [(_group, moves)] = self.found("nobody_there")
        self.assertEqual(moves, "Decide")

    def test_a_round_of_people_without_limit_is_a_warning(self):
        rounds = [detail for _name, detail in self.found("endless")]
        self.assertEqual(rounds, ["Working (working), Parked (parked)"])
        self.move(self.version_draft, "Refuse").loop_limit = 0
        [(_name, detail)] = self.found("endless")
        self.assertIn("Reviewing (reviewing)", detail)

    def test_a_window_that_is_not_there_is_found(self):
        self.move(self.version_draft, "Decide").form = "jn_flow.no_such_window"
        self.assertEqual(self.found("bad_form"), [("Decide", "jn_flow.no_such_window")])

    def test_years_that_are_not_loaded_are_found_now_and_sixty_days_ahead(self):
        self.assertEqual(self.found("year_ahead_not_loaded"), [("Test calendar", "2027")])
        self.assertFalse(self.found("year_not_loaded"))
        self.calendar.year_ids.unlink()
        self.assertEqual(self.found("year_not_loaded"), [("Test calendar", "2026")])

    def test_natural_time_needs_no_calendar(self):
        for timer in self.version_draft.timer_ids:
            timer.write({"unit": "natural_hours", "roll": "none"})
        self.calendar.year_ids.unlink()
        self.assertFalse(self.found("year_not_loaded") + self.found("year_ahead_not_loaded"))

    def test_a_model_without_a_process_is_one_finding(self):
        flow = self.env["jn.flow"].create({"code": "wrong", "name": "Wrong", "model": "res.partner"})
        self.version_draft = self.env["jn.flow.version"].create({"flow_id": flow.id})
        self.assertEqual(self.found("no_model"), [("Wrong", "res.partner")])

    def test_what_blocks_comes_first(self):
        self.guard("[(")
        blocks = [finding.blocks for finding in self.version_draft._findings()]
        self.assertEqual(blocks, sorted(blocks, reverse=True))

    def test_every_finding_has_its_sentence_in_chinese_with_name_and_detail(self):
        from odoo.addons.jn_rules.validation import WARNINGS, Finding

        self.assertLessEqual(WARNINGS, set(SENTENCES))
        chinese = self.env(context={"lang": "zh_CN"})
        for code, english in SENTENCES.items():
            told = sentence(chinese, Finding(code, "version", 1, "NAME", "DETAIL"))
            self.assertTrue(any("\u4e00" <= letter <= "\u9fff" for letter in told), code)
            for word, key in (("NAME", "%(name)s"), ("DETAIL", "%(detail)s")):
                self.assertEqual(word in told, key in english._source, f"{code} {key}")

    def test_an_action_of_another_kind_is_a_warning_because_it_runs_record_by_record(self):
        partner = self.env["ir.model"]._get("jn.flow.test.permit")
        self.env["ir.actions.server"].create({
            "name": "Count", "model_id": partner.id, "state": "code", "code": "pass",
            "jn_move_id": self.move(self.version_draft, "Park").id,
        })
        self.assertEqual(self.found("each_on_its_own"), [("Park", "Count")])
