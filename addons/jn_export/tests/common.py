"""Cases to export, and people who press the button."""

import io

from openpyxl import load_workbook

from odoo.addons.jn_revisit.tests.common import RevisitCase

from ..models.jn_export_gathering import depot

REF = {"name": "ref", "label": "Number"}


class ExportCase(RevisitCase):
    """The city on a Monday at ten, where every list of more than two rows is a long one, gathered by twos."""

    def setUp(self):
        super().setUp()
        self.interpret("export.direct_rows", 2)
        self.interpret("export.batch_rows", 2)

    def cases(self, count, **values):
        """So many cases of window A."""
        return self.env["jn.case"].concat(*(self.ingest(**values) for _number in range(count)))

    def begun(self, records, columns=(REF,), role="supervisor", **context):
        """The export that the person with this role has begun of these records."""
        exports = self.as_user(role)["jn.export"].with_context(**context)
        action = exports.begin(records._name, [("id", "in", records.ids)], list(columns), "Cases")
        self.assertTrue(action)
        return self.as_user(role)["jn.export"].browse(action["res_id"])

    def gathered(self, export):
        """The same export when all its rows are gathered."""
        while export.take_next()["running"]:
            pass
        return export

    def book(self, export):
        """The sheets of its file."""
        return load_workbook(io.BytesIO(self.bytes_of(export))).worksheets

    def bytes_of(self, export):
        with depot.opened(self.env.cr.dbname, export.sudo().stored) as file:
            return file.read()

    def rows(self, export):
        """The cells of its first sheet, the heading apart."""
        return [list(row) for row in self.book(export)[0].iter_rows(min_row=2, values_only=True)]

    def exported(self, records, *columns, role="supervisor", **context):
        """The rows of an export of these columns, from begin to end."""
        given = [{"name": column, "label": column} for column in columns]
        export = self.gathered(self.begun(records, given, role, **context))
        self.assertEqual(export.state, "ready", export.trouble)
        return self.rows(export)

    def files(self):
        """The names of the files that are kept for this database."""
        folder = depot.folder(self.env.cr.dbname)
        return {file.name for file in folder.iterdir()} if folder.is_dir() else set()
