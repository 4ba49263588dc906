from odoo import http
from odoo.http import content_disposition, request

from .. import spreadsheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Rejects(http.Controller):
    """The rejected rows of an upload as a workbook to mend and upload again."""

    @http.route("/jn/intake/<int:upload_id>/rejects.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def rejects(self, upload_id):
        """Answer the file's own headings and cells, with the reason in a last column; 404 for who may not see it."""
        upload = request.env["jn.intake.upload"].search([("id", "=", upload_id)]) if self._may() else None
        if not upload:
            raise request.not_found()
        headings = [heading for heading, _field in upload.columns or []]
        # The data of rows is hidden from screens; who sent the file gets its own rows back.
        rows = upload.sudo().row_ids.filtered(lambda row: row.status == "rejected").sorted("line")
        cells = [[*(row.data.get(field) for _heading, field in upload.columns), row.error] for row in rows]
        content = spreadsheets.write([*headings, request.env._("Reason for rejection")], cells)
        name = request.env._("Rejected rows of %(file)s", file=upload.name.rsplit(".", 1)[0])
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)

    def _may(self):
        return request.env["jn.intake.upload"].has_access("read")
