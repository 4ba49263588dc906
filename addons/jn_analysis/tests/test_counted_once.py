"""Pivots are counted once and added up: the same rows in the same order as the ORM counts them, total by total."""

from itertools import permutations

from odoo import models
from odoo.tests import tagged

from .common import BAD, BEFORE, GOOD, AnalysisCase

MEASURES = ("bad:sum", "answers:sum", "bad_share:avg", "__count")
FIELDS = ("county_id", "unit_id", "matter_id", "tag_ids", "channel", "answered_at:month", "is_first", "cause_id")


@tagged("post_install", "-at_install")
class TestCountedOnce(AnalysisCase):
    def setUp(self):
        super().setUp()
        self.say(3, BAD, tags=self.slow | self.rude)
        self.say(2, BAD, self.window_b, self.other_matter, tags=self.rude, channel="wechat")
        self.say(4, GOOD, self.window_b)
        self.say(2, GOOD, when=BEFORE)
        self.model = self.as_user("city_leader")["jn.analysis.answer"]
        self.env.flush_all()

    def by_orm(self, *asked, **words):
        return models.BaseModel._read_grouping_sets(self.model, *asked, **words)

    def both(self, domain, sets, measures=MEASURES, **words):
        """The rows of each set, which are those of the ORM's own way."""
        ours, theirs = self.model._read_grouping_sets(domain, sets, measures, **words), self.by_orm(domain, sets, measures, **words)
        self.assertEqual(ours, theirs)
        return ours

    def test_every_pair_of_fields_gives_the_same_rows_in_the_same_order(self):
        for one, other in permutations(FIELDS, 2):
            sets = [[], [one], [other], [one, other]]
            with self.subTest(fields=(one, other)):
                found = self.both([], sets, order=", ".join((one, other)))
                self.assertTrue(all(found))

    def test_a_row_with_two_tags_counts_once_in_the_total(self):
        total, by_tag = self.both([("is_bad", "=", True)], [[], ["tag_ids"]], ["bad:sum"])
        self.assertEqual(total, [(5,)])
        self.assertEqual({tag.id: bad for tag, bad in by_tag}, {self.slow.id: 3, self.rude.id: 5})

    def test_the_total_of_nothing_is_a_row(self):
        self.both([("answered_at", ">", "2099-01-01")], [[], ["county_id"]])
        self.both([("answered_at", ">", "2099-01-01")], [[]])

    def test_it_is_one_statement_for_all_totals(self):
        with self.statements_about("jn_answer AS answer") as seen:
            self.model._read_grouping_sets([], [[], ["county_id"], ["county_id", "channel"]], MEASURES)
        self.assertEqual(len(seen), 1)
        self.assertNotIn("GROUPING", str(seen[0].code))

    def test_what_cannot_be_added_up_is_counted_as_ever(self):
        self.both([], [[], ["county_id"]], ["unit_id:count_distinct", "level:max"])
        self.both([], [[], ["level"]])
        self.both([], [[], ["county_id"]], order="bad:sum desc")
        self.both([], [[], ["answered_at:day_of_week"]])

    def test_a_window_counts_its_own(self):
        self.model = self.as_user("chief_representative")["jn.analysis.answer"]
        total, by_unit = self.both([], [[], ["unit_id"]], ["answers:sum"])
        self.assertEqual([unit for unit, _number in by_unit], list(self.model.search([]).unit_id))
        self.assertEqual(total[0][0], self.model.search_count([]))

    def test_bad_answers_are_found_by_their_levels(self):
        rows = self.rows()
        self.assertEqual(rows.search([("is_bad", "=", True)]), rows.filtered("is_bad"))
        self.assertEqual(rows.search([("is_bad", "=", False)]), rows.filtered(lambda row: not row.is_bad))
        self.assertEqual(set(rows.filtered("is_bad").mapped("bad")), {1})
        self.interpret("answer.bad_levels", f"[1, 2, {GOOD}]")
        self.env.invalidate_all()
        self.assertEqual(rows.search([("is_bad", "=", True)]), rows)
