"""What ended years ago lies in tables of past years, and everybody finds it where it was."""

import json
from datetime import date, datetime
from unittest.mock import patch

from psycopg2.errors import LockNotAvailable

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

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
