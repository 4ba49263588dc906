"""A table of a past year is the model's own in all but its place: what an update does to the one, it does to the other."""

from datetime import datetime
from unittest.mock import patch

from psycopg2 import IntegrityError
from psycopg2.errors import CheckViolation, ForeignKeyViolation

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger, sql

from .test_archive import LEDGER, ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveTables(ArchiveCase):
    def setUp(self):
        super().setUp()
        self.permit = self.ended()
        self.archive()
        self.passage = self.archived(self.permit)[0]

    @mute_logger("odoo.sql_db")
    def refused(self, error, query, *values):
        with self.assertRaises(error), self.env.cr.savepoint():
            self.env.cr.execute(SQL(query, *values))

    def test_it_has_the_indexes_and_the_foreign_keys_of_the_model_s_own(self):
        for name in LEDGER:
            model = self.env[name]
            self.assertIn(f"{model._table}_y2026", model._archive_tables())
            self.assertEqual(model._archive_parts(f"{model._table}_y2026").keys(), model._archive_parts(model._table).keys())

    def test_of_a_record_one_passage_is_open_at_a_time(self):
        columns = "res_model, res_id, stage_id, entered_at"
        self.refused(IntegrityError, f"INSERT INTO jn_flow_passage ({columns}) SELECT {columns} FROM jn_flow_passage WHERE id = %s",
                     self.passages(self.permit)[-1].id)

    def test_it_takes_no_number_twice_no_other_year_nothing_that_is_not_at_rest_and_no_strange_stage(self):
        copy = "INSERT INTO jn_flow_passage_y2026 SELECT * FROM jn_flow_passage WHERE id = %s"
        self.refused(IntegrityError, copy, self.passage.id)
        for moment in (None, datetime(2025, 12, 31), datetime(2027, 1, 1)):
            self.refused(CheckViolation, "UPDATE jn_flow_passage SET left_at = %s WHERE id = %s", moment, self.passage.id)
        self.refused(ForeignKeyViolation, "UPDATE jn_flow_passage SET stage_id = 0 WHERE id = %s", self.passage.id)

    def test_it_follows_what_an_update_does_to_indexes_and_keys(self):
        model = self.env["jn.flow.passage"]
        self.env.cr.execute("DROP INDEX jn_flow_passage_record_index")
        self.env.cr.execute("CREATE INDEX jn_flow_passage_test_index ON jn_flow_passage (event) WHERE event LIKE 'a%'")
        self.env.cr.execute("ALTER TABLE jn_flow_passage DROP CONSTRAINT jn_flow_passage_timer_id_fkey")
        self.assertEqual(model._archive_follow(), 3 * len(model._archive_tables()))
        self.assertEqual(model._archive_follow(), 0)
        self.assertEqual(model._archive_parts("jn_flow_passage_y2026").keys(), model._archive_parts("jn_flow_passage").keys())

    def test_the_sweep_lets_tables_follow_even_when_nothing_is_to_be_archived(self):
        self.env.cr.execute("DROP INDEX jn_flow_passage_record_index")
        self.assertEqual([self.archivist._sweep_batch(10), self.archivist._sweep_batch(10)], [1, 0])

    def test_a_change_of_tables_does_not_keep_others_waiting_behind_it(self):
        self.env.cr.execute("DROP INDEX jn_flow_passage_record_index")
        self.archivist._sweep_batch(10)
        self.assertEqual(self.env.execute_query(SQL("SHOW lock_timeout")), [("2s",)])

    def test_the_planner_knows_all_tables_together(self):
        for name in LEDGER:
            query = SQL("SELECT count(*) FROM pg_stats WHERE tablename = %s AND inherited", self.env[name]._table)
            self.assertGreater(self.env.execute_query(query), [(0,)])
            self.assertFalse(self.env[name]._archive_is_stale())

    def test_whenever_postgresql_has_looked_at_the_own_table_anew_all_are_looked_at(self):
        looked = []
        with (
            patch.object(self.env.registry["jn.flow.passage"], "_archive_is_stale", lambda model: True),
            patch.object(self.env.registry["jn.flow.passage"], "_archive_weigh", lambda model, *tables: looked.append(tables)),
        ):
            self.assertEqual(self.archivist._sweep_batch(10), 0)
        self.assertEqual(looked, [()])

    def test_an_update_of_the_module_passes_and_brings_back_what_is_missing(self):
        cr, model = self.env.cr, self.env["jn.flow.passage"]
        cr.execute("DROP INDEX jn_flow_passage_record_index")
        cr.execute("ALTER TABLE jn_flow_passage DROP CONSTRAINT jn_flow_passage_timer_id_fkey, DROP COLUMN note")
        self.env.registry.init_models(cr, list(LEDGER), {"module": "jn_flow", "models_to_check": True})
        self.env.registry.check_tables_exist(cr)
        self.env.registry.check_null_constraints(cr)
        self.assertEqual(sql.table_columns(cr, "jn_flow_passage_y2026").keys(), sql.table_columns(cr, "jn_flow_passage").keys())
        model._archive_follow()
        self.assertEqual(model._archive_parts("jn_flow_passage_y2026").keys(), model._archive_parts("jn_flow_passage").keys())
        self.archive("2028-03-02 10:00")
        self.assertIn(self.passage, self.archived(self.permit))

    def test_a_column_of_the_model_s_own_comes_and_goes_everywhere_and_rows_still_move(self):
        sql.create_column(self.env.cr, "jn_flow_passage", "x_test", "int4")
        another = self.permits(stage="working", is_urgent=True)
        another._flow_fire("finished")
        self.env.cr.execute("UPDATE jn_flow_passage SET x_test = id")
        self.archive("2030-03-01 10:00")
        moved = self.archived(another)
        values = self.env.execute_query(SQL("SELECT DISTINCT x_test - id FROM jn_flow_passage WHERE id = ANY(%s)", moved.ids))
        self.assertEqual((len(moved), values), (2, [(0,)]))
        self.env.cr.execute("ALTER TABLE jn_flow_passage DROP COLUMN x_test")
        self.assertFalse(sql.column_exists(self.env.cr, "jn_flow_passage_y2026", "x_test"))

    def test_facts_that_postgresql_guards_are_not_among_what_moves(self):
        names = {model._name for model in self.env["jn.archived"]._archive_models()}
        self.assertLessEqual(set(LEDGER), names)
        self.assertFalse(names & set(self.env.registry.descendants(["jn.append.only"], "_inherit")))
