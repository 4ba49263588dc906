import threading

import psycopg2
from psycopg2.sql import SQL, Identifier

from odoo import api, models, sql_db

from odoo.addons.base.models.ir_cron import ODOO_NOTIFY_FUNCTION

_kept = threading.local()


def _connection():
    """This thread's connection to the database where cron workers listen."""
    if getattr(_kept, "connection", None) is None:
        _name, told = sql_db.connection_info_for("postgres")
        _kept.connection = psycopg2.connect(**told)
        _kept.connection.autocommit = True
    return _kept.connection


class IrCron(models.Model):
    """Wakes cron workers as Odoo does, by a connection that is kept: opening one takes longer than most requests do."""

    _inherit = "ir.cron"

    @api.model
    def _notifydb(self):
        try:
            self._wake(_connection())
        except psycopg2.Error:  # it was lost meanwhile, as when the database server starts anew
            _kept.connection = None
            self._wake(_connection())

    @api.model
    def _wake(self, connection):
        with connection.cursor() as cursor:
            cursor.execute(SQL("SELECT {}('cron_trigger', %s)").format(Identifier(ODOO_NOTIFY_FUNCTION)), [self.env.cr.dbname])
