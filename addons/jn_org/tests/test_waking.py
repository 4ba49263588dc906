"""Cron workers are woken by a connection that is kept, and that is opened anew when it was lost."""

from unittest.mock import patch

import psycopg2

from odoo import sql_db
from odoo.tests import TransactionCase, tagged

from ..models import ir_cron


@tagged("post_install", "-at_install")
class TestWaking(TransactionCase):
    def setUp(self):
        super().setUp()
        ir_cron._kept.connection = None
        _name, told = sql_db.connection_info_for("postgres")
        self.worker = psycopg2.connect(**told)
        self.addCleanup(self.worker.close)
        self.worker.autocommit = True
        self.worker.cursor().execute("LISTEN cron_trigger")

    def heard(self):
        """How often a worker of this database has been woken since."""
        self.worker.cursor().execute("SELECT 1")  # takes what has come
        found = [word.payload for word in self.worker.notifies]
        self.worker.notifies.clear()
        return found.count(self.env.cr.dbname)

    def wake(self):
        """Wake once; return how many connections that took."""
        with patch.object(ir_cron.psycopg2, "connect", side_effect=psycopg2.connect) as connect:
            self.env["ir.cron"]._notifydb()
        return connect.call_count

    def test_one_connection_wakes_again_and_again(self):
        self.assertEqual([self.wake(), self.wake(), self.wake()], [1, 0, 0])
        self.assertEqual(self.heard(), 3)

    def test_a_lost_connection_is_opened_anew(self):
        self.wake()
        self.worker.cursor().execute("SELECT pg_terminate_backend(%s)", [ir_cron._kept.connection.info.backend_pid])
        self.assertEqual(self.wake(), 1)
        self.assertEqual(self.heard(), 2)
