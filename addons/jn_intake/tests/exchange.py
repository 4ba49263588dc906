"""The world of exchange tables."""

import os
from contextlib import closing
from unittest.mock import patch

import psycopg2

from odoo.tools import config

from .common import IntakeCase

COLUMNS = {"ref": "no", "unit": "dept", "matter": "item", "applicant_name": "who", "phone": "tel", "completed_at": "done_at"}
MAKE = """
    DROP SCHEMA IF EXISTS jn_test_exchange CASCADE;
    CREATE SCHEMA jn_test_exchange;
    CREATE TABLE jn_test_exchange.cases (
        id serial PRIMARY KEY, no text, dept text, item text, who text, tel text, done_at timestamp, changed timestamptz);
"""
DROP = "DROP SCHEMA jn_test_exchange CASCADE"


class ExchangeCase(IntakeCase):
    """A table of another system, which here is a schema of our own server, and the source that reads it."""

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
        self.env.company.partner_id.lang = "en_US"  # what a sweep writes down is in the office's language
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

    def cased(self):
        """The numbers of the cases that arrived."""
        return sorted(self.cases().mapped("ref"))
