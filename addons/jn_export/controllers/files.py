from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Files(http.Controller):
    """Gives a gathered file to who asked for it, from the disk, a piece at a time."""

    @http.route("/jn/export/<int:export_id>.xlsx", type="http", auth="user", methods=["GET"])
    def file(self, export_id):
        """Answer the workbook; 404 for everybody else and once it is gone."""
        export = request.env["jn.export"].browse(export_id)
        try:
            export._check_own()
            export.action_download()
            file, size = export.sudo()._hand_out()  # checked above; where files lie is the system's
        except (UserError, FileNotFoundError):
            raise request.not_found() from None
        headers = [
            ("Content-Type", XLSX),
            ("Content-Length", str(size)),
            ("Content-Disposition", content_disposition(f"{export.name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(wrap_file(request.httprequest.environ, file), headers)
