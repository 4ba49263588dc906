from odoo import http


class Empty(http.Controller):
    """The ceiling: what a route of Odoo's takes that does nothing."""

    @http.route("/jn/bench/empty", type="http", auth="public", methods=["GET"], save_session=False, readonly=True)
    def empty(self):
        """Answer at once."""
        return "nothing"
