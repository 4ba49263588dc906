from odoo import http

from odoo.addons.jn_message.controllers.callback import ROUTE, answer_signed


class AppCallback(http.Controller):
    """Where the app's server brings receipts and citizens' answers."""

    @http.route("/jn/app/<int:account_id>", methods=["POST"], **ROUTE)
    def app_callback(self, account_id, **_query):
        """Store what a signed call brings."""
        return answer_signed("jn.channel.app", account_id)
