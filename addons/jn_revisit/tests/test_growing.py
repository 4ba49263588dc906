"""What every case adds to is tidied up by the number of rows that changed, so that the latest rows stay quick to read."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import RevisitCase

# what each case adds to, and keeps; beside these stand waking, locking and the demo phones, and what lasts for a day
LASTING = {"jn_case", "jn_revisit", "jn_answer", "jn_message", "jn_flow_passage", "jn_flow_deadline"}
PASSING = {"bus_bus", "ir_cron_trigger", "jn_demo_phone", "jn_demo_text", "jn_intake_delivery", "jn_message_turn"}
INSERTED = "SELECT relname, n_tup_ins FROM pg_stat_xact_user_tables WHERE n_tup_ins > 0"
OPTIONS = """
    SELECT relname, option_name, option_value::float FROM pg_class, pg_options_to_table(reloptions)
    WHERE relkind = 'r' AND option_name LIKE 'autovacuum_vacuum%%'"""


@tagged("post_install", "-at_install")
class TestGrowing(RevisitCase):
    def asked(self, query):
        self.env.flush_all()
        return self.env.execute_query(SQL(query))

    def options(self):
        """{table: {option: number}} of all tables that are not tidied up as PostgreSQL would."""
        told = {}
        for table, name, number in self.asked(OPTIONS):
            told.setdefault(table, {})[name] = number
        return told

    def test_every_table_that_a_case_adds_to_grows(self):
        self.ingest()  # the first one may bring its source
        before = dict(self.asked(INSERTED))
        case = self.ingest()
        self.wait(20)
        self.citizen(case, 3)
        added = {table for table, count in self.asked(INSERTED) if count > before.get(table, 0)}
        self.assertEqual(added - PASSING, LASTING)
        self.assertGreaterEqual(set(self.options()), LASTING)

    def test_a_number_of_rows_decides_and_no_share(self):
        told = self.options()
        self.assertIn("jn_case", told)
        for table, numbers in told.items():
            with self.subTest(table=table):
                self.assertEqual(numbers["autovacuum_vacuum_scale_factor"], 0)
                self.assertEqual(numbers["autovacuum_vacuum_insert_scale_factor"], 0)
                self.assertGreater(numbers["autovacuum_vacuum_threshold"], 0)
                self.assertGreater(numbers["autovacuum_vacuum_insert_threshold"], 0)
