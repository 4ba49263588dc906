from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

SLACK = 1 << 20  # what a form adds to its file


def _most(_controller):
    """The largest request: a little more than the largest file, which is then refused with a sentence."""
    return (request.env["jn.intake"].sudo()._setting("intake.upload_megabytes") << 20) + SLACK  # a limit is no secret


class Files(http.Controller):
    """Takes files in pieces: what a browser sends here never stands whole in memory."""

    @http.route("/jn/intake/<int:upload_id>/file", type="http", auth="user", methods=["POST"], max_content_length=_most)
    def file(self, upload_id, file):
        """Keep a file for an upload; answers {"error": false or a sentence}."""
        upload = request.env["jn.intake.upload"].browse(upload_id)
        try:
            upload._take_file(file.filename, file.stream)
        except UserError as error:
            request.env.cr.rollback()
            return request.make_json_response({"error": str(error)})
        return request.make_json_response({"error": False})
