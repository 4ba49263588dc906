import json

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..const import FETCH_URL, JOIN, MOST_NAME, PREFIX, READER, STATES

# What a call says of itself; all else in its context belongs to the list.
OF_THE_CALL = {"uid", "bin_size", "params"}


class JnExport(models.Model):
    """A long list on its way out: its rows are gathered batch by batch as who asked sees them, then the file waits for them."""

    _name = "jn.export"
    _inherit = "jn.kept"
    _description = "Export"
    _order = "id desc"

    name = fields.Char(string="List", required=True, readonly=True)
    model = fields.Char(required=True, readonly=True)
    domain = fields.Json(readonly=True)
    list_context = fields.Json(readonly=True)
    reader = fields.Char(required=True, readonly=True, default=READER, groups=fields.NO_ACCESS)
    columns = fields.Json(string="Chosen columns", required=True, readonly=True)
    column_words = fields.Char(string="Columns", compute="_compute_column_words")
    user_id = fields.Many2one("res.users", string="Asked by", required=True, readonly=True, index=True)
    at = fields.Datetime(string="Asked at", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="gathering", index=True)
    trouble = fields.Text(readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    done_count = fields.Integer(string="Rows done", readonly=True)
    place = fields.Json(readonly=True)
    sheets = fields.Json(readonly=True)
    stored = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    megabytes = fields.Float(string="Size (megabytes)", digits=(12, 1), readonly=True)
    ready_at = fields.Datetime(readonly=True)
    keep_until = fields.Datetime(string="Kept until", readonly=True)
    progress = fields.Json(compute="_compute_progress")

    @api.depends("columns")
    def _compute_column_words(self):
        for export in self:
            export.column_words = JOIN.join(label for _path, label, _kind in export.columns or [])

    @api.depends("state", "row_count", "done_count")
    def _compute_progress(self):
        for export in self:
            export.progress = export._progress()

    @api.model
    def begin(self, model, domain, columns, name=""):
        """Begin to export a list: return the action that opens it, or False if it is short enough for Odoo's own export.

        `columns`: [{"name": field or path through records ("case_id/unit_id"), "label": heading}]; the list's context
        is the call's. Refuses, with a sentence, lists and columns that are not the person's to read.
        """
        records = self._list_of(model)
        given = self.env["jn.export.reader"]._columns(records, columns)
        return self._begin(records, self._domain_of(domain), given, name)

    @api.model
    def _begin(self, records, domain, columns, name, reader=READER):
        """Begin to export what was checked before; as `begin`, with [[path, heading, kind]] for the model that reads the rows."""
        if not self._is_long(records, domain):
            return False
        self._check_others()
        values = {**self._prepare_values(records, domain, columns, name), "reader": reader}
        return self.sudo().create(values).with_env(self.env)._action_open()  # kept by the system

    @api.model
    def is_long(self, model, domain):
        """Whether a list has more rows than Odoo's own export takes here."""
        return self._is_long(self._list_of(model), self._domain_of(domain))

    def take_next(self):
        """Gather the next rows and return how far it is: {running, state, total, done, busy}; harmless when repeated."""
        self._check_own()
        # rows are read as the person, what is kept of them is the system's
        if not (export := self.sudo()).try_lock_for_update():
            return {**self._progress(), "busy": True}
        export._gather()
        return self._progress()

    def action_stop(self):
        """Stop gathering; what was gathered is dropped."""
        self._check_own()
        if self.state == "gathering":
            self.sudo()._end("stopped")  # states are written by the system
        return True

    def action_download(self):
        """Download the file."""
        self._check_own()
        if self.state != "ready":
            raise NotPossible(self.env._("There is no file any more, or not yet. Export the list once more if you need it."))
        return {"type": "ir.actions.act_url", "url": FETCH_URL % self.id, "target": "download"}

    # Who may

    def _check_own(self):
        """Refuse whoever did not ask for it, administrators included."""
        self.ensure_one()
        self.check_access("read")
        if not self._reader()._may():
            raise self._no_right()
        if self.user_id != self.env.user:
            raise NotAllowed(self.env._("An export belongs to who asked for it. Export the list yourself: you get what you may see."))

    @api.model
    def _check_group(self):
        if not self.env["jn.export.reader"]._may():
            raise self._no_right()

    @api.model
    def _no_right(self):
        return NotAllowed(self.env._("You may not export data. Please ask an administrator for the right to export."))

    def _reader(self):
        """The model that reads the rows, as the person of this environment."""
        return self.env[self.sudo().reader]  # which model reads them is the system's business

    @api.model
    def _check_others(self):
        """Nobody fills the disk by pressing a button again and again."""
        running = self.search_count([("user_id", "=", self.env.uid), ("state", "=", "gathering")])
        if running >= (most := self._setting("export.at_once")):
            raise NotPossible(
                self.env._("%(most)s exports of yours are being gathered already. Wait for one of them, or stop it.", most=most)
            )

    @api.model
    def _is_ours(self, model):
        """Whether this is a model of ours whose rows are kept."""
        records = self.env.get(model) if isinstance(model, str) and model.startswith(PREFIX) else None
        return records is not None and not records._abstract and not records._transient

    @api.model
    def _list_of(self, model):
        """The model of a list that the person may export."""
        self._check_group()
        if not self._is_ours(model):
            raise BadInput(self.env._("There is no list of that name to export."))
        if not self.env[model].has_access("read"):
            raise NotAllowed(self.env._("This list is not yours to read, so it cannot be exported."))
        return self.env[model]

    @api.model
    def _domain_of(self, domain):
        """A search as JSON has it."""
        if not isinstance(domain, list | tuple):
            raise self._no_search()
        return json.loads(json.dumps(domain))

    @api.model
    def _no_search(self):
        return BadInput(self.env._("This search cannot be read. Filter the list once more, then export it."))

    # How long

    @api.model
    def _is_long(self, records, domain):
        most = self._setting("export.direct_rows")
        return self._find(records, "search_count", domain, limit=most + 1) > most

    @api.model
    def _check_direct(self, records):
        """Refuse what would hold a worker up for minutes."""
        if len(records) > (most := self._setting("export.direct_rows")):
            raise NotPossible(
                self.env._(
                    "More than %(most)s rows are not exported in one go. Press “Export All” over the list, or choose XLSX:"
                    " long lists are gathered step by step.", most=most,
                )
            )

    @api.model
    def _find(self, records, method, domain, **how):
        """Search as the person; a search that nobody can carry out is refused with a sentence."""
        try:
            return getattr(records, method)(Domain(domain), **how)
        except (ValueError, TypeError, KeyError, psycopg2.DataError):
            raise self._no_search() from None

    @api.model
    def _prepare_values(self, records, domain, columns, name):
        last = self._find(records, "search", domain, order="id desc", limit=1)
        return {
            "name": str(name or records.env["ir.model"]._get(records._name).name)[:MOST_NAME],
            "model": records._name,
            "domain": domain,
            "list_context": {key: value for key, value in self.env.context.items() if key not in OF_THE_CALL},
            "columns": columns,
            "user_id": self.env.uid,
            "at": self.env["jn.clock"]._now(),
            "row_count": self._find(records, "search_count", domain),
            "place": {"last": 0, "until": last.id},
        }

    # What people see

    def _progress(self):
        """How far it is: {running, state, total, done, busy}."""
        self.ensure_one()
        state = {"running": self.state == "gathering", "state": self.state}
        return {**state, "total": self.row_count, "done": self.done_count, "busy": False}

    def _action_open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_export.jn_export_action")
        return {**action, "res_id": self.id, "views": [(False, "form")], "view_mode": "form"}

    @api.model
    def _setting(self, code):
        # settings are the office's, whoever asks
        return self.env["jn.setting"].sudo()._get(code)
