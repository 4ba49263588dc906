import base64
import io

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import JnError, NotAllowed, NotPossible
from odoo.addons.jn_rules import tables

from ..const import COUNTS, KINDS, UPLOAD_STATES

GIVEN = {"name", "file", "kind"}


class JnIntakeUpload(models.Model):
    """A file on its way in: chosen, checked, taken batch by batch, and nothing of it lost or doubled."""

    _name = "jn.intake.upload"
    _description = "Upload"
    _order = "id desc"

    kind = fields.Selection(KINDS, string="File of", required=True, default="cases")
    name = fields.Char(string="File name", required=True, default="-")
    file = fields.Binary(compute="_compute_file", inverse="_inverse_file", help="Taken in here, never given out again.")
    stored = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    size = fields.Integer(string="Size (bytes)", readonly=True)
    form = fields.Json(readonly=True)
    place = fields.Json(readonly=True)
    checksum = fields.Char(readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Uploaded by", readonly=True, required=True)
    at = fields.Datetime(string="Uploaded at", readonly=True, required=True)
    state = fields.Selection(UPLOAD_STATES, readonly=True, required=True, default="draft")
    columns = fields.Json(readonly=True)
    unread = fields.Char(string="Columns not read", readonly=True)
    trouble = fields.Text(readonly=True)
    twin_id = fields.Many2one("jn.intake.upload", string="The same file", readonly=True, index="btree_not_null")
    row_ids = fields.One2many("jn.intake.row", "upload_id", string="Rows")
    row_count = fields.Integer(string="All rows", readonly=True)
    created_count = fields.Integer(string="New", readonly=True)
    updated_count = fields.Integer(string="Changed", readonly=True)
    unchanged_count = fields.Integer(string="Known already", readonly=True)
    rejected_count = fields.Integer(string="Rejected", readonly=True)
    tried_words = fields.Char(compute="_compute_tried_words")
    progress = fields.Json(compute="_compute_progress")

    def _compute_file(self):
        """The file holds citizens' numbers: it comes in, and goes out to nobody."""
        self.file = False

    def _inverse_file(self):
        for upload in self.sudo():  # what is kept of a file is the system's
            upload._keep_file(io.BytesIO(base64.b64decode(upload.file or b"")))

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
            upload.tried_words = tried and upload._words_of_trial(tried, tried - bad, bad)

    def _words_of_trial(self, tried, good, bad):
        if not self.row_count:  # a large workbook is counted when it is unpacked
            return self.env._("The first %(tried)s rows were tried: %(good)s would be taken, %(bad)s rejected.", tried=tried, good=good, bad=bad)
        return self.env._(
            "%(tried)s of %(all)s rows were tried: %(good)s would be taken, %(bad)s rejected.", tried=tried, all=self.row_count, good=good, bad=bad
        )

    @api.depends("state", "form", "row_count", *COUNTS)
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
        if "kind" in vals and not self.env.su:
            self.sudo()._begin_anew()  # what was read of the file is the system's
        return result

    def _take_file(self, name, stream):
        """Keep a file that a person sends, in place of the one so far."""
        self.ensure_one()
        self._check_person()
        self.write({"name": name or "-"})  # refuses what is being taken
        self.sudo()._keep_file(stream)  # what is kept of a file is the system's

    @api.model
    def _check_given(self, vals_list):
        """Nobody writes what the system finds out about a file."""
        if not self.env.su and any(set(vals) - GIVEN for vals in vals_list):
            raise NotAllowed(self.env._("Choose a file; everything else about an upload is written by the system."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if any(upload.state in ("taking", "done") for upload in self):
            raise NotPossible(self.env._("A file that was taken stays on record."))
        for upload in self.sudo():  # rows and files are the system's
            upload.row_ids.unlink()
            upload._drop_file()

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
        except (tables.TableError, JnError) as error:
            upload._begin_anew()
            upload.write({"checksum": False, "row_count": 0})  # nothing is known of such a file
            upload.trouble = self._sentence(error) if isinstance(error, tables.TableError) else str(error)
        return True

    def action_take(self):
        """Begin to take the rows; the form goes on with it, and if it is closed, the server does."""
        self.ensure_one()
        self._check_person()
        if self.state == "checked":
            self.sudo()._begin_taking()  # states are written by the system
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

    def action_download_empty(self):
        """Download a workbook that has all headings of this kind of file and no row."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/intake/empty/{self.kind}.xlsx", "target": "download"}

    def action_open_rows(self):
        """Open all rows of the file."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_intake.jn_intake_row_action")
        return {**action, "domain": [("upload_id", "=", self.id)]}

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
        """How far it is: {running, state, total, done, created, updated, unchanged, rejected, unpacking, busy}."""
        self.ensure_one()
        counts = {name.removesuffix("_count"): self[name] for name in COUNTS}
        running = self.state == "taking"
        told = {"running": running, "state": self.state, "total": self.row_count, "done": sum(counts.values()), **counts}
        return {**told, "unpacking": running and not self.form, "busy": False}

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
            "missing": lambda: self.env._(
                "These headings are missing: %(headings)s. These mean nothing here: %(unknown)s."
                " Correct the first row and upload the file again.", **given
            ),
            "double": lambda: self.env._("These headings mean the same: %(headings)s. Keep one of the columns.", **given),
            "empty": lambda: self.env._("There is no row below the headings."),
            "too_many": lambda: self.env._("The file has more than %(most)s rows. Split it and upload the parts.", **given),
        }[error.code]()
