"""The measurement of screens without a server: what is asked for, what counts as kept, and how it is told."""

import doctest
from datetime import datetime

import pytest
from lxml import etree

from bench.screens import __main__ as screens
from bench.screens import menus, results, upload, web
from tools.demo.logins import PEOPLE

MODELS = {
    "case": {"fields": {
        "unit_id": {"type": "many2one", "relation": "unit"}, "answers": {"type": "one2many", "relation": "answer"}, "ref": {"type": "char"},
    }},
    "answer": {"fields": {"level": {"type": "integer"}}},
}
FORM = '<form><group><field name="ref"/><field name="unit_id"/></group><field name="answers"><list><field name="level"/></list></field></form>'


def test_a_form_is_asked_for_with_all_that_it_shows():
    shown = web.shown(etree.fromstring(FORM))
    assert web.fitting(shown, "case", MODELS) == {
        "ref": {}, "unit_id": {"fields": {"display_name": {}}}, "answers": {"fields": {"level": {}}, "limit": 40},
    }


@pytest.mark.parametrize(("small", "same", "growth"), [(0.05, 0.075, 1.5), (0.002, 0.03, 1.5), (0.002, 0.019, 1.0)])
def test_as_many_rows_take_as_long_and_what_is_quick_may_vary_by_chance(small, same, growth):
    assert results.Screen("clerk", "list", small, same, 9.9).growth == pytest.approx(growth)


UPLOAD = {"rows": 100, "created": 100, "seconds": 40.0, "moves": 50, "waits": [0.2] * 20}


def runs(form=0.1):
    return {"clerk": {"list": {"seconds": [0.05] * 3, "rows": 9}, "form": {"seconds": [form] * 3, "rows": 1}}}


def found(upload=(), same=0.1, full=0.1, menu=0.1, figures=1.9):
    return {
        "repeat": 3, "versions": {"Python": "3.11"}, "upload": {**UPLOAD, **dict(upload)}, "same": runs(same),
        "menus": {"clerk": {"my day": {"kind": "list", "seconds": [menu] * 3}, "figures": {"kind": "pivot", "seconds": [figures] * 3}}},
        "small": {"cases": 10, "runs": runs()}, "large": {"cases": 1000, "runs": runs(full)},
    }


@pytest.mark.parametrize(("changes", "missed"), [
    ({}, []),
    ({"same": 0.16}, ["the one that grows most (form, clerk), on 1,000 cases"]),
    ({"full": 0.4}, ["the slowest of 2 screens, p95 (form, clerk)"]),
    ({"menu": 0.4}, ["the slowest of 1 lists and boards that menus open, p95 (my day, clerk)"]),
    ({"figures": 2.1}, ["the slowest of 1 figures that menus open, p95 (figures, clerk)"]),
    ({"upload": {"seconds": 301.0}}, ["upload of 100 rows"]),
    ({"upload": {"created": 99}}, ["new cases of it"]),
    ({"upload": {"moves": 2}}, ["moves of its bar"]),
    ({"upload": {"waits": [2.0]}}, ["a list meanwhile, p95"]),
])
def test_each_bound_can_be_missed(changes, missed):
    assert [bound.what for bound in results.bounds(found(**changes)) if not bound.kept] == missed


def test_the_page_tells_bounds_and_every_screen():
    page = " ".join(results.page(found(same=0.2, full=0.4)).split())
    assert "| the slowest of 2 screens, p95 (form, clerk) | 400 ms | ≤ 300 ms | NO |" in page
    assert "| clerk | form | 100 | 200 | 400 | 2.00 |" in page
    assert "| clerk | figures | pivot | 1900 |" in page


class Client:
    """A server with so many cases, all in one of three columns; `asked` keeps the limits."""

    def __init__(self, cases=60):
        self.cases, self.asked = cases, []

    def specification(self, _model, _view):
        return {}

    def order(self, _model, _view):
        return "id ASC"

    def count_limit(self, _model, _view):
        return 81

    def call(self, _model, method, *_args, limit=None, unfold_read_default_limit=None, **_given):
        self.asked.append(limit or unfold_read_default_limit)
        records = [{}] * min(self.cases, self.asked[-1] or 1)
        answers = {"web_search_read": {"records": records}, "web_read_group": {"groups": [{"__records": records}, {"__records": []}, {}]}}
        return answers.get(method, records), 0.1


@pytest.mark.parametrize(("what", "limit", "rows"), [
    ("list of all cases", 80, 60), ("list of all cases", 7, 7), ("board of open cases", 80, 60), ("board of open cases", 5, 5),
    ("form of a case", 80, 1),
])
def test_a_screen_asks_for_no_more_rows_than_it_may_and_tells_how_many_came(what, limit, rows):
    client = Client()
    assert screens._open(client, screens.DATA["screens"][what], {"id": 1}, limit) == (0.1, rows)
    assert client.asked == [None if "form" in what else limit]


BY_DEFAULT = [("b", "=", 1), ("a", "=", 7)]


class Menus:
    """A server whose menus open a list, a board, figures, something of Odoo's own, and one action twice."""

    ARCHES = {
        "list": '<list count_limit="80" default_order="due desc"><field name="ref"/></list>', "kanban": '<kanban default_group_by="stage"/>',
        "pivot": '<pivot><field name="unit_id" type="row"/><field name="at" type="col" interval="day"/><field name="ref" type="measure"/></pivot>',
        "graph": '<graph><field name="unit_id"/><field name="ref" type="measure"/></graph>', "calendar": "<calendar/>",
        "search": """<search><filter name="day" date="at" default_period="custom_now"><filter name="now" domain="[('b', '=', 1)]"/></filter>
            <filter name="mine" domain="[('a', '=', uid)]"/></search>""",
    }
    KINDS = {1: "list", 2: "kanban", 3: "pivot", 4: "calendar", 5: "list", 6: "graph"}
    context = {"uid": 7}

    def __init__(self):
        self.asked = []

    def load(self, action_id):
        model = "res.users" if action_id == 5 else "jn.case"
        on = {"search_default_mine": 1, "search_default_day": 1}
        return {"res_model": model, "views": [[9, self.KINDS[action_id]]], "domain": False, "context": on}

    def call(self, model, method, *args, **given):
        if method == "load_web_menus":
            menus = [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (6, "f"), (1, "a")]
            window = {"actionModel": "ir.actions.act_window"}
            return {place: {**window, "actionID": action, "name": name} for place, (action, name) in enumerate(menus)}, 0
        if method == "get_views":
            return {"views": {kind: {"arch": self.ARCHES[kind]} for _id, kind in args[0]}, "models": {"jn.case": MODELS["case"]}}, 0
        self.asked.append((method, args, given))
        return {}, 0.5


def test_what_menus_open_is_asked_for_as_the_web_client_asks():
    client = Menus()
    found = list(menus.openings(client))
    assert [(each.menu, each.kind, each.domain) for each in found] == [
        (name, kind, BY_DEFAULT) for name, kind in (("a", "list"), ("b", "kanban"), ("c", "pivot"), ("d", "calendar"), ("f", "graph"))
    ]
    assert [menus.open_it(client, each) for each in found] == [0.5, 0.5, 0.5, 0.0, 0.5]
    page, board, pivot, graph = client.asked
    assert page[0] == "web_search_read" and (page[2]["count_limit"], page[2]["order"], page[2]["limit"]) == (81, "due DESC", 80)
    assert board[0] == "web_read_group" and board[1][1] == ["stage"] and board[2]["auto_unfold"]
    sets = [[], ["at:day"], ["unit_id"], ["unit_id", "at:day"]]
    assert pivot == ("formatted_read_grouping_sets", (BY_DEFAULT, sets, ["ref:sum", "__count"]), {})
    assert graph == ("formatted_read_group", (BY_DEFAULT, ["unit_id"], ["ref:sum", "__count"]), {})


CASE = {"id": 1, "number": "1", "name": "n", "ref": "r"}


def test_on_a_large_city_the_columns_of_a_board_share_as_many_rows():
    small, large = Client(31), Client(60)
    assert screens._columns(large, screens.DATA["screens"]["board of open cases"]) == 3
    assert screens._columns(large, screens.DATA["screens"]["list of all cases"]) == 1
    _full, found = screens._screens([screens.Seat(small, [CASE], False), screens.Seat(large, [CASE], True)], "clerk", 2)
    assert (found["list of all cases"]["rows"], found["board of open cases"]["rows"]) == (31, 10)  # one column of the three has any


def test_each_turn_of_a_screen_is_done_at_every_visit_before_the_next_and_shows_as_many_rows_as_came_at_the_first(monkeypatch):
    opened = []

    def at(client, _screen, sample, limit=screens.web.PAGE):
        opened.append((client, sample["id"], limit))
        return 0.1, 10 * sample["id"]

    monkeypatch.setattr(screens, "_open", at)
    seats = [screens.Seat(name, [{"id": 1}, {"id": 2}], alike) for name, alike in (("small", False), ("full", False), ("same", True))]
    turns = [screens._turn(seats, [1, 1, 1], {}, turn) for turn in range(2)]
    assert opened == [("small", 1, 80), ("full", 1, 80), ("same", 1, 10), ("small", 2, 80), ("full", 2, 80), ("same", 2, 20)]
    assert turns == [[(0.1, 10)] * 3, [(0.1, 20)] * 3]


def test_turns_that_warm_up_do_not_count(monkeypatch):
    seconds = iter(range(1000))
    monkeypatch.setattr(screens, "_open", lambda *_args: (next(seconds), 1))
    monkeypatch.setitem(screens.DATA, "screens", {"list": {"model": "jn.case", "view": "list", "domain": []}})
    [found] = screens._screens([screens.Seat(None, [], False)], "clerk", 2)
    assert found == {"list": {"seconds": [screens.WARM, screens.WARM + 1], "rows": 1}}


def test_who_sees_no_case_in_one_of_the_cities_looks_for_none():
    seats = [screens.Seat(Client(), [CASE], False), screens.Seat(Client(), [], False)]
    for found in screens._screens(seats, "supervisor", 1):
        assert "list of all cases" in found and not {"form of a case", "search by a whole number"} & set(found)


def test_the_uploaded_file_has_the_headings_of_the_contract_and_a_row_for_each_case():
    lines = upload.file_of(3, datetime(2026, 11, 25, 16, 0)).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(upload.HEADINGS) and len(lines) == 4
    assert len({line.split(",")[1] for line in lines}) == 4


def test_every_login_is_one_of_the_citys_and_every_screen_is_asked_for_by_somebody():
    logins = screens.DATA["logins"]
    assert set(logins) <= {person.login for person in PEOPLE} | {"admin"}
    for screen in screens.DATA["screens"].values():
        assert set(screen.get("not", ())) < set(logins) and set(screen.get("only", logins)) <= set(logins)


def test_what_is_looked_for_is_filled_in():
    sample = {"id": 7, "number": "13900000000", "name": "王伟", "ref": "JN1"}
    assert screens._filled("{name}%", sample) == "王伟%" and screens._filled(False, sample) is False


@pytest.mark.parametrize("module", [menus, results, web], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_hold(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed
