"""What a person's menus open: each one's first view, with the filters that are on by then, as the web client asks for it."""

import ast
import re
from typing import NamedTuple

from lxml import etree

from . import web

OURS = "jn."  # the models that are measured


class Opening(NamedTuple):
    """What a menu opens: its name, the model, the view's kind and architecture, what is known of models, domain and columns."""

    menu: str
    model: str
    kind: str
    arch: etree._Element
    models: dict
    domain: list
    groups: list


def openings(client):
    """Yield what each menu opens for this person; two menus of one action count once."""
    menus, _seconds = client.call("ir.ui.menu", "load_web_menus", [], False)
    actions = {menu["actionID"]: menu["name"] for menu in menus.values() if menu.get("actionModel") == "ir.actions.act_window"}
    for action_id, name in actions.items():
        action = client.load(action_id)
        if action["res_model"].startswith(OURS):
            yield _opening(client, name, action)


def _opening(client, name, action):
    uid, model = client.context["uid"], action["res_model"]
    [[view_id, kind], *_others] = action["views"]
    search_id = (action.get("search_view_id") or [False])[0]
    views, _seconds = client.call(model, "get_views", [[view_id, kind], [search_id, "search"]], options={"toolbar": True})
    arch, search = (etree.fromstring(views["views"][each]["arch"]) for each in (kind, "search"))
    domain, groups = defaults(search, told(action["context"], uid), uid)
    return Opening(name, model, kind, arch, views["models"], [*told(action["domain"] or [], uid), *domain], groups or columns(kind, arch))


def open_it(client, opening, limit=web.PAGE):
    """Ask for all that the view shows; return the seconds."""
    ask = {"list": _page, "kanban": _page, "pivot": _pivot, "graph": _graph}.get(opening.kind)
    return ask(client, opening, limit) if ask else 0.0


def _page(client, opening, limit):
    specification = web.fitting(web.shown(opening.arch), opening.model, opening.models)
    order = web.ordered(opening.arch.get("default_order", ""))
    if opening.groups:
        given = {"unfold_read_specification": specification, "unfold_read_default_limit": limit, "auto_unfold": opening.kind == "kanban"}
        return client.call(opening.model, "web_read_group", opening.domain, opening.groups[:1], ["__count"], order=order, **given)[1]
    return client.call(
        opening.model, "web_search_read", domain=opening.domain, specification=specification, limit=limit, offset=0, order=order,
        count_limit=web.counted(opening.arch),
    )[1]


def _pivot(client, opening, _limit):
    """With all totals: by every beginning of its rows' fields, by every one of its columns' too."""
    rows, across = ([some[:count] for count in range(len(some) + 1)] for some in (opening.groups, _fields(opening.arch, "col")))
    sets = [[*row, *column] for row in rows for column in across]
    return client.call(opening.model, "formatted_read_grouping_sets", opening.domain, sets, _measures(opening))[1]


def _graph(client, opening, _limit):
    return client.call(opening.model, "formatted_read_group", opening.domain, opening.groups, _measures(opening))[1]


def _measures(opening):
    known = opening.models[opening.model]["fields"]
    measures = [field.get("name") for field in opening.arch.iter("field") if field.get("type") == "measure"]
    return [*(f"{name}:{known[name].get('aggregator') or 'sum'}" for name in measures if name in known), "__count"]


def columns(kind, arch):
    """By what a view groups by itself; of a pivot its rows.

    >>> columns("kanban", etree.fromstring('<kanban default_group_by="stage"/>'))
    ['stage']
    >>> columns("graph", etree.fromstring('<graph><field name="d" interval="day"/><field name="b" type="measure"/></graph>'))
    ['d:day']
    >>> columns("pivot", etree.fromstring('<pivot><field name="a" type="col"/><field name="b" type="row"/></pivot>'))
    ['b']
    """
    if kind == "kanban":
        return [arch.get("default_group_by")] if arch.get("default_group_by") else []
    return _fields(arch, *{"pivot": ["row"], "graph": ["row", "col", None]}.get(kind, ()))


def _fields(arch, *types):
    """The fields by which a view groups in one of these ways, with their intervals."""
    fields = [field for field in arch.iter("field") if field.get("type") in types and field.get("invisible") != "1"]
    return [":".join(filter(None, (field.get("name"), field.get("interval")))) for field in fields]


def defaults(search, context, uid):
    """The domain and the groups of the filters that a context turns on.

    >>> search = etree.fromstring("<search><filter name='a' domain='[(1, 2, uid)]'/><filter name='b' context='{&quot;group_by&quot;: 3}'/></search>")
    >>> defaults(search, {"search_default_a": 1, "search_default_b": 1}, 7)
    ([(1, 2, 7)], [3])
    """
    on = {name.removeprefix("search_default_") for name, value in context.items() if name.startswith("search_default_") and value}
    filters = [_by_default(each) for each in search.iter("filter") if each.get("name") in on]
    groups = [told(each.get("context") or "{}", uid).get("group_by") for each in filters]
    return [leaf for each in filters for leaf in told(each.get("domain") or "[]", uid)], [group for group in groups if group]


def _by_default(node):
    """Of a filter by date the period that it begins with, which must be one of ours; any other filter itself."""
    if not node.get("date"):
        return node
    return next(each for each in node if f"custom_{each.get('name')}" == node.get("default_period"))


def told(words, uid):
    """A domain or a context as the value that it is; `uid` is the only name that those of menus use.

    >>> told("[('a', '=', uid)]", 7), told({"b": 1}, 7)
    ([('a', '=', 7)], {'b': 1})
    """
    return ast.literal_eval(re.sub(r"\buid\b", str(uid), words).strip()) if isinstance(words, str) else words
