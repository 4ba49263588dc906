import tempfile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

from .. import spreadsheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Rejects(http.Controller):
    """The rejected rows of an upload as a workbook to mend and upload again."""

    @http.route("/jn/intake/<int:upload_id>/rejects.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def rejects(self, upload_id):
        """Answer the file's own headings and cells, with the reason in a last column; 404 for who did not upload it."""
        upload = request.env["jn.intake.upload"].search([("id", "=", upload_id)]) if self._may() else None
        if not upload or not upload._gives_back(request.env.user):
            raise request.not_found()
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the response; never held in memory
        headings = [heading for heading, _field, _place in upload.columns or []]
        spreadsheets.write_to(file, [*headings, request.env._("Reason for rejection")], upload._rejected_cells())
        name = request.env._("Rejected rows of %(file)s", file=upload.name.rsplit(".", 1)[0])
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
