import logging
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from odoo.addons.jn_org.depot import Depot

from .. import book

_logger = logging.getLogger(__name__)

depot = Depot("jn_export")


class JnExport(models.Model):
    """Gathers rows, a batch in a transaction.

    What is kept of a batch goes behind a file whose length stands in the same transaction as the last row that was read:
    whoever goes on after a crash cuts the file back to that length and goes on behind that row.
    """

    _inherit = "jn.export"

    def _gather(self):
        """Do the next step in the name of who asked; return the number of rows, or 1 for the last step."""
        self.ensure_one()
        if self.state != "gathering":
            return 0
        try:
            with self.env.cr.savepoint():
                return self._gather_batch()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except UserError as error:
            self._end("failed", str(error))
        except Exception:
            _logger.exception("Export %s cannot be gathered", self.id)
            self._end("failed", self._in_words().env._("The rows could not be read. Please tell an administrator."))
        return 1

    def _gather_batch(self):
        records, reader = self._as_person()
        if not self._is_kept():
            self._begin_anew()
        batch, headings = self._batch(records, reader), reader._headings(self.columns)
        self._put(headings, reader._cells(batch, self.columns), batch[-1:].id)
        if len(batch) < self._setting("export.batch_rows"):
            self._finish(headings)
        done = len(batch)
        self.env.invalidate_all()  # a batch in memory, not all that went before it
        return done or 1

    def _as_person(self):
        """The list and its reader with the rights that the person has now, and the list's context."""
        exports = self._in_words()
        exports._check_still()
        reader = exports._reader()
        return reader._checked(self.model, self.columns), reader

    def _in_words(self):
        """The export as who asked for it, in their language and the list's context."""
        return self.with_user(self.user_id).with_context(**{"lang": self.user_id.lang, **(self.list_context or {})})

    def _check_still(self):
        if not self.env.user.active or not self._reader()._may():
            raise UserError(self.env._("Who asked for this export may no longer export data."))

    def _batch(self, records, reader):
        """The next rows behind the last one, in the order of their numbers; rows that came later are another export's."""
        behind = Domain("id", ">", self.place["last"]) & Domain("id", "<=", self.place["until"])
        names = reader._fetched(self.columns)
        return records.search_fetch(Domain(self.domain or []) & behind, names, order="id", limit=self._setting("export.batch_rows"))

    # The file

    def _sheets(self):
        return [book.Sheet(**sheet) for sheet in self.sheets or []]

    def _is_kept(self):
        """Whether all that was gathered lies on the disk."""
        with suppress(FileNotFoundError):
            return bool(self.stored) and depot.size(self.env.cr.dbname, self.stored) >= sum(sheet.packed for sheet in self._sheets())
        return False

    def _begin_anew(self):
        """Gather from the first row on, into a file of its own."""
        with depot.kept(self.env.cr.dbname) as (name, _file):
            self._store(name)
        self.write({"sheets": False, "place": {**self.place, "last": 0}, "done_count": 0})

    def _put(self, headings, rows, last):
        """Put rows behind those of the batches before."""
        sheets = self._sheets()
        grown, pieces = book.append(headings, sheets, rows)
        depot.append(self.env.cr.dbname, self.stored, sum(sheet.packed for sheet in sheets), pieces)
        place = {**self.place, "last": last or self.place["last"]}
        self.write({"sheets": [asdict(sheet) for sheet in grown], "place": place, "done_count": self.done_count + len(rows)})

    def _finish(self, headings):
        """All rows are gathered: make the workbook of them, put it on record and tell who waits for it."""
        dbname = self.env.cr.dbname
        with depot.opened(dbname, self.stored) as pieces, depot.kept(dbname) as (name, target):
            book.finish(target, pieces, headings, self._sheets(), self.name)
        self._note("made")
        self._store(name)
        now = self.env["jn.clock"]._now()
        self.write({
            **self._prepare_end("ready"), "row_count": self.done_count, "ready_at": now,
            "keep_until": now + timedelta(hours=self._setting("export.keep_hours")),
        })
        self._tell()

    def _end(self, state, trouble=False):
        """Nothing is gathered any more, and nothing kept of it."""
        self._drop_file()
        self.write({**self._prepare_end(state), "trouble": trouble})

    @api.model
    def _prepare_end(self, state):
        """What was searched for is not kept longer than it is needed; the record of the export has it, masked."""
        return {"state": state, "domain": False, "list_context": False, "sheets": False}

    def _store(self, name):
        """Let the export know its file by this name; the one before goes with the end of the transaction."""
        self._drop_file()
        self.write({"stored": name, "megabytes": depot.size(self.env.cr.dbname, name) / (1 << 20)})

    def _drop_file(self):
        """Delete the file, unless this transaction fails."""
        if name := self.stored:
            dbname = self.env.cr.dbname
            self.env.cr.postcommit.add(lambda: depot.drop(dbname, name))
            self.write({"stored": False, "megabytes": 0})

    def _hand_out(self):
        """Put on record that who asked fetches the file; return (it, open for reading; its size in bytes)."""
        file = depot.opened(self.env.cr.dbname, self.stored)
        self._note("fetched")
        return file, depot.size(self.env.cr.dbname, self.stored)

    @api.autovacuum
    def _gc_files(self):
        """Drop files that were kept long enough, and those that failed transactions left behind."""
        exports = self.sudo()  # files are the system's
        for export in exports.search([("state", "=", "ready"), ("keep_until", "<", self.env["jn.clock"]._now())]):
            export._end("expired")
        known = set(exports.search([("stored", "!=", False)]).mapped("stored"))
        depot.drop(self.env.cr.dbname, *depot.strays(self.env.cr.dbname, known))

    # What is told

    def _note(self, kind):
        """Put on record that who asked took these rows."""
        words = [label for _path, label, _kind in self.columns]
        record = self.env["jn.export.record"].with_user(self.user_id)
        record._note(kind, self.model, self.name, words, self.domain or None, self.done_count)

    def _tell(self):
        """Tell who waits for it, wherever they are by now."""
        words = self._in_words()
        message = words.env._(
            "“%(list)s” is ready: %(count)s rows. Download it under Analysis, Exports of data.", list=self.name, count=self.done_count
        )
        self.user_id._bus_send("simple_notification", {"title": words.env._("Export"), "message": message, "type": "success", "sticky": True})
