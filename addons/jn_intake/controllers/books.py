import tempfile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

from .. import spreadsheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Books(http.Controller):
    """Workbooks to fill in and upload: an empty one, and the rejected rows of an upload."""

    @http.route("/jn/intake/<int:upload_id>/rejects.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def rejects(self, upload_id):
        """Answer the file's own headings and cells, with the reason in a last column; 404 for who did not upload it."""
        upload = request.env["jn.intake.upload"].search([("id", "=", upload_id)]) if self._may() else None
        if not upload or not upload._gives_back(request.env.user):
            raise request.not_found()
        headings = [heading for heading, _field, _place in upload.columns or []]
        return self._book(upload._rejects_name(), [*headings, request.env._("Reason for rejection")], upload._rejected_cells())

    @http.route("/jn/intake/empty/<string:kind>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def empty(self, kind):
        """Answer an empty table with the headings of a kind of file; 404 for who uploads nothing."""
        headings = request.env["jn.intake.column"].sudo()._headings(kind) if self._may() else ()  # what a table looks like is no secret
        if not headings:
            raise request.not_found()
        kinds = dict(request.env["jn.intake.column"]._fields["kind"]._description_selection(request.env))
        return self._book(request.env._("Empty table, %(kind)s", kind=kinds[kind]), headings, ())

    def _book(self, name, headings, rows):
        """The response that carries a workbook; it is never held in memory."""
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the response
        spreadsheets.write_to(file, headings, rows)
        headers = [
            ("Content-Type", XLSX),
            ("Content-Length", str(file.tell())),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        file.seek(0)
        return request.make_response(wrap_file(request.httprequest.environ, file), headers)

    def _may(self):
        return request.env["jn.intake.upload"].has_access("read")
