"""The web client's own way to the server: log in, then call methods over JSON-RPC."""

import http.cookiejar
import json
import time
import urllib.request

from lxml import etree

PAGE, COUNT, COLUMN = 80, 10_001, 80  # how many records a list shows, counts at most, and a board's column asks for


class Refused(Exception):
    """The server answered with an error."""


class Client:
    """One person's session; `call` returns the result and the seconds that it took."""

    def __init__(self, address, database, login, password):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.context = {"lang": "zh_CN", "tz": "Asia/Shanghai"}
        answer = self._post("/web/session/authenticate", {"db": database, "login": login, "password": password})
        self.context["uid"] = answer["uid"]
        self.views = {}

    def call(self, model, method, *args, **kwargs):
        """Call a method as the web client does."""
        given = {"model": model, "method": method, "args": list(args), "kwargs": {"context": self.context, **kwargs}}
        started = time.perf_counter()
        result = self._post(f"/web/dataset/call_kw/{model}/{method}", given)
        return result, time.perf_counter() - started

    def specification(self, model, view):
        """What a view shows, as the web client asks for it."""
        arch, models = self._view(model, view)
        return fitting(shown(arch), model, models)

    def order(self, model, view):
        """The order in which a view shows records, as the web client asks for it."""
        return ordered(self._view(model, view)[0].get("default_order", ""))

    def count_limit(self, model, view):
        """Up to how many records a view counts, and one more, as the web client asks for it."""
        return counted(self._view(model, view)[0])

    def load(self, action_id):
        """An action as the web client gets it from a menu."""
        return self._post("/web/action/load", {"action_id": action_id, "context": self.context})

    def _view(self, model, view):
        """A view and what is known of its models; read once, as in the client."""
        if (model, view) not in self.views:
            found, _seconds = self.call(model, "get_views", [[False, view], [False, "search"]], options={"toolbar": True})
            self.views[model, view] = etree.fromstring(found["views"][view]["arch"]), found["models"]
        return self.views[model, view]

    def _post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        with self.opener.open(request, timeout=600) as response:
            answer = json.load(response)
        if "error" in answer:
            raise Refused(answer["error"]["data"].get("message"))
        return answer["result"]


def counted(arch):
    """Up to how many records a list is counted: one more than it shows as a number.

    >>> counted(etree.fromstring('<list count_limit="80"/>')), counted(etree.fromstring("<list/>"))
    (81, 10001)
    """
    return int(arch.get("count_limit", COUNT - 1)) + 1


def ordered(words):
    """A view's `default_order` as the web client writes it.

    >>> ordered("next_due_at, id desc"), ordered("")
    ('next_due_at ASC, id DESC', '')
    """
    terms = [term.split() for term in words.split(",") if term.strip()]
    return ", ".join(f"{name} {way[0].upper() if way else 'ASC'}" for name, *way in terms)


def shown(node):
    """The fields that a view's element shows: {field: those that it shows in turn}.

    >>> shown(etree.fromstring('<form><field name="a"/><group><field name="b"><list><field name="c"/></list></field></group></form>'))
    {'a': {}, 'b': {'c': {}}}
    """
    fields = {}
    for child in node.iterchildren(tag=etree.Element):
        if child.tag == "field":
            fields[child.get("name")] = {name: inner for view in child for name, inner in shown(view).items()}
        else:
            fields.update(shown(child))
    return fields


def fitting(fields, model, models):
    """The specification for `web_read`: relations with what is shown of them, their names at least.

    >>> models = {"a": {"fields": {"b": {"type": "many2one", "relation": "x"}, "c": {"type": "char"}}}}
    >>> fitting({"b": {}, "c": {}, "gone": {}}, "a", models)
    {'b': {'fields': {'display_name': {}}}, 'c': {}}
    """
    known = models[model]["fields"] if model in models else {}
    specification = {}
    for name, inner in fields.items():
        if known.get(name, {}).get("type") == "many2one":
            specification[name] = {"fields": {"display_name": {}}}
        elif known.get(name, {}).get("type") in ("one2many", "many2many"):
            specification[name] = {"fields": fitting(inner, known[name]["relation"], models), "limit": 40}
        elif name in known:
            specification[name] = {}
    return specification
