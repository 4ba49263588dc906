"""Whether a suggestion helped: the same scope before and after, with intervals and no verdict of too few (Art. 10; decision C13)."""

from odoo.tests import tagged

from .common import BAD, GOOD
from .suggesting import SuggestionCase


@tagged("post_install", "-at_install")
class TestMeasurement(SuggestionCase):
    def counts(self, suggestion, which):
        self.env.flush_all()
        return suggestion._counted(suggestion._cohorts()).get((suggestion.id, which))

    def test_the_figures_of_the_moment_are_counted_by_scope_and_kept(self):
        self.ask(3, BAD, "2026-08-09", tags=self.slow)
        self.ask(2, BAD, "2026-08-09")
        self.ask(5, GOOD, "2026-08-09")
        self.ask(4, BAD, "2026-08-09", matter=self.other_matter)
        self.ask(6, BAD, "2026-08-09", unit=self.other_window)
        suggestion = self.suggest(matter_id=self.matter.id, tag_id=self.slow.id)
        self.assertEqual((suggestion.bad, suggestion.answers), (3, 10))
        self.assertIn("3 of 10", suggestion.evidence)
        self.ask(3, BAD, "2026-08-10", tags=self.slow)
        self.assertEqual((suggestion.bad, suggestion.answers), (3, 10))
        suggestion.tag_id = False
        self.assertEqual((suggestion.bad, suggestion.answers), (8, 13))

    def test_where_no_unit_is_named_the_makers_own_is_counted_and_the_form_says_so(self):
        self.ask(3, BAD, "2026-08-09")
        self.ask(4, BAD, "2026-08-09", unit=self.other_window)
        for role, where, number in (("supervisor", self.county, 3), ("city_supervisor", self.city, 7)):
            suggestion = self.suggest(role, scope_unit_id=False)
            self.assertEqual((suggestion.bad, suggestion.answers), (number, number))
            self.assertIn(f"{number} of {number}", suggestion.evidence)
            self.assertEqual(suggestion.scope_words, f"The figures count {where.display_name} and all units below it.")
            self.env.flush_all()
            [behind] = self.env["jn.analysis.answer"]._read_group(suggestion._scope_domain(), [], ["__count"])
            self.assertEqual(behind, (number,))

    def test_the_form_says_it_before_anything_is_saved(self):
        draft = self.as_user("supervisor")["jn.suggestion"].new({"unit_id": self.window_a.id})
        self.assertIn(self.county.display_name, draft.scope_words)
        draft.scope_unit_id = self.window_a
        self.assertIn(self.window_a.display_name, draft.scope_words)

    def test_a_cause_counts_where_it_was_found(self):
        cause, other = self.env["jn.cause"].search([], limit=2)
        found = self.ask(3, BAD, "2026-08-09")
        self.overdue_report(found[:2].case_id, cause_id=cause.id)
        self.overdue_report(found[2:].case_id, cause_id=other.id)
        self.assertEqual((self.suggest(cause_id=cause.id).bad, self.suggest().bad), (2, 3))

    def test_silence_and_second_revisits_are_in_no_cohort(self):
        answer = self.ask(1, BAD, "2026-08-09")
        self.first(5, "defaulted", completed=self.at("2026-08-09 12:00"))
        again = self.again(answer.case_id, "dissatisfied")
        self.env["jn.answer"].create(self.answer_values(again, BAD))
        suggestion = self.suggest()
        self.assertEqual((suggestion.bad, suggestion.answers), (1, 1))

    def test_the_cohort_before_ends_where_it_was_made_and_the_one_after_begins_where_it_was_carried_out(self):
        for day, number in (("2026-08-10", 1), ("2026-08-12", 2), ("2026-09-09", 4), ("2026-09-11", 8)):
            self.ask(number, BAD, day)
        suggestion = self.issued()
        self.freeze("2026-09-20 10:00")
        self.by("chief_representative", suggestion).measures = "Done."
        self.by("chief_representative", suggestion).action_flow_press("carried_out")
        for day, number in (("2026-09-19", 16), ("2026-09-21", 32), ("2026-10-19", 64), ("2026-10-21", 128)):
            self.ask(number, GOOD, day)
        self.freeze("2026-12-01 10:00")
        self.assertEqual(self.counts(suggestion, "before"), (6, 6))
        self.assertEqual(self.counts(suggestion, "after"), (0, 96))

    def test_it_tells_better_from_chance_and_says_when_there_are_too_few(self):
        self.ask(20, BAD, "2026-09-01")
        self.ask(20, GOOD, "2026-09-01")
        suggestion = self.carried_out()
        self.freeze("2026-10-20 10:00")
        self.assertVerdict(suggestion, "too_few", "too few to tell")
        self.ask(40, GOOD, "2026-09-15")
        self.assertVerdict(suggestion, "better", "0 of 40")
        self.ask(45, BAD, "2026-09-15")
        self.assertVerdict(suggestion, "same", "may be chance")
        self.ask(200, BAD, "2026-09-15")
        self.assertVerdict(suggestion, "worse", "245 of 285")

    def test_sample_and_length_follow_the_settings(self):
        self.ask(5, BAD, "2026-09-01")
        suggestion = self.carried_out()
        self.ask(10, GOOD, "2026-09-15")
        self.freeze("2026-09-20 10:00")
        self.assertVerdict(suggestion, "too_few", "in 10 of 30 days so far")
        self.interpret("score.small_sample", "5")
        self.assertVerdict(suggestion, "better", "5 of 5")
        self.interpret("suggestion.cohort_days", "3")
        self.assertVerdict(suggestion, "too_few", "in 3 days")

    def test_what_is_not_carried_out_waits(self):
        suggestion = self.issued()
        self.assertVerdict(suggestion, "waiting", "not been carried out")

    def test_many_are_counted_in_one_statement(self):
        self.ask(3, BAD, "2026-09-01")
        suggestions = self.env["jn.suggestion"].union(*(self.carried_out() for _one in range(4)))
        self.env.invalidate_all()
        with self.statements_about("jn_answer AS answer") as seen:
            self.assertEqual({one.verdict for one in suggestions}, {"too_few"})
        self.assertEqual(len(seen), 1)

    def test_readers_see_figures_of_what_they_may_not_open(self):
        self.ask(3, BAD, "2026-09-01", unit=self.window_b)
        suggestion = self.issued()
        self.env.invalidate_all()
        self.assertIn("3 of 3", self.by("chief_representative", suggestion).measurement)

    def assertVerdict(self, suggestion, verdict, words):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(suggestion.verdict, verdict, suggestion.measurement)
        self.assertIn(words, suggestion.measurement)
