"""What ended years ago lies in tables of past years, and everybody finds it where it was."""

import json
from datetime import date, datetime
from unittest.mock import patch

from psycopg2 import IntegrityError
from psycopg2.errors import CheckViolation, ForeignKeyViolation, LockNotAvailable

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger, sql

from ..models import jn_flow_archivist
from ..models.jn_flow_ledger import Stay
from .common import FlowCase
from .flows import EXTENSIBLE

LATER = "2028-03-01 10:00"
LEDGER = ("jn.flow.passage", "jn.flow.deadline")


class ArchiveCase(FlowCase):
    """A year is to be kept together: in 2028 what ended in 2026 is archived."""

    def setUp(self):
        super().setUp()
        self.keep(1)
        self.archivist = self.env["jn.flow.archivist"]

    def keep(self, years):
        """Let so many full years be kept together."""
        setting = self.env["jn.setting"].search([("code", "=", "archive.years")])
        setting = setting or setting.create({
            "pack_id": self.pack.id, "code": "archive.years", "name": "Years", "kind": "integer", "default_value": "0",
        })
        setting.default_value = json.dumps(years)

    def ended(self, count=1, **values):
        """Permits that have ended: of each two past stays, the one in which it stands, and three limits."""
        permits = self.permits(count, stage="working", is_urgent=True, **values)
        permits._flow_fire("finished")
        return permits

    def archive(self, moment=LATER):
        self.freeze(moment)
        while self.archivist._sweep_batch(1000):
            pass
        self.env.invalidate_all()

    def tables(self, records):
        """{table: how many of these rows lie in it}."""
        return dict(self.env.execute_query(SQL(
            "SELECT tableoid::regclass::text, count(*) FROM %s WHERE id = ANY(%s) GROUP BY 1", SQL.identifier(records._table), records.ids
        )))

    def archived(self, records):
        """Those of the passages of these records that lie in tables of past years."""
        rows = self.passages(records)
        found = self.env.execute_query(SQL(
            "SELECT id FROM jn_flow_passage WHERE id = ANY(%s) AND tableoid <> 'jn_flow_passage'::regclass", rows.ids
        ))
        return rows.browse([row[0] for row in found])


@tagged("post_install", "-at_install")
class TestArchive(ArchiveCase):
    # What moves

    def test_what_has_ended_moves_but_for_the_passage_in_which_the_record_stands(self):
        permit = self.ended()
        self.archive()
        self.assertEqual(self.tables(self.passages(permit)), {"jn_flow_passage_y2026": 2, "jn_flow_passage": 1})
        self.assertEqual((self.passages(permit) - self.archived(permit)).stage_id.code, "done")
        self.assertEqual(self.tables(permit._flow_deadlines()), {"jn_flow_deadline_y2026": 3})

    def test_what_has_not_ended_stays_whole(self):
        permit = self.permits(stage="reviewing")
        self.archive()
        self.assertEqual(self.tables(self.passages(permit)), {"jn_flow_passage": 3})
        self.assertEqual(set(self.tables(permit._flow_deadlines())), {"jn_flow_deadline"})

    def test_what_ended_within_the_years_that_are_kept_stays(self):
        permit = self.ended()
        self.archive("2027-12-31 10:00")
        self.assertFalse(self.archived(permit))
        self.keep(2)
        self.archive()
        self.assertFalse(self.archived(permit))

    def test_a_row_goes_into_the_table_of_the_year_in_which_it_came_to_rest(self):
        permit = self.permits(stage="working", is_urgent=True)
        self.freeze("2027-02-01 10:00")
        permit._flow_fire("finished")
        self.archive("2029-03-01 10:00")
        self.assertEqual(
            self.tables(self.passages(permit)), {"jn_flow_passage_y2026": 1, "jn_flow_passage_y2027": 1, "jn_flow_passage": 1}
        )

    def test_a_limit_to_which_an_extension_points_stays(self):
        self.apply(EXTENSIBLE)
        permit = self.permits(stage="working", is_urgent=True)
        permit.with_user(self.users["liaison"]).ask_extension("report", 1, "the witness is away")
        permit.with_user(self.users["supervisor"]).decide_extension(True)
        permit._flow_fire("finished")
        self.archive()
        extension = self.env["jn.flow.extension"].search([("res_model", "=", permit._name), ("res_id", "=", permit.id)])
        self.assertEqual(self.tables(extension.deadline_id), {"jn_flow_deadline": 1})
        self.assertEqual(self.tables(permit._flow_deadlines() - extension.deadline_id), {"jn_flow_deadline_y2026": 3})

    # When

    def test_as_delivered_nothing_is_archived(self):
        permit = self.ended()
        self.keep(0)
        self.archive()
        self.assertFalse(self.archived(permit) or self.env["jn.flow.archive"].search([("before", "=", "2027-01-01")]))
        self.assertIsNone(self.archivist._sweep_next())

    def test_more_years_than_there_have_been_keep_everything_together(self):
        permit = self.ended()
        self.keep(3000)
        self.archive()
        self.assertFalse(self.archived(permit))
        self.assertIsNone(self.archivist._sweep_next())

    def test_before_a_regulation_is_applied_nothing_is_archived(self):
        with patch.object(self.env.registry["jn.setting"], "_get", side_effect=KeyError):
            self.assertIsNone(self.archivist._sweep_next())
            self.assertEqual(self.archivist._sweep_batch(10), 0)

    def test_it_is_due_at_once_and_then_when_the_next_year_begins(self):
        self.freeze(LATER)
        self.assertEqual(self.archivist._sweep_next(), self.at(LATER))
        self.archive()
        self.assertEqual(self.archivist._sweep_next(), datetime(2029, 1, 1))
        self.assertEqual(self.archivist._sweep_batch(1000), 0)

    def test_the_next_year_takes_what_was_left(self):
        permit, running = self.ended(), self.permits(stage="working", is_urgent=True)
        self.archive()
        running._flow_fire("finished")
        self.archive("2030-01-01 10:00")
        self.assertEqual(len(self.archived(permit + running)), 4)

    def test_a_pass_that_was_cut_off_goes_on_where_it_stood(self):
        permits = self.ended(4)
        self.freeze(LATER)
        [passages] = self.env["jn.flow.archive"]._begin(date(2027, 1, 1)).filtered(lambda each: each.model_id.model == "jn.flow.passage")
        first = self.passages(permits)[0].id
        passages.last_id = first - 1
        self.assertEqual(passages._go_on(5), 1)  # the table of the year comes first, alone
        self.assertEqual((passages.last_id, self.archived(permits).ids), (first - 1, []))
        self.assertEqual(passages._go_on(5), 5)
        self.assertTrue(0 < len(self.archived(permits)) < 8)
        self.archive()
        self.assertEqual(len(self.archived(permits)), 8)
        self.assertEqual((passages.moved, passages.progress), (8, 100))
        self.assertEqual(passages.ended_at, self.at(LATER))

    def test_two_processes_never_archive_at_once(self):
        self.freeze(LATER)
        with self.registry.cursor() as other, patch.object(jn_flow_archivist, "PATIENCE", "10ms"):
            other.execute("LOCK TABLE jn_flow_archive IN SHARE UPDATE EXCLUSIVE MODE")
            with self.assertRaises(LockNotAvailable), self.env.cr.savepoint():
                self.archivist._sweep_batch(10)
        self.assertTrue(self.archivist._sweep_batch(10))

    # The way back

    def test_what_is_wanted_together_after_all_comes_back_as_it_was_and_may_go_again(self):
        permits = self.ended(3)
        self.freeze(LATER)
        before = self.told(permits)
        self.archive()
        self.keep(2)
        self.assertEqual(self.archivist._sweep_next(), self.at(LATER))
        self.assertEqual(self.archivist._sweep_batch(4), 4)  # in batches, too
        self.archive()
        self.assertFalse(self.archived(permits))
        self.assertEqual(self.tables(permits._flow_deadlines()), {"jn_flow_deadline": 9})
        self.assertEqual(self.told(permits), before)
        self.assertEqual(self.archivist._sweep_next(), datetime(2029, 1, 1))
        self.keep(1)
        self.archive()
        self.assertEqual(len(self.archived(permits)), 6)

    def test_only_the_years_that_are_wanted_together_come_back(self):
        permit = self.permits(stage="working", is_urgent=True)
        self.freeze("2027-02-01 10:00")
        permit._flow_fire("finished")
        self.archive("2029-03-01 10:00")
        self.keep(2)
        self.archive("2029-03-01 10:00")
        self.assertEqual(self.tables(self.passages(permit)), {"jn_flow_passage_y2026": 1, "jn_flow_passage": 2})

    def test_zero_brings_everything_back_and_then_rests(self):
        permit = self.ended()
        self.archive()
        self.keep(0)
        self.assertEqual(self.archivist._sweep_next(), self.at(LATER))
        self.archive()
        self.assertFalse(self.archived(permit) or self.env["jn.flow.archive"].search([("before", "=", "2027-01-01")]))
        self.assertIsNone(self.archivist._sweep_next())

    def test_before_a_regulation_is_applied_nothing_comes_back(self):
        permit = self.ended()
        self.archive()
        with patch.object(self.env.registry["jn.setting"], "_get", side_effect=KeyError):
            self.assertEqual(self.archivist._sweep_batch(10), 0)
        self.assertEqual(len(self.archived(permit)), 2)

    # Who reads

    def test_readers_find_the_same_as_before(self):
        permit = self.ended()
        self.freeze(LATER)
        before = self.told(permit)
        self.archive()
        self.assertTrue(self.archived(permit))
        self.assertEqual(self.told(permit), before)

    def told(self, permits):
        """All that is told of the way of permits: by their forms, by the ORM in the eyes of its liaison, by SQL."""
        rows = permits._flow_passages(), permits._flow_deadlines()
        seen = [some.with_user(self.users["liaison"]).search([("id", "in", some.ids)]).read() for some in rows]
        told = [self.env.execute_query(SQL("SELECT * FROM %s WHERE id = ANY(%s) ORDER BY id", SQL.identifier(some._table), some.ids))
                for some in rows]
        return permits.mapped("flow_journey"), seen, told

    def test_nobody_sees_more_than_before_and_nobody_edits(self):
        permit = self.ended()
        stranger = self._make_user("liaison", self.window_b, "test_stranger")
        self.archive()
        passage = self.archived(permit)[0]
        self.assertFalse(passage.with_user(stranger).search([("id", "=", passage.id)]))
        for user in (stranger, self.users["administrator"], self.env.ref("base.user_admin")):
            self.assertRaises(AccessError, passage.with_user(user).unlink)
            self.assertRaises(AccessError, passage.with_user(user).write, {"note": "other"})

    def test_what_is_reopened_goes_on_and_its_loops_are_still_counted(self):
        permit = self.permits(stage="reviewing")
        permit._flow_fire("refused", note="again")
        permit.is_urgent = True
        permit._flow_fire("finished")
        self.archive()
        stay = Stay(permit.flow_version_id.id, self.passages(permit)[0].stage_id.id, None, "reopened", None, None, None)
        self.env["jn.flow.ledger"]._pass(permit, {permit.id: self.window_a.id}, stay, self.at(LATER))
        rows = self.passages(permit)
        self.assertEqual(rows.filtered(lambda row: not row.left_at), rows[-1])
        self.assertEqual(rows[-2].left_at, self.at(LATER))
        self.assertEqual(self.env["jn.flow.ledger"]._loops(permit._name, permit.ids, "refusal"), {permit.id: 1})

    def test_who_looks_for_what_is_open_passes_the_past_years_over(self):
        self.ended()
        self.archive()
        for table, moment in (("jn_flow_passage", "left_at"), ("jn_flow_deadline", "ended_at")):
            words = "EXPLAIN SELECT FROM %s WHERE res_model = 'x' AND res_id = 1 AND %s IS NULL"
            plan = self.env.execute_query(SQL(words, SQL.identifier(table), SQL.identifier(moment)))
            self.assertNotIn("_y2026", str(plan))

    def test_an_administrator_sees_how_far_it_is(self):
        self.ended()
        self.archive()
        row = next(row for row in self.env["jn.health.org"]._health_machine() if row.code == "sweep.jn.flow.archivist")
        self.assertEqual((row.colour, row.action["res_model"]), ("green", "jn.flow.archive"))
        passes = self.env["jn.flow.archive"].with_user(self.users["administrator"]).search([("before", "=", "2027-01-01")])
        self.assertEqual(set(passes.mapped("progress")), {100})
        self.assertIn("Passage", [row["model_id"][1] for row in passes.with_context(lang="en_US").read(["model_id"])])


@tagged("post_install", "-at_install")
class TestArchiveTables(ArchiveCase):
    """A table of a past year is the model's own in all but its place."""

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
