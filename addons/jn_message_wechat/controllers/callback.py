from odoo import http
from odoo.http import request

from odoo.addons.jn_message.controllers.callback import ROUTE, answer


class WechatCallback(http.Controller):
    """Where WeChat brings receipts, scans and citizens' texts."""

    @http.route("/jn/wechat/<int:account_id>", methods=["GET", "POST"], **{**ROUTE, "max_content_length": 64 * 1024})
    def wechat_callback(self, account_id, **_query):
        """Answer WeChat's test of our address, or store what a signed call brings."""
        call, callback = request.httprequest, request.env["jn.channel.wechat"]
        if call.method != "POST":
            return answer(account_id, lambda: callback._greet(account_id, call.args))
        body = call.get_data()
        return answer(account_id, lambda: callback._take(account_id, call.args, body))
