import logging

from odoo import http
from odoo.http import request

from ..wechat import Refused

MOST_BYTES = 64 * 1024
_logger = logging.getLogger(__name__)


class WechatCallback(http.Controller):
    """Where WeChat brings receipts, scans and citizens' texts."""

    # No CSRF token: WeChat has no session; its signature is what counts.
    @http.route(
        "/jn/wechat/<int:account_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
        max_content_length=MOST_BYTES,
    )
    def wechat_callback(self, account_id, **_query):
        """Answer WeChat's test of our address, or store what a signed call brings."""
        try:
            words = self._answer(account_id, request.httprequest)
        except Refused as refusal:
            _logger.info("Callback for WeChat account %s refused: %s", account_id, refusal)
            return request.make_response("", status=403)
        return request.make_response(words, [("Content-Type", "text/plain; charset=utf-8")])

    def _answer(self, account_id, httprequest):
        callback = request.env["jn.wechat.callback"]
        if httprequest.method != "POST":
            return callback._greet(account_id, httprequest.args)
        callback._take(account_id, httprequest.args, httprequest.get_data())
        return "success"
