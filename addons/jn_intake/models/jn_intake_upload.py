import base64
import hashlib
from itertools import islice

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import JnError, NotAllowed, NotPossible
from odoo.addons.jn_rules import tables

from .. import spreadsheets
from ..const import KINDS, UPLOAD_STATES

GIVEN = {"name", "file", "kind"}
CHUNK = 2000


class JnIntakeUpload(models.Model):
    """A file on its way in: chosen, checked, taken batch by batch, and nothing of it lost or doubled."""

    _name = "jn.intake.upload"
    _description = "Upload"
    _order = "id desc"

    kind = fields.Selection(KINDS, string="File of", required=True, default="cases")
    name = fields.Char(string="File name", required=True, default="-")
    file = fields.Binary(attachment=True, help="Kept until its rows are taken.")
    checksum = fields.Char(readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Uploaded by", readonly=True, required=True)
    at = fields.Datetime(string="Uploaded at", readonly=True, required=True)
    state = fields.Selection(UPLOAD_STATES, readonly=True, required=True, default="draft")
    columns = fields.Json(readonly=True)
    unread = fields.Char(string="Columns not read", readonly=True)
    trouble = fields.Text(readonly=True)
    twin_id = fields.Many2one("jn.intake.upload", string="The same file", readonly=True, index="btree_not_null")
    row_ids = fields.One2many("jn.intake.row", "upload_id", string="Rows")
    row_count = fields.Integer(compute="_compute_counts", string="All rows")
    waiting_count = fields.Integer(compute="_compute_counts", string="Waiting")
    created_count = fields.Integer(compute="_compute_counts", string="New")
    updated_count = fields.Integer(compute="_compute_counts", string="Changed")
    unchanged_count = fields.Integer(compute="_compute_counts", string="Known already")
    rejected_count = fields.Integer(compute="_compute_counts", string="Rejected")
    tried_words = fields.Char(compute="_compute_tried_words")
    progress = fields.Json(compute="_compute_progress")

    @api.depends("row_ids.status")
    def _compute_counts(self):
        groups = self.env["jn.intake.row"]._read_group(
            [("upload_id", "in", self.ids)], ["upload_id", "status"], ["__count"]
        )
        counts = {(upload.id, status): count for upload, status, count in groups}
        for upload in self:
            for status in ("waiting", "created", "updated", "unchanged", "rejected"):
                upload[f"{status}_count"] = counts.get((upload.id, status), 0)
            upload.row_count = sum(count for (key, _status), count in counts.items() if key == upload.id)

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_tried_words(self):
        groups = self.env["jn.intake.row"]._read_group(
            [("upload_id", "in", self.ids), ("verdict", "!=", False)], ["upload_id", "verdict"], ["__count"]
        )
        counts = {(upload.id, verdict): count for upload, verdict, count in groups}
        for upload in self:
            bad = counts.get((upload._origin.id, "rejected"), 0)
            tried = sum(count for (key, _verdict), count in counts.items() if key == upload._origin.id)
            upload.tried_words = tried and self.env._(
                "%(tried)s of %(all)s rows were tried: %(good)s would be taken, %(bad)s rejected.",
                tried=tried, all=upload.row_count, good=tried - bad, bad=bad,
            )

    @api.depends("state", "row_ids.status")
    def _compute_progress(self):
        for upload in self:
            upload.progress = upload._progress()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_given(vals_list)
        system = {"user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        return super().create([{**vals, **system} for vals in vals_list])

    def write(self, vals):
        self._check_given([vals])
        if not self.env.su and any(upload.state in ("taking", "done") for upload in self):
            raise NotPossible(self.env._("This file is being taken or was taken already. Make a new upload for another one."))
        result = super().write(vals)
        if {"file", "kind"} & set(vals) and not self.env.su:
            self.sudo()._begin_anew()  # what was read from the other file is the system's
        return result

    @api.model
    def _check_given(self, vals_list):
        """Nobody writes what the system finds out about a file."""
        if not self.env.su and any(set(vals) - GIVEN for vals in vals_list):
            raise NotAllowed(self.env._("Choose a file; everything else about an upload is written by the system."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if any(upload.state in ("taking", "done") for upload in self):
            raise NotPossible(self.env._("A file that was taken stays on record."))
        self.sudo().row_ids.unlink()  # rows are written by the system

    def action_check(self):
        """Read the file and try its first rows, without taking any; what is wrong with it stands on the form."""
        self.ensure_one()
        self._check_person()
        upload = self.sudo()  # rows are written by the system, the door below asks who sends
        if upload.state not in ("draft", "checked"):
            return True
        upload._begin_anew()
        try:
            upload._read_file()
            first = self.env["jn.intake"]._setting("intake.preview_rows")
            upload.row_ids.search([("upload_id", "=", self.id)], limit=first)._try(upload.user_id)
        except (tables.TableError, JnError) as error:
            upload._begin_anew()
            upload.trouble = self._sentence(error) if isinstance(error, tables.TableError) else str(error)
        return True

    def action_take(self):
        """Begin to take the rows; the form goes on with it, and if it is closed, the server does."""
        self.ensure_one()
        self._check_person()
        if self.state == "checked":
            self.sudo().write({"state": "taking", "trouble": False})  # states are written by the system
        return True

    def take_next(self):
        """Take the next rows and return how far it is: {state, total, done, created, …}; harmless when repeated."""
        self.ensure_one()
        self._check_person()
        # Rows are written by the system; the door asks who sends.
        if not (upload := self.sudo()).try_lock_for_update():
            return {**self._progress(), "busy": True}
        upload._take_rows()
        return self._progress()

    def action_open_rejects(self):
        """Open the rows that were rejected, each with its reason."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_intake.jn_intake_row_action")
        return {**action, "domain": [("upload_id", "=", self.id), ("status", "=", "rejected")]}

    def action_open_rows(self):
        """Open all rows of the file."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_intake.jn_intake_row_action")
        return {**action, "domain": [("upload_id", "=", self.id)]}

    def action_download_rejects(self):
        """Download the rejected rows as a workbook with the reason in the last column."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/intake/{self.id}/rejects.xlsx", "target": "download"}

    def _door(self):
        """The model that takes the rows of this kind of file, by `_take` and `_try`."""
        return self.env["jn.intake"]

    @api.model
    def _key_of(self, data):
        """By what a row is known: the case's number."""
        return data.get("ref")

    def _check_person(self):
        self._door()._check_role()
        self.check_access("write")

    def _progress(self):
        self.ensure_one()
        counts = {name: self[f"{name}_count"] for name in ("created", "updated", "unchanged", "rejected")}
        return {"state": self.state, "total": self.row_count, "done": sum(counts.values()), **counts, "busy": False}

    def _begin_anew(self):
        """Forget what was read from the file."""
        self.row_ids.unlink()
        self.write({"state": "draft", "trouble": False, "columns": False, "unread": False, "checksum": False, "twin_id": False})

    def _read_file(self):
        """Make rows of the file's lines; raises TableError for a file that is no table of cases."""
        column, setting = self.env["jn.intake.column"], self.env["jn.intake"]._setting
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        table = iter(spreadsheets.read(data, setting("intake.upload_megabytes")))
        headings = [tables.text(cell) for cell in next(table, ())]
        columns = tables.match(headings, column._fields_by_heading(self.kind), column._required_fields(self.kind))
        self._make_rows(tables.rows(table, columns), setting("intake.upload_rows"))
        checksum = hashlib.sha256(data).hexdigest()
        self.write({
            "state": "checked",
            "columns": [[headings[place], field] for place, field in columns.items()],
            "unread": ", ".join(word for place, word in enumerate(headings) if word and place not in columns),
            "checksum": checksum,
            "twin_id": self._twin(checksum).id,
        })

    def _make_rows(self, rows, most):
        count, rows_of_file = 0, self.env["jn.intake.row"]
        while chunk := list(islice(rows, CHUNK)):
            count += len(chunk)
            if count > most:
                raise tables.TableError("too_many", most=most)
            rows_of_file.create([rows_of_file._prepare_values(self, line, data) for line, data in chunk])
        if not count:
            raise tables.TableError("empty")

    def _twin(self, checksum):
        """The latest upload of the very same file that was taken."""
        domain = [("checksum", "=", checksum), ("state", "in", ("taking", "done")), ("id", "!=", self.id)]
        return self.search(domain, limit=1)

    def _take_rows(self, limit=None):
        """Take the next rows in the name of who uploaded them; return how many there were."""
        self.ensure_one()
        if self.state != "taking":
            return 0
        limit = limit or self.env["jn.intake"]._setting("intake.batch_rows")
        rows = self.row_ids.search([("upload_id", "=", self.id), ("status", "=", "waiting")], limit=limit, order="line")
        try:
            with self.env.cr.savepoint():
                rows._take(self.user_id)
        except JnError as error:
            self.write({"state": "checked", "trouble": str(error)})
            return 0
        if len(rows) < limit:
            self.write({"state": "done", "file": False})  # citizens' numbers are not kept twice
        else:
            self.write({"trouble": False})
        return len(rows)

    def _sentence(self, error):
        """What is wrong with a file, in the person's language, with what to do."""
        given = error.params
        return {
            "no_file": lambda: self.env._("Choose a file first."),
            "too_large": lambda: self.env._("The file is larger than %(most)s megabytes. Split it and upload the parts.", **given),
            "old_xls": lambda: self.env._("This is a workbook of the old kind (xls). Open it and save it as XLSX, then upload that."),
            "broken": lambda: self.env._("The workbook cannot be opened. Save it again as XLSX or CSV, then upload that."),
            "not_text": lambda: self.env._("This is neither a workbook (XLSX) nor a text file (CSV). Save the table as one of them."),
            "no_header": lambda: self.env._(
                "The first row must hold the headings; it holds: %(found)s. Put the headings into the first row.", **given
            ),
            "missing": lambda: self.env._("These headings are missing: %(headings)s. Add the columns and upload the file again.", **given),
            "double": lambda: self.env._("These headings mean the same: %(headings)s. Keep one of the columns.", **given),
            "empty": lambda: self.env._("There is no row below the headings."),
            "too_many": lambda: self.env._("The file has more than %(most)s rows. Split it and upload the parts.", **given),
        }[error.code]()
