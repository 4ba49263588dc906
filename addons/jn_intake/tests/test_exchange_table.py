"""A table in another database, read batch by batch; here it is a schema of our own server."""

import os
from contextlib import closing
from unittest.mock import patch

import psycopg2

from odoo.tests import tagged
from odoo.tools import config

from odoo.addons.jn_org.exceptions import BadInput, KeyMissing, NotPossible

from .. import foreign
from .common import IntakeCase

COLUMNS = {"ref": "no", "unit": "dept", "matter": "item", "applicant_name": "who", "phone": "tel", "completed_at": "done_at"}
MAKE = """
    DROP SCHEMA IF EXISTS jn_test_exchange CASCADE;
    CREATE SCHEMA jn_test_exchange;
    CREATE TABLE jn_test_exchange.cases (
        id serial PRIMARY KEY, no text, dept text, item text, who text, tel text, done_at timestamp, changed timestamptz);
"""
DROP = "DROP SCHEMA jn_test_exchange CASCADE"


@tagged("post_install", "-at_install")
class TestExchangeTable(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.env.cr._cnx.info
        cls.password = cls.server.password or config["db_password"] or os.environ.get("PGPASSWORD") or "none"
        cls.outside(MAKE)
        cls.addClassCleanup(cls.outside, DROP)
        cls.enterClassContext(patch.dict(os.environ, JN_TABLE_HALL=cls.password))

    @classmethod
    def outside(cls, statement, values=None):
        """Do something in the other system, committed at once."""
        info = cls.server
        words = {"host": info.host, "port": info.port, "dbname": info.dbname, "user": info.user, "password": cls.password}
        with closing(psycopg2.connect(**words)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement, values)

    def setUp(self):
        super().setUp()
        self.outside("TRUNCATE jn_test_exchange.cases RESTART IDENTITY")
        self.batches_of(2)
        source = self.env["jn.intake.source"].create({"code": "hall", "name": "Hall system", "kind": "table"})
        self.table = self.as_user("administrator")["jn.intake.table"].create({
            "source_id": source.id, "host": self.server.host, "port": self.server.port, "database": self.server.dbname,
            "login": self.server.user, "secret": "hall", "relation": "jn_test_exchange.cases", "moment_column": "changed",
            "key_column": "id", "column_ids": [(0, 0, {"field": f, "column": c}) for f, c in COLUMNS.items()],
        })

    def store(self, ref, changed="2026-11-16 09:00+08", unit=None, phone="13805370001", done_at="2026-11-16 08:50"):
        """A row in the other system."""
        values = [ref, unit or self.window_a.code, self.matter.code, "王小明", phone, done_at, changed]
        columns = "no, dept, item, who, tel, done_at, changed"
        self.outside(f"INSERT INTO jn_test_exchange.cases ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)", values)

    def sweep(self):
        """One batch, as the cron takes it."""
        return self.env["jn.intake.puller"]._sweep_batch(500)

    def pull(self):
        """Batches until nothing is due."""
        self.table.action_pull_now()
        while self.sweep():
            pass

    # Reading

    def test_rows_become_cases_of_the_source(self):
        self.store("E1")
        self.pull()
        case = self.cases()
        self.assertEqual((case.ref, case.unit_id, case.completed_at), ("E1", self.window_a, self.at("2026-11-16 08:50")))
        self.assertEqual(case.sudo().phone_number, "13805370001")

    def test_many_rows_of_one_moment_are_told_apart_by_their_key(self):
        for number in range(23):  # the key 10 comes after 9, not after 1
            self.store(f"E{number:02}")
        self.pull()
        self.assertEqual(self.cased(), [f"E{number:02}" for number in range(23)])
        self.assertEqual(self.table.mark_key, "23")

    def cased(self):
        return sorted(self.cases().mapped("ref"))

    def test_the_next_pull_reads_on_and_doubles_nothing(self):
        self.store("E1")
        self.pull()
        self.store("E2", changed="2026-11-16 09:30+08")
        self.pull()
        self.pull()
        self.assertEqual(self.cased(), ["E1", "E2"])
        self.assertEqual(self.table.mark_key, "2")

    def test_a_row_stored_later_than_its_moment_says_is_found(self):
        self.store("E1", changed="2026-11-16 09:00+08")
        self.pull()
        self.store("E2", changed="2026-11-16 08:55+08")
        self.pull()
        self.assertEqual(self.cased(), ["E1", "E2"])

    def test_a_row_changed_there_is_changed_here(self):
        self.store("E1", done_at=None)
        self.pull()
        self.outside("UPDATE jn_test_exchange.cases SET done_at = '2026-11-16 09:30', changed = '2026-11-16 09:31+08'")
        self.pull()
        self.assertEqual(self.cases().completed_at, self.at("2026-11-16 09:30"))

    def test_a_bad_row_becomes_a_reject_and_the_others_are_taken(self):
        self.store("E1")
        self.store("E2", unit="nowhere")
        self.store("E3")
        self.pull()
        self.assertEqual(self.cased(), ["E1", "E3"])
        self.assertTrue(self.env["jn.intake.reject"].search([("source", "=", "hall"), ("ref", "=", "E2")]))

    def test_a_pull_comes_again_at_its_interval(self):
        self.pull()
        self.assertEqual(self.env["jn.intake.puller"]._sweep_next(), self.table.next_at)
        self.store("E1")
        self.wait(0.5)
        self.assertEqual(self.cased(), ["E1"])

    # Interruptions

    def test_a_crash_after_any_batch_loses_and_doubles_nothing(self):
        for number in range(6):
            self.store(f"E{number}")
        for batches in (1, 2):
            for _batch in range(batches):
                self.sweep()
            with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
                self.sweep()
                raise ZeroDivisionError  # the machine falls before the commit
            self.env.invalidate_all()
        while self.sweep():
            pass
        self.assertEqual(self.cased(), [f"E{number}" for number in range(6)])
        self.assertEqual(sum(self.env["jn.intake.delivery"].search([("source", "=", "hall")]).mapped("created")), 6)

    def test_the_position_and_the_cases_are_one_transaction(self):
        self.store("E1")
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.sweep()
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.assertFalse(self.table.mark_at)
        self.assertFalse(self.cases())

    # Trouble

    def test_a_database_that_cannot_be_reached_is_a_sentence_and_a_count(self):
        self.table.port = 1
        self.pull()
        self.assertIn("cannot be read", self.table.trouble)
        self.assertEqual(self.table.source_id.light, "trouble")
        failures = self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table")])
        self.assertEqual(len(failures), 1)
        self.pull()
        self.assertEqual(self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table")]), failures)
        self.table.port = self.server.port
        self.pull()
        self.assertEqual((self.table.trouble, failures.solved), (False, True))

    def test_a_vanished_column_pauses_the_table_and_skips_nothing(self):
        self.store("E1")
        self.pull()
        self.store("E2", changed="2026-11-16 09:30+08")
        self.outside("ALTER TABLE jn_test_exchange.cases RENAME COLUMN tel TO mobile")
        self.addCleanup(self.outside, MAKE)
        mark = (self.table.mark_at, self.table.mark_key)
        self.pull()
        self.assertIn("tel", self.table.trouble)
        self.assertIn("paused", self.table.trouble)
        self.assertEqual(((self.table.mark_at, self.table.mark_key), self.table.next_at, self.cased()), (mark, False, ["E1"]))
        self.wait(2)
        self.assertFalse(self.table.next_at, "no sweep tries it again")
        told = self.as_user("administrator")["jn.flow.failure"].search([("res_model", "=", "jn.intake.table"), ("solved", "=", False)])
        self.assertEqual(told.error, self.table.trouble)
        self.table.column_ids.filtered(lambda column: column.field == "phone").column = "mobile"
        self.pull()
        self.assertEqual((self.cased(), self.table.trouble, told.solved), (["E1", "E2"], False, True))

    def test_trouble_with_one_table_does_not_hold_up_the_others(self):
        self.store("E1")
        broken = self.table.copy({"relation": "jn_test_exchange.nothing"})
        broken.sudo().next_at = self.at("2026-11-01 00:00")
        self.pull()
        self.assertIn("nothing", broken.trouble)
        self.assertEqual(self.cased(), ["E1"])

    def test_a_missing_password_is_told_with_its_place(self):
        self.table.secret = "absent"
        self.pull()
        self.assertIn("jn_table_absent", self.table.trouble)
        with self.assertRaises(KeyMissing):
            self.table.action_test()

    def test_no_other_secret_is_sent_to_a_foreign_host(self):
        self.table.secret = "link_key"
        with self.assertRaisesRegex(KeyMissing, "jn_table_link_key"):
            self.table.action_test()

    def test_the_connection_can_only_read(self):
        cursor = self.enterContext(self.enterContext(closing(self.table._place().connect())).cursor())
        with self.assertRaises(psycopg2.errors.ReadOnlySqlTransaction):
            cursor.execute("DELETE FROM jn_test_exchange.cases")

    def test_a_query_that_lasts_too_long_is_given_up(self):
        self.set("intake.table_timeout_seconds", 1)
        cursor = self.enterContext(self.enterContext(closing(self.table._place().connect())).cursor())
        with self.assertRaises(psycopg2.errors.QueryCanceled):
            cursor.execute("SELECT pg_sleep(30)")

    def test_names_are_names_and_never_statements(self):
        self.table.moment_column = 'changed"; DROP TABLE jn_test_exchange.cases; --'
        with self.assertRaisesRegex(NotPossible, "does not exist"):
            self.table.action_test()
        self.store("E1")
        with self.assertRaises(BadInput):
            self.table.relation = "cases; DROP TABLE x"

    def test_the_password_is_in_no_message(self):
        self.table.login = "nobody_there"
        self.pull()
        self.assertNotIn(self.password, self.table.trouble)

    # Rows without a place in the order

    def test_rows_without_a_moment_or_a_key_are_told_of_and_come_once_they_have_one(self):
        self.outside("ALTER TABLE jn_test_exchange.cases DROP CONSTRAINT cases_pkey, ALTER id DROP NOT NULL")
        self.addCleanup(self.outside, MAKE)
        for number in range(3):
            self.store(f"E{number}")
        self.store("E3", changed=None)
        self.store("E4")
        self.outside("UPDATE jn_test_exchange.cases SET id = NULL WHERE no = 'E4'")
        self.pull()
        self.assertEqual((self.cased(), self.table.blank_count), (["E0", "E1", "E2"], 2))
        source = self.table.source_id.with_user(self.table.env.user)
        self.assertIn("2 rows of jn_test_exchange.cases are not read", source.table_notes)
        self.assertIn("SET changed = now() WHERE changed IS NULL", source.table_notes)
        self.assertEqual((source.light, self.health("intake.blank").count), ("trouble", 2))
        self.outside("UPDATE jn_test_exchange.cases SET changed = '2026-11-16 09:40+08', id = coalesce(id, 9)")
        self.pull()
        self.assertEqual((self.cased(), self.table.blank_count, source.table_notes), ([f"E{number}" for number in range(5)], 0, ""))
        self.assertEqual((source.light, self.health("intake.blank").colour), ("green", "green"))

    def health(self, code):
        """The row of the health page with this code, as an administrator is shown it."""
        [row] = [row for row in self.as_user("administrator")["jn.health"]._rows() if row.code == code]
        return row

    def test_they_are_counted_once_for_each_pull_and_by_the_test_too(self):
        for number in range(5):
            self.store(f"E{number}")
        self.store("E5", changed=None)
        self.table.action_test()
        self.assertEqual(self.table.blank_count, 1)
        with patch.object(foreign, "_counted", side_effect=foreign._counted) as counted:
            self.pull()
        self.assertEqual((counted.call_count, self.cased()), (1, [f"E{number}" for number in range(5)]))

    def test_a_supervisor_reads_on_the_health_page_that_rows_lie_there(self):
        self.store("E0", changed=None)
        self.pull()
        [row] = [row for row in self.as_user("supervisor")["jn.health"].page()["rows"] if row["code"] == "intake.blank"]
        self.assertEqual((row["count"], row["action"], row["advice"]), (1, False, "Tell an administrator."))

    def test_what_a_pull_writes_is_no_change_of_configuration(self):
        entries = self.env["jn.audit.entry"].search([("res_model", "=", "jn.intake.table")])
        self.store("E0", changed=None)
        self.pull()
        self.table.minutes = 20
        [entry] = self.env["jn.audit.entry"].search([("res_model", "=", "jn.intake.table")]) - entries
        self.assertEqual(list(entry.changes), ["minutes"])

    # On the screen

    def test_the_test_shows_rows_with_their_verdict_and_takes_nothing(self):
        self.store("E1")
        self.store("E2", unit="nowhere")
        action = self.table.action_test()
        preview = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(preview.line_ids.mapped("verdict"), ["created", "rejected"])
        self.assertEqual((preview.line_count, preview.good_count), (2, 1))
        self.assertEqual(preview.line_ids[0].phone, "138****0001")
        self.assertFalse(self.cases())
        self.assertFalse(self.table.mark_at)

    def test_a_mapping_without_the_needed_fields_says_which(self):
        self.table.column_ids.filtered(lambda column: column.field == "unit").unlink()
        with self.assertRaisesRegex(NotPossible, "Unit's code"):
            self.table.action_test()

    def test_reading_from_the_beginning_finds_what_was_forgotten(self):
        self.store("E1", changed="2026-11-16 09:00+08")
        self.pull()
        self.store("E0", changed="2026-11-10 09:00+08")
        self.pull()
        self.assertEqual(self.cased(), ["E1"])
        self.table.action_read_anew()
        self.pull()
        self.assertEqual(self.cased(), ["E0", "E1"])

    def test_nobody_moves_the_position_by_hand(self):
        with self.assertRaises(BadInput):
            self.table.mark_at = "2030-01-01"

    def test_what_the_other_database_says_is_one_line(self):
        with self.assertRaises(foreign.ForeignError) as caught:
            place = foreign.Place(self.server.host, 1, "x", "x", "x", 1)
            foreign.read(place, self.table._relation(), None, 1)
        self.assertNotIn("\n", str(caught.exception))
