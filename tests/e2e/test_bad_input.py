"""What cannot be taken is refused in Chinese, with the record and the remedy, and the rules in force stay as they are."""

import base64

import pytest

from .contract import Refused

CHINESE = {"lang": "zh_CN"}


@pytest.fixture(scope="module")
def author(city):
    """An administrator who works in Chinese, as long as these tests last."""
    [user] = city.admin("res.users", "search", domain=[("login", "=", city.login("administrator"))])
    before = city.admin.read("res.users", user, "lang")["lang"]
    city.admin("res.users", "write", ids=[user], vals=CHINESE)
    yield city.people["administrator"]
    city.admin("res.users", "write", ids=[user], vals={"lang": before})


@pytest.fixture(scope="module")
def county(city):
    """A county of its own, with one window."""
    made = city.unit("bad-county", "county", city.city)
    city.unit("bad-window", "window", made)
    return made


@pytest.fixture(scope="module")
def own(city, author, county):
    """The county's own process of cases and its first version, which is in force."""
    [flow] = city.admin("jn.flow", "search", domain=[("code", "=", "case"), ("unit_id", "=", False)])
    form = author.create("jn.flow.own", flow_id=flow, unit_id=county)
    made = author("jn.flow.own", "action_make", ids=[form])["res_id"]
    publish(city, author, made)
    return author.read("jn.flow.version", made, "flow_id")["flow_id"][0], made


def publish(city, author, version):
    for step in ("action_validate", "action_compare", "action_submit"):
        author("jn.flow.version", step, ids=[version])
    form = city.admin.create("jn.flow.publish", version_id=version, reason="试验")
    city.admin("jn.flow.publish", "action_publish", ids=[form])


@pytest.fixture
def draft(author, own):
    """A new draft of it; whatever is tried with it, the version in force stays in force."""
    flow, first = own
    in_force = author.read("jn.flow", flow, "current_version_id")["current_version_id"]
    made = author("jn.flow.version", "action_new_draft", ids=[first])["res_id"]
    yield made
    assert author.read("jn.flow", flow, "current_version_id")["current_version_id"] == in_force


def part(author, model, version, *domain):
    return author(model, "search", domain=[("version_id", "=", version), *domain])[0]


def refusal(call, model, method, **arguments):
    with pytest.raises(Refused) as caught:
        call(model, method, context=CHINESE, **arguments)
    return str(caught.value)


def test_a_guard_that_cannot_be_read_keeps_the_draft_a_draft(author, draft):
    move = part(author, "jn.flow.move", draft, ("event", "=", "completed"))
    author("jn.flow.move", "write", ids=[move], vals={"guard": "[('unit_id', '=',"})
    author("jn.flow.version", "action_validate", ids=[draft], context=CHINESE)
    [found] = author(
        "jn.flow.finding", "search_read", domain=[("version_id", "=", draft), ("level", "=", "error")],
        fields=["what", "res_model", "res_id"], context=CHINESE,
    )
    assert "办结，开始一级回访" in found["what"] and "条件无法" in found["what"] and "[('unit_id', '!=', False)]" in found["what"]
    assert (found["res_model"], found["res_id"]) == ("jn.flow.move", move)
    said = refusal(author, "jn.flow.version", "action_submit", ids=[draft])
    assert "办件回访" in said and "检查" in said


def test_a_formula_that_reaches_for_the_system_is_refused(author):
    [formula] = author("jn.formula.variant", "search", domain=[("formula_id.code", "=", "answered")], limit=1)
    before = author.read("jn.formula.variant", formula, "text")
    said = refusal(author, "jn.formula.variant", "write", ids=[formula], vals={"text": "__import__('os').system('true')"})
    assert "answered" in said or "回" in said
    assert author.read("jn.formula.variant", formula, "text") == before


def test_a_stage_code_is_used_once(author, draft):
    version = author.read("jn.flow.version", draft, "display_name")["display_name"]
    values = {"version_id": draft, "code": "verifying", "name": "联合督查", "kind": "work"}
    for context in ({}, CHINESE):  # who names no language is refused in their own
        with pytest.raises(Refused) as caught:
            author("jn.flow.stage", "create", vals_list=[values], context=context)
        assert str(caught.value) == f"“{version}”已有编码为“verifying”的“督查核实”，请为“联合督查”另取编码。"


def test_what_only_the_database_refuses_is_said_in_the_users_language(author, city):
    code = f"{city.tag}-city"
    with pytest.raises(Refused) as caught:
        author("jn.unit", "create", vals_list=[{"code": code, "name": "又一个市", "kind": "city"}])
    assert str(caught.value) == "已有其他单位使用该编码，请另取编码。"


def test_a_map_that_leaves_out_a_stage_moves_nobody(city, author, own):
    flow, first = own
    case = city.ingest(unit=f"{city.tag}-bad-window", completed_at=None)
    second = author("jn.flow.version", "action_new_draft", ids=[first])["res_id"]
    stage = part(author, "jn.flow.stage", second, ("code", "=", "accepted"))
    author("jn.flow.stage", "write", ids=[stage], vals={"code": "taken_in"})
    publish(city, author, second)
    passage = author("jn.flow.version", "action_migrate", ids=[second])["res_id"]
    said = refusal(author, "jn.flow.migration", "action_run", ids=[passage])
    assert "已受理" in said and "请" in said
    assert city.admin.read("jn.case", case, "flow_version_id")["flow_version_id"][0] == first


def test_the_author_does_not_approve(author, draft):
    for step in ("action_validate", "action_compare", "action_submit"):
        author("jn.flow.version", step, ids=[draft])
    said = refusal(author, "jn.flow.version", "action_publish", ids=[draft])
    assert "办件回访" in said and "administrator" in said and "其他管理员" in said


def test_a_calendar_has_working_time(author):
    said = refusal(author, "jn.calendar", "create", vals_list=[{"code": "walk-none", "name": "空日历"}])
    assert "空日历" in said and "请" in said


def test_a_year_is_not_loaded_twice_with_different_days(city, author):
    calendar = author.create(
        "jn.calendar", code=f"{city.tag}-cal", name="试验日历", hour_ids=[(0, 0, {"weekday": "0", "hour_from": 9, "hour_to": 17})]
    )
    load(author, calendar, "date,kind,name\n2031-01-06,off,元旦\n")
    said = refusal(author, "jn.calendar.load", "action_load", ids=[loading(author, calendar, "date,kind,name\n2031-01-13,off,元旦\n")])
    assert "试验日历" in said and "2031-01-06" in said and "请" in said


def loading(author, calendar, text):
    file = base64.b64encode(text.encode()).decode()
    return author("jn.calendar.load", "create", vals_list=[
        {"calendar_id": calendar, "year": 2031, "source": "file", "file": file, "filename": "2031.csv"}
    ])[0]


def load(author, calendar, text):
    author("jn.calendar.load", "action_load", ids=[loading(author, calendar, text)], context=CHINESE)


def test_who_may_not_make_a_move_is_told_whose_it_is(city):
    case = city.dissatisfied()
    work = city.latest(case, "rectification")
    city.people["liaison"]("jn.rectification", "log_call", ids=[work], reached=True, note="已沟通")
    city.people["liaison"]("jn.rectification", "submit_report", ids=[work], cause="排队久", measures="增开窗口", result="已改善")
    said = refusal(city.people["liaison"], "jn.rectification", "confirm", ids=[work])
    assert "另一人" in said and "确认" in said
    assert city.admin.read("jn.rectification", work, "stage_code")["stage_code"] == "confirming"
