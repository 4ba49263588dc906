import logging

from odoo import http
from odoo.http import request

from ..signed import Refused

MOST_BYTES = 1024 * 1024
_logger = logging.getLogger(__name__)


class AppCallback(http.Controller):
    """Where the app's server brings receipts and citizens' texts."""

    # No CSRF token: the server has no session; its signature is what counts.
    @http.route(
        "/jn/app/<int:account_id>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MOST_BYTES,
    )
    def app_callback(self, account_id, **_query):
        """Store what a signed request brings; whoever cannot sign learns nothing else."""
        headers, body = request.httprequest.headers, request.httprequest.get_data()
        try:
            request.env["jn.channel.app"]._take_callback(account_id, headers, body)
        except Refused as refusal:
            _logger.info("Callback for app account %s refused: %s", account_id, refusal)
            return request.make_response("", status=403)
        except ValueError:
            return request.make_response("", status=400)
        return request.make_response("", status=204)
