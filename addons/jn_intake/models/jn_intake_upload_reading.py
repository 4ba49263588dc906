from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice

from odoo import api, models

from odoo.addons.jn_org.depot import Depot
from odoo.addons.jn_org.exceptions import JnError
from odoo.addons.jn_rules import lines, tables

from .. import spreadsheets, workbooks
from ..const import COUNTS, SMALL_BOOK

depot = Depot("jn_intake")


class JnIntakeUpload(models.Model):
    """Reads files of any size, a batch at a time.

    A text file is read from a place on, which is written together with the rows that were taken before it: whoever goes
    on after a crash, goes on there. A workbook has no such places; it is unpacked into a text file first.
    """

    _inherit = "jn.intake.upload"

    # The file

    def _keep_file(self, stream):
        """Keep what this stream holds in place of the file so far; nothing of it is read yet."""
        self.ensure_one()
        self._store(depot.keep(self.env.cr.dbname, stream))
        self.write({"form": False, "checksum": False, "row_count": 0})
        self._begin_anew()

    def _store(self, name):
        """Let the upload know its file by this name; the one before goes with the end of the transaction."""
        self._drop_file()
        self.write({"stored": name, "size": depot.size(self.env.cr.dbname, name)})

    def _drop_file(self):
        """Delete the file, unless this transaction fails."""
        if name := self.stored:
            dbname = self.env.cr.dbname
            self.env.cr.postcommit.add(lambda: depot.drop(dbname, name))
            self.write({"stored": False, "size": 0})

    @api.autovacuum
    def _gc_strays(self):
        """Delete files that failed transactions left behind."""
        known = set(self.sudo().search([("stored", "!=", False)]).mapped("stored"))  # names are hidden
        depot.drop(self.env.cr.dbname, *depot.strays(self.env.cr.dbname, known))

    @contextmanager
    def _opened(self):
        try:
            file = depot.opened(self.env.cr.dbname, self.stored or "-")
        except FileNotFoundError:
            raise tables.TableError("no_file") from None
        with file:
            yield file

    @contextmanager
    def _opened_table(self, place=None):
        """Yield the rows of the file, from a place on if one is given."""
        with self._opened() as file:
            if self.form:
                yield lines.Rows(file, lines.Form(**self.form), lines.Place(**place) if place else lines.Place())
            else:
                yield workbooks.rows(file, self._limit("intake.upload_megabytes") << 20)

    # Checking

    def _begin_anew(self):
        """Forget what was read from the file."""
        self.row_ids.unlink()
        zero = dict.fromkeys(COUNTS, 0)
        self.write({"state": "draft", "trouble": False, "columns": False, "unread": False, "twin_id": False, "place": False, **zero})

    def _read_file(self):
        """Read headings and first rows; raises TableError for a file that is no table of cases."""
        self._recognise()
        column = self.env["jn.intake.column"]
        with self._opened_table() as table:
            headings = [tables.text(cell) for cell in next(table, ())]
            columns = tables.match(headings, column._fields_by_heading(self.kind), column._required_fields(self.kind))
            first = list(islice(tables.rows(table, columns), self._limit("intake.preview_rows")))
        if not first:
            raise tables.TableError("empty")
        self.write({
            "state": "checked",
            "columns": [[headings[place], field, place] for place, field in columns.items()],
            "unread": ", ".join(word for place, word in enumerate(headings) if word and place not in columns),
            "twin_id": self._twin().id,
        })
        self.env["jn.intake.row"]._try(self, first)

    def _recognise(self):
        """Find out once what the file is; a small workbook is unpacked at once, a large one when its rows are taken."""
        if self.checksum:
            return
        with self._opened() as file:
            packed = spreadsheets.check(file, self._limit("intake.upload_megabytes"))
            form = False if packed else asdict(spreadsheets.form_of(file))
            checksum = spreadsheets.checksum(file)
        self.form = form
        if form:
            self._count_rows()
        elif self.size <= SMALL_BOOK:
            self._unpack()
        self.checksum = checksum

    def _unpack(self):
        """Turn a workbook into a text file of our own; return 1, for one step."""
        megabytes, most = self._limit("intake.upload_megabytes"), self._limit("intake.upload_rows")
        with self._opened() as file, depot.kept(self.env.cr.dbname) as (name, target):
            spreadsheets.unpack(file, target, megabytes, most)
        self._store(name)
        self.form = asdict(lines.Form())
        self._count_rows()
        return 1

    def _count_rows(self):
        with self._opened_table() as table:
            self.row_count = max(lines.count(table) - 1, 0)
        if self.row_count > (most := self._limit("intake.upload_rows")):
            raise tables.TableError("too_many", most=most)

    def _twin(self):
        """The latest upload of the very same file that was taken."""
        domain = [("checksum", "=", self.checksum), ("state", "in", ("taking", "done")), ("id", "!=", self.id)]
        return self.search(domain, limit=1)

    @api.model
    def _limit(self, code):
        return self.env["jn.intake"]._setting(code)

    # Taking

    def _begin_taking(self):
        """Take the rows from now on, from where it stopped if it was begun before."""
        if not self.place:
            self.row_ids.unlink()  # the first rows were only tried
        self.write({"state": "taking", "trouble": False})

    def _take_rows(self, limit=None):
        """Do the next step in the name of who uploaded the file: unpack it, or take some rows; return 0 if there is none."""
        self.ensure_one()
        if self.state != "taking":
            return 0
        try:
            with self.env.cr.savepoint():
                return self._take_batch(limit or self._limit("intake.batch_rows")) if self.form else self._unpack()
        except JnError as error:
            self.write({"state": "checked", "trouble": str(error)})
        except tables.TableError as error:
            self._begin_anew()
            self.trouble = self._sentence(error)
        return 0

    def _take_batch(self, limit):
        """Take so many rows; they, the place behind them and the counts are one transaction."""
        with self._opened_table(self.place) as table:
            if not self.place:
                next(table, ())  # the headings
            line = table.place.rows + 1
            cells = list(islice(table, limit))
            place = asdict(table.place)
        columns = {column: field for _heading, field, column in self.columns}
        counts = self.env["jn.intake.row"]._take(self, list(tables.rows(cells, columns, start=line)))
        self.write({"place": place, "trouble": False, **{name: self[name] + counts[name.removesuffix("_count")] for name in COUNTS}})
        if len(cells) < limit:
            self._finish()
        return len(cells)

    def _finish(self):
        """All rows are taken; citizens' numbers are not kept twice."""
        self.write({"state": "done", "row_count": self._progress()["done"]})
        self._drop_file()
