import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, JnError, NotPossible

from .. import foreign
from ..const import SECRET_PREFIX

NAMED = re.compile(r"[^\s.\"]+(\.[^\s.\"]+)?")
REQUIRED = ("ref", "unit", "matter")
QUIET = {"mail_create_nolog": True, "mail_create_nosubscribe": True, "tracking_disable": True}  # its changes are kept by jn.audited
POSITION = {"mark_at", "mark_key", "is_midway", "next_at", "last_at", "trouble", "blank_count", "rights"}


class JnIntakeTable(models.Model):
    """A table in another system's PostgreSQL from which cases are read, and how far that has come."""

    _name = "jn.intake.table"
    _inherit = ["mail.thread", "mail.activity.mixin", "jn.audited"]
    _description = "Exchange table"
    _order = "source_id, id"
    _rec_name = "relation"
    # What the system writes at every pull is no change of configuration.
    _audit_only = (
        "source_id", "active", "host", "port", "database", "login", "secret", "relation", "moment_column", "key_column", "minutes",
    )

    source_id = fields.Many2one("jn.intake.source", required=True, index=True, ondelete="cascade", domain="[('kind', '=', 'table')]")
    active = fields.Boolean(default=True)
    host = fields.Char(required=True)
    port = fields.Integer(required=True, default=5432)
    database = fields.Char(required=True)
    login = fields.Char(required=True, help="A user of that database who may only read.")
    secret = fields.Char(
        required=True, string="Name of the password",
        help="The password itself stands in odoo.conf as jn_table_<name> or in the environment as JN_TABLE_<NAME>.",
    )
    relation = fields.Char(required=True, string="Table", help="schema.table")
    moment_column = fields.Char(required=True, help="The moment at which a row was last changed there; never empty.")
    key_column = fields.Char(required=True, help="Tells rows of one moment apart, for instance the primary key.")
    minutes = fields.Integer(required=True, default=10, string="Every (minutes)")
    column_ids = fields.One2many("jn.intake.table.column", "table_id", string="Columns", copy=True)
    mark_at = fields.Char(readonly=True, copy=False, string="Read up to")
    mark_key = fields.Char(readonly=True, copy=False, string="Last key")
    is_midway = fields.Boolean(readonly=True, copy=False, string="In the middle of a pull")
    next_at = fields.Datetime(readonly=True, copy=False, index=True, string="Next pull")
    last_at = fields.Datetime(readonly=True, copy=False, string="Last pull")
    trouble = fields.Text(readonly=True, copy=False)

    _minutes_positive = models.Constraint("CHECK (minutes > 0)", "The minutes between two pulls are at least 1. Give a larger number.")

    @api.constrains("relation")
    def _check_relation(self):
        for table in self:
            if not NAMED.fullmatch(table.relation):
                raise BadInput(self.env._("Name the table as schema.table, for instance public.cases."))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_given(vals_list)
        now = self.env["jn.clock"]._now()
        tables = super(JnIntakeTable, self.with_context(**QUIET)).create([{"next_at": now, **vals} for vals in vals_list])
        return tables.with_env(self.env)

    def write(self, vals):
        self._check_given([vals])
        return super().write(vals)

    @api.model
    def _check_given(self, vals_list):
        if not self.env.su and any(POSITION & set(vals) for vals in vals_list):
            raise BadInput(self.env._("How far a table was read is written by the system. “Read from the beginning” resets it."))

    def action_test(self):
        """Show the first rows and what would become of them; nothing is taken."""
        self.ensure_one()
        self.check_access("write")
        limit = self.env["jn.intake"]._setting("intake.table_preview_rows")
        try:
            page = self._read(limit, look=True)
        except foreign.ForeignError as error:
            raise NotPossible(self._unreadable(error)) from error
        self.sudo()._note(page)  # what was seen is written by the system
        items = self._items(page)
        return self.env["jn.intake.preview"]._show(self, items, self.env["jn.intake"]._try(items))

    def action_pull_now(self):
        """Have the next pull begin with the next sweep; a paused table is read again."""
        self.check_access("write")
        self.sudo().write({"next_at": self.env["jn.clock"]._now()})  # the position is the system's
        return True

    def action_read_anew(self):
        """Read the table from its beginning; rows that were taken stay unchanged."""
        self.check_access("write")
        now = self.env["jn.clock"]._now()
        # The position is the system's.
        self.sudo().write({"mark_at": False, "mark_key": False, "is_midway": False, "next_at": now})
        return True

    def _pull(self, limit):
        """Read and take the next rows; what was read and how far belongs to one transaction. Return how many."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                return self._pull_page(limit)
        except foreign.ForeignChanged as error:
            self._tell(self._changed(error), paused=True)
        except foreign.ForeignError as error:
            self._tell(self._unreadable(error))
        except JnError as error:
            self._tell(str(error))
        return 1

    def _pull_page(self, limit):
        page = self._read(limit, look=not self.is_midway)
        self.env["jn.intake"]._take(self._items(page))
        now, midway = self.env["jn.clock"]._now(), len(page.rows) == limit
        values = {"is_midway": midway, "last_at": now, "trouble": False}
        if page.rows:
            values |= dict(zip(("mark_at", "mark_key"), page.rows[-1], strict=False))
        if not midway:
            values["next_at"] = now + timedelta(minutes=self.minutes)
        self._settle()
        self._note(page)
        self.write(values)
        return max(len(page.rows), 1)

    def _read(self, limit, look):
        """Return the next page; a new pull looks back a little first. `look`: also see what is beside the rows."""
        mark = (self.mark_at, self.mark_key) if self.mark_at else None
        back = 0 if self.is_midway else self.env["jn.intake"]._setting("intake.overlap_minutes")
        return foreign.read(self._place(), self._relation(), mark, limit, back, look)

    def _items(self, page):
        """The page's rows as the door takes them."""
        items = self.env["jn.intake.row"]._prepare_items([row for _moment, _key, row in page.rows])
        return [{**item, "source": self.source_id.code} for item in items]

    def _relation(self):
        columns = {column.field: column.column for column in self.column_ids}
        missing = [field for field in REQUIRED if field not in columns and f"{field}_name" not in columns]
        if missing:
            labels = dict(self.env["jn.intake.table.column"]._fields["field"]._description_selection(self.env))
            words = ", ".join(labels[field] for field in missing)
            raise NotPossible(self.env._("Say which columns hold: %(fields)s.", fields=words))
        return foreign.Relation(self.relation, self.moment_column, self.key_column, columns)

    def _place(self):
        timeout = self.env["jn.intake"]._setting("intake.table_timeout_seconds")
        password = self.env["jn.secret"]._key(f"{SECRET_PREFIX}{self.secret}")
        return foreign.Place(self.host, self.port, self.database, self.login, password, timeout)

    @api.model
    def _claim(self):
        """The table whose pull is due first and that nobody else is at, empty if there is none."""
        self.flush_model(["active", "next_at"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM jn_intake_table WHERE active AND next_at <= %s
                   ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED""",
                self.env["jn.clock"]._now(),
            )
        )
        return self.browse(rows[0] if rows else [])
