"""Who is told of an exchange table that cannot be read, in whole or in part, and that nothing of it is skipped."""

from unittest.mock import patch

from odoo.tests import tagged

from .. import foreign
from .exchange import MAKE, ExchangeCase


@tagged("post_install", "-at_install")
class TestExchangeTold(ExchangeCase):
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

    def paused(self):
        """The table after a column over there has vanished."""
        self.store("E1")
        self.pull()
        self.outside("ALTER TABLE jn_test_exchange.cases RENAME COLUMN tel TO mobile")
        self.addCleanup(self.outside, MAKE)
        self.pull()
        return self.table

    def told(self):
        """Who has the table among their activities, and who in their inbox, with how many lines."""
        domain = [("res_model", "=", "jn.intake.table"), ("res_id", "=", self.table.id)]
        notes = [("mail_message_id.model", "=", "jn.intake.table"), ("mail_message_id.res_id", "=", self.table.id)]
        return self.env["mail.activity"].search(domain), self.env["mail.notification"].search(notes)

    def test_every_administrator_has_a_paused_table_among_the_activities_and_in_the_inbox_once(self):
        self.users["administrator"].lang = "en_US"
        self.paused()
        activities, notes = self.told()
        administrators = self.env.ref("jn_org.group_administrator").all_user_ids
        self.assertIn(self.users["administrator"], administrators)
        self.assertEqual((activities.user_id, len(activities)), (administrators, len(administrators)))
        self.assertEqual((notes.res_partner_id, len(notes)), (administrators.partner_id, len(administrators)))
        self.assertEqual(set(notes.mapped("notification_type")), {"inbox"})
        self.assertEqual(set(activities.mapped("date_deadline")), {self.env["jn.intake"]._today()})
        [mine] = activities.filtered(lambda activity: activity.user_id == self.users["administrator"])
        self.assertEqual(self.by("administrator", mine).res_name, self.table.relation)
        self.assertEqual(mine.summary, "Reading is paused: exchange table jn_test_exchange.cases of Hall system")
        self.pull()
        self.assertEqual(self.told(), (activities, notes), "told once, however often it is tried")

    def test_the_activities_end_when_it_is_read_again_and_nothing_was_skipped(self):
        table = self.paused()
        for number in range(2, 6):
            self.outside(
                "INSERT INTO jn_test_exchange.cases (no, dept, item, who, mobile, done_at, changed) SELECT %s, dept, item, who, mobile,"
                " done_at, changed FROM jn_test_exchange.cases WHERE no = 'E1'", [f"E{number}"],
            )
        table.column_ids.filtered(lambda column: column.field == "phone").column = "mobile"
        self.assertTrue(self.told()[0], "mended is not yet resumed")
        self.pull()
        self.assertEqual(self.cased(), [f"E{number}" for number in range(1, 6)])
        self.assertFalse(self.told()[0])
        self.assertFalse(table.trouble)

    def test_trouble_that_changes_is_one_failure_and_ends_with_it(self):
        self.table.port = 1
        self.pull()
        [failure] = self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table")])
        self.assertFalse(self.told()[0], "what may pass by itself calls nobody")
        self.table.write({"port": self.server.port, "moment_column": "nothing"})
        self.pull()
        self.assertEqual(self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table")]), failure)
        self.assertEqual(failure.error, self.table.trouble)
        self.table.moment_column = "changed"
        self.pull()
        self.assertTrue(failure.solved)

    def test_the_trouble_of_one_table_ends_alone(self):
        other = self.table.copy()
        for table in (self.table, other):
            table.secret = "absent"  # the same sentence for both
        self.table.action_pull_now()
        other.action_pull_now()
        while self.sweep():
            pass
        self.assertEqual(len(self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table"), ("solved", "=", False)])), 2)
        self.table.secret = "hall"
        self.pull()
        [left] = self.env["jn.flow.failure"].search([("res_model", "=", "jn.intake.table"), ("solved", "=", False)])
        self.assertEqual(left.res_ids, other.ids)

    def test_what_a_sweep_writes_down_is_in_the_offices_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.company.partner_id.lang = "zh_CN"
        self.table.port = 1
        self.pull()
        self.assertIn("无法读取", self.table.trouble)

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
        self.assertEqual((self.cased(), self.table.blank_count), ([f"E{number}" for number in range(5)], 0))
        self.assertNotIn("not read", source.table_notes)
        self.assertEqual((source.light, self.health("intake.blank").colour), ("green", "green"))

    def health(self, code):
        """The row of the health page with this code, as an administrator is shown it."""
        [row] = [row for row in self.as_user("administrator")["jn.health"]._rows() if row.code == code]
        return row

    def test_one_statement_for_each_pull_sees_them_and_the_test_does_too(self):
        for number in range(5):
            self.store(f"E{number}")
        self.store("E5", changed=None)
        self.table.action_test()
        self.assertEqual(self.table.blank_count, 1)
        with patch.object(foreign, "_seen", side_effect=foreign._seen) as seen:
            self.pull()
        self.assertEqual((seen.call_count, self.cased()), (1, [f"E{number}" for number in range(5)]))

    def test_a_look_that_lasts_too_long_is_given_up_and_what_was_read_stays(self):
        self.set("intake.table_timeout_seconds", 1)
        self.store("E0")
        self.store("E1", changed=None)
        self.pull()
        self.store("E2")
        with patch.object(foreign.Relation, "look", return_value="SELECT pg_sleep(30), ARRAY[]::text[]"):
            self.pull()
        self.assertEqual((self.cased(), self.table.blank_count, self.table.trouble), (["E0", "E2"], 1, False))

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

    # What the login may do beyond reading

    def revoke(self, rights):
        """Take rights at the table away from the login, which is its owner."""
        self.outside(f"REVOKE {rights} ON jn_test_exchange.cases FROM {self.server.user}")
        self.addCleanup(self.outside, MAKE)

    def test_the_test_warns_of_a_login_that_may_write_and_shows_how_to_make_another(self):
        action = self.table.action_test()
        preview = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(self.table.rights, "INSERT, UPDATE, DELETE, TRUNCATE")
        self.assertIn("INSERT, UPDATE, DELETE, TRUNCATE", preview.rights_words)
        self.assertEqual(preview.rights_lines.splitlines(), [
            "CREATE ROLE jn_reader LOGIN PASSWORD '…';",
            f'GRANT CONNECT ON DATABASE "{self.server.dbname}" TO jn_reader;',  # its name has lines that need quotes
            "GRANT USAGE ON SCHEMA jn_test_exchange TO jn_reader;",
            "GRANT SELECT ON jn_test_exchange.cases TO jn_reader;",
        ])

    def test_the_lines_quote_what_postgresql_would_read_otherwise(self):
        self.table.relation = "Hall.Cases"
        self.assertEqual(self.table._reader_lines().splitlines()[2:], [
            'GRANT USAGE ON SCHEMA "Hall" TO jn_reader;', 'GRANT SELECT ON "Hall"."Cases" TO jn_reader;',
        ])
        self.table.relation = "cases"
        self.assertEqual(self.table._reader_lines().splitlines()[2:], [
            "GRANT USAGE ON SCHEMA public TO jn_reader;", "GRANT SELECT ON cases TO jn_reader;",
        ])

    def test_the_warning_stays_on_form_and_health_page_and_reading_goes_on(self):
        self.store("E1")
        self.pull()
        self.assertEqual(self.cased(), ["E1"])
        self.assertIn("may not only read", self.table.source_id.table_notes)
        self.assertEqual((self.health("intake.rights").count, self.health("intake.rights").colour), (1, "yellow"))
        self.assertEqual(self.table.source_id.light, "green", "it is no trouble for who sends")

    def test_the_warning_goes_once_the_login_may_only_read(self):
        self.pull()
        self.revoke("INSERT, UPDATE, DELETE, TRUNCATE")
        self.pull()
        self.assertEqual((self.table.rights, self.table.rights_words, self.table.rights_lines), (False, False, False))
        self.assertEqual(self.health("intake.rights").colour, "green")

    def test_each_right_is_seen_by_itself_that_to_a_single_column_too(self):
        self.revoke("INSERT, UPDATE, DELETE, TRUNCATE")
        for right in ("INSERT", "UPDATE (tel)", "DELETE", "TRUNCATE"):
            self.outside(f"GRANT {right} ON jn_test_exchange.cases TO {self.server.user}")
            self.table.action_test()
            self.assertEqual(self.table.rights, right.split()[0])
            self.outside(f"REVOKE {right} ON jn_test_exchange.cases FROM {self.server.user}")
