"""A table in another database, read batch by batch."""

from contextlib import closing

import psycopg2

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, KeyMissing, NotPossible

from .. import foreign
from .exchange import ExchangeCase


@tagged("post_install", "-at_install")
class TestExchangeTable(ExchangeCase):
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

    # The connection

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
