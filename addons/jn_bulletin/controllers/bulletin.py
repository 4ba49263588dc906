from functools import partial

from odoo import http
from odoo.http import request

from odoo.addons.jn_assessment.controllers.workbook import handed_out


class BulletinWorkbook(http.Controller):
    """The rankings of a bulletin as a workbook."""

    @http.route("/jn/bulletin/<int:bulletin_id>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def workbook(self, bulletin_id):
        """Answer the file; 404 for who may not see the bulletin."""
        bulletins = request.env["jn.bulletin"]
        bulletin = bulletins.has_access("read") and bulletins.search([("id", "=", bulletin_id)])
        if not bulletin:
            raise request.not_found()
        return handed_out(bulletin.name, partial(request.env["jn.bulletin.workbook"]._write, bulletin))
