from odoo import http

from odoo.addons.jn_message.controllers.callback import ROUTE, answer_signed


class SmsCallback(http.Controller):
    """Where the carrier's gateway brings receipts and citizens' texts."""

    @http.route("/jn/sms/<int:account_id>", methods=["POST"], **ROUTE)
    def sms_callback(self, account_id, **_query):
        """Store what a signed call brings."""
        return answer_signed("jn.channel.sms", account_id)
