from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetWorkbook(http.Controller):
    """A score sheet as a workbook whose formulas reckon every score again."""

    @http.route("/jn/sheet/<int:sheet_id>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def workbook(self, sheet_id):
        """Answer the file; 404 for who may not see the sheet."""
        sheets = request.env["jn.sheet"]
        sheet = sheets.has_access("read") and sheets.search([("id", "=", sheet_id), ("state", "!=", "draft")])
        if not sheet:
            raise request.not_found()
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(f"{sheet.display_name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(request.env["jn.sheet.workbook"]._content(sheet), headers)
