import functools
import hashlib

from markupsafe import Markup

from odoo import http
from odoo.http import request
from odoo.tools.misc import file_open

from odoo.addons.jn_message.controllers.refusals import Gate
from odoo.addons.jn_org.exceptions import BadInput

from .. import link
from .form import Form, most_bytes
from .matter import Matter

STYLE = "jn_revisit/static/citizen/citizen.css"
LANGUAGES = {"zh-CN": "zh_CN", "en-US": "en_US"}
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; script-src 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class CitizenPage(http.Controller):
    """Where a citizen answers, and later sees where the matter stands; the link is the only key (Art. 6, 7)."""

    def _is_looking(self, rule, args):
        """Opening the page runs on a read-only cursor: link scanners change nothing. Only a guess is counted."""
        return request.httprequest.method != "POST" and link.is_ours(request.env, args["token"])

    def _most_bytes(self):
        """Pictures come with the confirming step of a valid link alone, whose form is a multipart one."""
        asked = request.httprequest
        with_files = asked.mimetype == "multipart/form-data" and link.is_ours(request.env, asked.path.rpartition("/")[2])
        return most_bytes(request.env["jn.setting"]._get, with_files)

    # No CSRF token: no session and no cookie gives any right here. Who can post knows the link,
    # and the link is the secret.
    @http.route(
        "/jn/r/<string:token>",
        type="http",
        auth="citizen",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
        readonly=_is_looking,
        max_content_length=_most_bytes,
    )
    def citizen_page(self, token, **_query):
        """Show the matters of a link; take an answer only from a confirmed POST (decision A5)."""
        request.update_context(lang=_language(request.httprequest), allowed_company_ids=_companies())
        form = _posted()
        matters = _matters_of(token, form)
        if not matters:
            return self._refuse_forged(token)
        if form:
            return self._take_unless_closed(form, matters)
        return self._show(matters, status=410 if matters[0].is_over else 200)

    def _take_unless_closed(self, form, matters):
        """Take a posted form. A link that has sent too much rubbish is told to wait; what is valid always passes, pictures apart."""
        gate = Gate(f"revisit {matters[0].id}")
        if form.pictures and gate.is_closed:  # looking at pictures takes long
            return self._say_closed(matters, gate.headers)
        response = self._take(form, matters)
        if response.status_code < 400:
            return response
        if gate.is_closed:
            return self._say_closed(matters, gate.headers)
        gate.count("form of a citizen's page")
        return response

    def _say_closed(self, matters, headers):
        sentence = request.env._("Too much was sent with this link that we cannot take. Please wait a few minutes, or call us.")
        return self._say(sentence, 429, matters[:1], headers)

    def _take(self, form, matters):
        """Lead a posted form to its next step: asked again, to be confirmed, or stored. The first is the link's own matter."""
        matter = next((each for each in matters if each.id == (form.revisit or matters[0].id)), None)
        if not matter:
            return self._say(request.env._("This matter does not belong to this link."), 400, matters)
        matter.fill(form)
        if form.step == "follow":
            return self._store(matter, matters, matter.tell_of_repair)
        if matter.is_repeated:
            return self._thank(matter)
        if matter.refusal:
            return self._say(matter.refusal, 410, matters)
        return self._go_on(matter, matters)

    def _go_on(self, matter, matters):
        step = matter.form.step
        matter.problem = matter.find_problem() if step != "edit" else None
        if matter.problem or step == "edit":
            return self._show([matter], asking=True)
        matter.problem = matter.clean_pictures() if step == "confirm" else None
        if matter.problem or step != "confirm":
            return self._render("jn_revisit.citizen_confirm", matters, 400 if matter.problem else 200, matter=matter)
        return self._store(matter, matters, matter.answer)

    def _store(self, matter, matters, verb):
        try:
            verb()
        except BadInput as refusal:
            request.env.cr.rollback()  # a refusal leaves nothing behind
            return self._say(str(refusal), 400, matters)
        return self._thank(matter)

    def _thank(self, matter):
        """Go back to where the link leads, so that reloading the page sends nothing again."""
        return request.redirect(f"{_address()}#m{matter.id}", code=303)

    def _show(self, matters, status=200, asking=False):
        shape = matters[0].shape if len(matters) == 1 and status == 200 and not asking else None
        if shape:
            words = {**matters[0].own_words, **_frame(matters)}
            return self._respond(request.env["jn.citizen.letter"]._write_out(shape, words))
        return self._render("jn_revisit.citizen_page", matters, status, asking=asking)

    def _say(self, sentence, status, matters=(), headers=None):
        return self._render("jn_revisit.citizen_sentence", matters, status, headers, sentence=sentence)

    def _refuse_forged(self, token):
        """Refuse a link that is not ours, in the same words whatever is wrong with it."""
        gate = Gate()
        sentence = request.env._("We do not know this link. Please open it again from our message.")
        if gate.is_closed:
            return self._say(sentence, 429, headers=gate.headers)
        if not link.is_ours(request.env, token):
            gate.count("unknown link of a citizen's page")
        return self._say(sentence, 404)

    def _refuse_large(self, wait):
        """Refuse a form that is larger than anything we ask for; nothing of it has been read. Who sent many is told to `wait`."""
        request.update_context(lang=_language(request.httprequest))
        if wait:
            return self._say_closed((), wait)
        sentence = request.env._("What you sent is too large for us. Please go back, choose smaller or fewer pictures, and send it again.")
        return self._say(sentence, 413)

    def _render(self, template, matters, status=200, headers=None, **values):
        """Render one of the page's templates with what all of them need."""
        html = request.env["ir.qweb"]._render(
            template, {**_frame(matters), "matters": matters, **values}, minimal_qcontext=True
        )
        return self._respond(html, status, headers)

    def _respond(self, html, status=200, headers=None):
        every = {**HEADERS, **(headers or {})}
        return request.make_response(Markup("<!DOCTYPE html>\n") + html, list(every.items()), status=status)


def _posted():
    """The form that was posted, None where the page is only looked at."""
    asked = request.httprequest
    return Form.read(asked.form, asked.files) if asked.method == "POST" else None


def _matters_of(token, form):
    """The matter of a link and, unless `form` is about that alone, the others on its page; none for a link that is not ours."""
    number = link.number(request.env, token)
    revisits = request.env["jn.revisit"].sudo()  # a citizen has no login; the link is what lets them in
    ask = revisits._question if form and form.revisit in (None, number) else revisits._questions
    return [Matter(request.env, question) for question in ask(number)] if number else []


def _companies():
    """The companies of the public user, which are remembered: else a row of its own would be read for whatever is stored."""
    return list(request.env.user._get_company_ids())


def _frame(matters):
    """What stands around every page: language, hall, phone, where forms go to."""
    lang = request.env.lang or "zh_CN"
    words = matters[0].words if matters else _city_words()
    path = request.httprequest.path
    return {
        "lang": lang.replace("_", "-"),
        "hall": words["hall"],
        "signature": words["signature"],
        "phone": words["phone"],
        "path": path,
        "other_path": f"{path}?lang={'zh_CN' if lang == 'en_US' else 'en_US'}",
        "action": _address(),
        "style": f"/{STYLE}?{_style_version()}",
    }


def _address():
    """The page's own path with its query: where its forms go to."""
    return request.httprequest.full_path.rstrip("?")


def _city_words():
    city = request.env["jn.unit"].sudo().search([("kind", "=", "city")], limit=1)  # its name and phone are public
    return {"hall": city.name or "", "signature": city.name or "", "phone": city.phone or ""}


def _language(httprequest):
    """The language asked for by the page's own switch, else by a browser that clearly prefers English."""
    asked = httprequest.args.get("lang")
    if asked in LANGUAGES.values():
        return asked
    return LANGUAGES[httprequest.accept_languages.best_match(list(LANGUAGES), "zh-CN")]


@functools.cache
def _style_version():
    """A word that changes with the style sheet, so that no old one is kept by a browser."""
    with file_open(STYLE, "rb") as style:
        return hashlib.sha256(style.read()).hexdigest()[:8]
