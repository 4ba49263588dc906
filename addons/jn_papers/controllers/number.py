from markupsafe import Markup

from odoo import http
from odoo.http import request

from odoo.addons.jn_revisit.controllers.citizen import HEADERS, LANGUAGES

from ..const import TEST_ANSWERS

STYLE = "/jn_revisit/static/citizen/citizen.css"


class NumberPage(http.Controller):
    """The page that a slip opens: is this number yours (Art. 13)? And the slip itself, for the printer."""

    def _is_looking(self, _rule, _args):
        return request.httprequest.method != "POST"

    # No CSRF token: no session and no cookie gives any right here; the link is the key.
    @http.route(
        "/jn/n/<string:token>", type="http", auth="public", methods=["GET", "POST"], csrf=False, save_session=False,
        readonly=_is_looking, max_content_length=10_000,
    )
    def page(self, token, answer=None, **_query):
        """Show the number, masked; take yes or no from a POST alone: link scanners change nothing."""
        best = request.httprequest.accept_languages.best_match(list(LANGUAGES), "zh-CN")
        request.update_context(lang=LANGUAGES[best])
        test = request.env["jn.number.test"]._of_token(token)
        if not test:
            return self._render("jn_papers.number_over", status=404)
        if request.httprequest.method == "POST" and answer in dict(TEST_ANSWERS):
            test._answer(answer)
        return self._render("jn_papers.number_page", test=test, words=test._words())

    @http.route("/jn/number/<int:key>/slip", type="http", auth="user", readonly=True)
    def slip(self, key):
        """The slip to print and hand to the citizen, for who may see the test."""
        test = request.env["jn.number.test"].browse(key).exists()
        if not test or not test.has_access("read"):
            raise request.not_found()
        return self._render("jn_papers.number_slip", test=test, words=test._words())

    def _render(self, template, status=200, **values):
        lang = (request.env.lang or "zh_CN").replace("_", "-")
        html = request.env["ir.qweb"]._render(template, {"lang": lang, "style": STYLE, **values}, minimal_qcontext=True)
        return request.make_response(Markup("<!DOCTYPE html>\n") + html, list(HEADERS.items()), status=status)
