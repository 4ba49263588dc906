from functools import partial
from tempfile import TemporaryFile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handed_out(name, write):
    """Answer the workbook that `write` puts into an open file: it is made on the disk and leaves it a piece at a time."""
    file = TemporaryFile()  # noqa: SIM115 - the answer reads it to its end, and then it is gone
    write(file)
    size = file.seek(0, 2)
    file.seek(0)
    headers = [
        ("Content-Type", XLSX),
        ("Content-Length", str(size)),
        ("Content-Disposition", content_disposition(f"{name}.xlsx")),
        ("Cache-Control", "no-store"),
    ]
    return request.make_response(wrap_file(request.httprequest.environ, file), headers)


class SheetWorkbook(http.Controller):
    """A score sheet as a workbook whose formulas reckon every score again."""

    @http.route("/jn/sheet/<int:sheet_id>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def workbook(self, sheet_id):
        """Answer the file; 404 for who may not see the sheet."""
        sheets = request.env["jn.sheet"]
        sheet = sheets.has_access("read") and sheets.search([("id", "=", sheet_id), ("state", "!=", "draft")])
        if not sheet:
            raise request.not_found()
        return handed_out(sheet.display_name, partial(request.env["jn.sheet.workbook"]._write, sheet))
