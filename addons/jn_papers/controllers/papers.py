import base64

from odoo import http
from odoo.http import content_disposition, request

from ..models.jn_paper import DOCX


class Papers(http.Controller):
    @http.route("/jn/paper/<int:key>", type="http", auth="user", readonly=True)
    def template(self, key):
        """The Word file of a paper with its placeholders, for the administrator who changes it."""
        paper = request.env["jn.paper"].browse(key).exists()
        if not paper or not paper.has_access("write"):
            raise request.not_found()
        return self._send(f"{paper.name}.docx", paper._template())

    @http.route("/jn/paper/made/<int:key>", type="http", auth="user", readonly=True)
    def made(self, key):
        """The paper that this person has just made; nobody else's form can be read."""
        form = request.env["jn.paper.wizard"].search([("id", "=", key), ("create_uid", "=", request.env.uid)])
        if not form.data:
            raise request.not_found()
        return self._send(form.file_name, base64.b64decode(form.data))

    def _send(self, name, data):
        headers = {"Content-Type": DOCX, "Content-Disposition": content_disposition(name), "X-Content-Type-Options": "nosniff"}
        return request.make_response(data, headers={**headers, "Cache-Control": "no-store"}.items())
