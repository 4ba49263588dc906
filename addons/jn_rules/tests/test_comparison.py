"""Two editions of a process side by side: each part is found again by its code, moves by where they lead."""

from copy import deepcopy

from ..comparison import process_changes

PROCESS = {
    "stages": [
        {"code": "new", "name": {"en_US": "New", "zh_CN": "新建"}, "kind": "start"},
        {"code": "work", "name": "Work", "kind": "work"},
        {"code": "done", "name": "Done", "kind": "end"},
    ],
    "moves": [
        {"from": "new", "event": "taken", "to": "work", "name": "Take", "roles": ["liaison"]},
        {"from": "work", "event": "finished", "to": "done", "guard": "[('x', '=', 1)]", "name": "At once"},
        {"from": "work", "event": "finished", "to": "new", "name": "Again"},
    ],
    "timers": [{"code": "call", "name": "Call", "amount": 24, "unit": "natural_hours"}],
}


def changed(**parts):
    new = {**deepcopy(PROCESS), **parts}
    return list(process_changes(PROCESS, new, "en_US"))


def without(part, place):
    return [row for index, row in enumerate(deepcopy(PROCESS[part])) if index != place]


def test_what_is_the_same_is_not_told():
    assert changed() == []


def test_a_stage_that_is_new_or_gone_is_told_whole():
    extra = {"code": "wait", "name": "Wait", "kind": "wait"}
    [new] = changed(stages=[*PROCESS["stages"], extra])
    assert (new.part, new.key, new.old, new.new) == ("stages", "wait", None, extra)
    [gone] = changed(stages=without("stages", 1))
    assert (gone.old["code"], gone.new) == ("work", None)


def test_a_stage_renamed_in_one_language_is_a_change_of_its_name():
    stages = deepcopy(PROCESS["stages"])
    stages[0]["name"]["zh_CN"] = "新件"
    [change] = changed(stages=stages)
    [difference] = change.differences
    assert (difference.path, difference.new["zh_CN"]) == (("name",), "新件")


def test_a_move_that_leads_elsewhere_is_the_same_move():
    moves = deepcopy(PROCESS["moves"])
    moves[0]["to"] = "done"
    [change] = changed(moves=moves)
    assert [(d.path, d.old, d.new) for d in change.differences] == [(("to",), "work", "done")]


def test_of_moves_with_one_event_each_is_found_again():
    moves = deepcopy(PROCESS["moves"])
    moves[2]["name"] = "Once more"
    [change] = changed(moves=moves)
    assert (change.old["name"], change.new["name"]) == ("Again", "Once more")


def test_a_move_before_another_of_the_same_event_is_a_change_of_order():
    moves = deepcopy(PROCESS["moves"])
    moves[1], moves[2] = moves[2], moves[1]
    [change] = changed(moves=moves)
    [difference] = change.differences
    assert difference.path == ("order",)
    assert [row["name"] for row in difference.old] == ["At once", "Again"]
    assert [row["name"] for row in difference.new] == ["Again", "At once"]


def test_the_order_of_moves_that_do_not_compete_means_nothing():
    moves = deepcopy(PROCESS["moves"])
    assert changed(moves=[moves[1], moves[2], moves[0]]) == []


def test_the_order_of_stages_is_the_order_of_the_board():
    stages = deepcopy(PROCESS["stages"])
    [change] = changed(stages=[stages[1], stages[0], stages[2]])
    assert change.differences[0].path == ("order",)


def test_a_limit_tells_amount_and_unit():
    timers = [{**PROCESS["timers"][0], "amount": 1, "unit": "working_days"}]
    [change] = changed(timers=timers)
    assert {d.path[0]: (d.old, d.new) for d in change.differences} == {
        "amount": (24, 1), "unit": ("natural_hours", "working_days"),
    }


def test_without_an_old_edition_everything_is_new():
    changes = list(process_changes({}, PROCESS, "en_US"))
    assert len(changes) == 7
    assert all(change.old is None for change in changes)
