from datetime import date, timedelta
from unittest.mock import patch

import psycopg2

from odoo.sql_db import Cursor
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_org.tests.common import at

from .common import INSIDE, SheetCase


@tagged("post_install", "-at_install")
class TestSheets(SheetCase):
    def _small_data_set(self):
        """20 cases of window A: 10 satisfied, 4 dissatisfied, 3 silent, 1 undelivered, 2 without an end."""
        self.first(10, "satisfied")
        bad = self.first(4, "dissatisfied")
        self.first(3, "defaulted")
        self.first(1, "undelivered")
        self.first(2, False)
        self.again(bad[:1], "satisfied")
        self.again(bad[1:2], "dissatisfied")
        self.again(bad[2:3], "silent")
        self.overdue_report(bad[3:])
        self.check(bad[:2], "satisfied")
        self.check(bad[2:3], "invalid")
        self.check(bad[3:], "untrue")
        self.check(bad[3:], "satisfied")
        return self.sheet("county")

    def test_a_small_data_set_gives_the_hand_calculation_to_the_cent(self):
        sheet = self._small_data_set()
        by_hand = {
            "effective": (17, 20, 17.00),
            "first_satisfied": (13, 17, 15.29),
            "second_satisfied": (1, 3, 6.67),
            "first_verified": (2, 3, 13.33),
            "second_verified": (1, 1, 20.00),
        }
        for code, (numerator, denominator, score) in by_hand.items():
            line = self.line(sheet, self.county, code)
            self.assertEqual((line.numerator, line.denominator, line.score), (numerator, denominator, score), code)
            self.assertAlmostEqual(line.rate, numerator / denominator)
        self.assertEqual(self.line(sheet, self.county).score, 72.29)

    def test_the_active_figure_of_the_same_data_set_stands_beside_it_to_the_cent(self):
        sheet = self._small_data_set()
        by_hand = {
            "effective": (14, 20, 14.00),
            "first_satisfied": (10, 14, 14.29),
            "second_satisfied": (1, 3, 6.67),
            "first_verified": (2, 3, 13.33),
            "second_verified": (1, 1, 20.00),
        }
        for code, figures in by_hand.items():
            line = self.line(sheet, self.county, code)
            self.assertEqual((line.active_numerator, line.active_denominator, line.active_score), figures, code)
        self.assertEqual(self.line(sheet, self.county).active_score, 68.29)

    def test_the_window_of_the_same_data_set(self):
        self._small_data_set()
        sheet = self.sheet("window")
        self.assertEqual(self.fraction(sheet, self.window_a, "first"), (13, 17))
        self.assertEqual(self.fraction(sheet, self.window_a, "second"), (1, 3))
        satisfied = self.line(sheet, self.window_a, "satisfied")
        self.assertAlmostEqual(satisfied.rate, (13 / 17 + 1 / 3) / 2)
        self.assertEqual((satisfied.numerator, satisfied.score), (False, -40))
        self.assertEqual(self.line(sheet, self.window_a, "effective").score, 0)
        self.assertEqual(self.line(sheet, self.window_a).score, 0)

    def test_a_county_counts_everything_below_it_and_nothing_beside_it(self):
        self.first(2, "satisfied", self.window_a)
        self.first(1, "satisfied", self.window_b)
        self.first(1, "satisfied", self.hall)
        self.first(5, "satisfied", self.other_window)
        sheet = self.sheet("county")
        self.assertEqual(self.fraction(sheet, self.county, "effective"), (4, 4))
        self.assertEqual(self.fraction(sheet, self.other_county, "effective"), (5, 5))

    def test_facts_of_an_archived_window_still_count_for_its_county(self):
        self.first(2, "satisfied", self.window_b).closed_at = INSIDE
        self.window_b.active = False
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "effective"), (2, 2))

    def test_the_period_goes_from_local_midnight_to_local_midnight(self):
        for moment in ("2026-06-30 23:59", "2026-07-01 00:00", "2026-09-30 23:59", "2026-10-01 00:00"):
            self.first(1, "satisfied", completed=at(moment))
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "effective"), (2, 2))

    def test_the_best_stand_first_and_whoever_has_no_rank_last(self):
        quiet = self._make_unit("county", "Aquiet County", parent_id=self.city.id)
        self.first(3, "satisfied", self.other_window)
        self.first(2, "satisfied")
        self.first(1, "dissatisfied")
        sheet = self.sheet("county")
        lines = self.env["jn.sheet.line"].search([("sheet_id", "=", sheet.id)])
        ours = lines.filtered(lambda line: line.unit_id in self.county | self.other_county | quiet)
        for code in (False, "first_satisfied"):
            ranked = ours.filtered(lambda line, code=code: line.indicator_id.code == code)
            self.assertEqual([line.unit_id for line in ranked], [self.other_county, self.county, quiet], code)
        self.assertFalse(lines[: len(lines.unit_id)].indicator_id, "the ranking of the totals comes before that of each indicator")

    def test_a_custom_period_of_one_day_is_counted(self):
        self.first(1, "satisfied")
        day = {"period_start": date(2026, 8, 10), "period_end": date(2026, 8, 10)}
        self.assertEqual(self.fraction(self.sheet("county", **day), self.county, "effective"), (1, 1))

    def test_the_end_of_a_period_cannot_come_before_its_start(self):
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.sheet("county", period_start=date(2026, 10, 1))

    def test_each_kind_of_fact_is_counted_in_one_statement(self):
        self.first(1, "satisfied")
        statements = []
        execute = Cursor.execute

        def listen(cursor, query, *args, **kwargs):
            statements.append(getattr(query, "code", query))
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", listen):
            self.sheet("county")
        counting = [statement for statement in statements if "FILTER (WHERE" in statement]
        self.assertEqual(len(counting), 3)

    def test_computing_again_gives_the_same_lines_once(self):
        sheet = self._small_data_set()
        before = sorted((line.unit_id.id, line.indicator_id.id, line.score) for line in sheet.line_ids)
        sheet.compute()
        self.assertEqual(sorted((line.unit_id.id, line.indicator_id.id, line.score) for line in sheet.line_ids), before)

    def test_a_sheet_without_any_fact_ranks_nobody(self):
        sheet = self.sheet("county")
        total = self.line(sheet, self.county)
        self.assertEqual((total.score, total.rank, total.active_score, total.active_rank), (False,) * 4)
        self.assertTrue(total.note)
        self.assertEqual(total.read(["score", "rank"])[0]["score"], False)

    def test_0_of_some_is_a_rate_of_0_and_not_empty(self):
        self.first(3, "undelivered")
        line = self.line(self.sheet("county"), self.county, "effective")
        line.invalidate_recordset()
        self.assertIs(type(line.rate), float)
        self.assertEqual((line.rate, line.numerator, line.denominator, line.note), (0.0, 0, 3, False))

    def test_equal_scores_share_a_rank_and_the_next_one_is_left_out(self):
        third = self._make_unit("county", "Third County", parent_id=self.city.id)
        for unit, outcome in ((self.window_a, "satisfied"), (self.other_window, "satisfied"), (third, "dissatisfied")):
            self.first(1, outcome, unit)
        sheet = self.sheet("county")
        ranks = [self.line(sheet, unit).rank for unit in (self.county, self.other_county, third)]
        self.assertEqual(ranks, [1, 1, 3])

    def test_official_and_active_ranks_may_differ(self):
        self.first(1, "satisfied", self.window_a)
        self.first(1, "dissatisfied", self.window_a)
        self.first(20, "defaulted", self.other_window)
        sheet = self.sheet("county")
        ranks = {
            unit: (self.line(sheet, unit).rank, self.line(sheet, unit).active_rank)
            for unit in (self.county, self.other_county)
        }
        self.assertEqual(ranks, {self.county: (2, 1), self.other_county: (1, 2)})

    def test_few_cases_are_marked_and_carry_their_interval(self):
        self.first(29, "satisfied", self.window_a)
        self.first(30, "satisfied", self.other_window)
        sheet = self.sheet("county")
        self.assertTrue(self.line(sheet, self.county).small_sample)
        self.assertFalse(self.line(sheet, self.other_county).small_sample)
        line = self.line(sheet, self.county, "first_satisfied")
        self.assertTrue(line.small_sample)
        self.assertAlmostEqual(line.low, 0.8830, places=4)
        self.assertEqual(line.high, 1.0)

    def test_a_sheet_is_published_only_after_it_was_computed(self):
        sheet = self.env["jn.sheet"].create(
            {"scheme_id": self.scheme("county").id, "period_start": "2026-07-01", "period_end": "2026-09-30"}
        )
        with self.assertRaises(NotPossible):
            sheet.publish()

    def test_a_published_sheet_keeps_its_figures_when_the_facts_change(self):
        self.first(1, "satisfied")
        sheet = self.sheet("county")
        sheet.publish()
        self.first(1, "dissatisfied")
        with self.assertRaises(NotPossible):
            sheet.compute()
        self.assertEqual(self.fraction(sheet, self.county, "effective"), (1, 1))

    def test_the_orm_refuses_every_change_to_a_published_sheet(self):
        sheet = self.sheet("county")
        sheet.publish()
        for change in (
            lambda: sheet.write({"period_start": "2026-08-01"}),
            sheet.unlink,
            sheet.publish,
            lambda: sheet.line_ids.write({"score": 100}),
            sheet.line_ids.unlink,
        ):
            with self.assertRaises(NotPossible), self.env.cr.savepoint():
                change()

    def test_postgresql_refuses_every_change_to_a_published_sheet(self):
        sheet = self.sheet("county")
        sheet.publish()
        self.env.flush_all()
        for statement in (
            "UPDATE jn_sheet SET state = 'draft' WHERE id = %s",
            "DELETE FROM jn_sheet WHERE id = %s",
            "UPDATE jn_sheet_line SET score = 100 WHERE sheet_id = %s",
            "DELETE FROM jn_sheet_line WHERE sheet_id = %s",
            "INSERT INTO jn_sheet_line (sheet_id, unit_id) SELECT id, (SELECT max(id) FROM jn_unit) FROM jn_sheet "
            "WHERE id = %s",
        ):
            with (
                self.assertRaisesRegex(psycopg2.Error, "cannot be changed"),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [sheet.id])

    def test_a_draft_may_still_be_deleted(self):
        sheet = self.sheet("county")
        sheet.unlink()
        self.assertFalse(sheet.exists())

    def test_the_table_shows_units_by_rank_with_the_unranked_last(self):
        self.first(1, "dissatisfied", self.window_a)
        self.first(1, "satisfied", self.other_window)
        self._make_unit("county", "Quiet County", parent_id=self.city.id)
        table = self.sheet("county").table
        units = [row["unit"] for row in table["groups"][0]["rows"]]
        mine = [unit for unit in units if unit in ("Test County", "Other County", "Quiet County")]
        self.assertEqual(mine, ["Other County", "Test County", "Quiet County"])
        self.assertEqual([column["code"] for column in table["columns"]][0], "effective")

    def test_the_table_tells_what_the_lines_say(self):
        self.first(2, "dissatisfied", self.window_a)
        self.first(1, "satisfied", self.other_window)
        sheet = self.sheet("window")
        rows = [row for group in sheet.table["groups"] for row in group["rows"]]
        told = {cell["id"]: cell for row in rows for cell in (row["total"], *row["cells"])}
        self.assertEqual(told.keys(), set(sheet.line_ids.ids))
        for line in sheet.line_ids:
            cell = told[line.id]
            with self.subTest(line=line.display_name):
                self.assertEqual(cell, {name: line[name] for name in cell})
                self.assertEqual("shown_score" in cell, not line.indicator_id)
        self.assertEqual([row["unit"] for row in rows], list(dict.fromkeys(line.unit_id.display_name for line in sheet.line_ids)))

    def test_the_table_is_made_once_and_told_as_it_is(self):
        sheet = self.sheet("county")
        self.assertIs(sheet.table, sheet.table)
        self.assertEqual(sheet.read(["table"]), [{"id": sheet.id, "table": sheet.table}])

    def test_a_sheet_that_is_not_saved_yet_has_an_empty_table(self):
        sheet = self.env["jn.sheet"].new({"scheme_id": self.sheet("county").scheme_id.id})
        self.assertEqual(sheet.table["groups"], [])
        self.assertTrue(sheet.table["columns"])

    def test_the_table_of_windows_has_one_part_per_hall(self):
        names = [group["name"] for group in self.sheet("window").table["groups"]]
        self.assertIn("Test Hall", names)
        self.assertIn("Other Hall", names)

    def test_a_revisit_that_ended_after_the_period_still_counts_by_its_completion(self):
        self.first(1, "satisfied", completed=at("2026-09-30 10:00"), ended=INSIDE + timedelta(days=60))
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "effective"), (1, 1))
