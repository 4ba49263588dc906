"""The process map on a screen and on paper: all of it on one sheet, and where that is too small to be read, in parts behind it."""

import pytest

from .paper import pages

A4 = (842, 595)  # points, landscape
CONTROLS = ("打印", "显示全图", "新增环节", "新增流转", "系统管理", "流程版本")
# of the page as it is printed: what of the drawing is cut, and which controls are on it
MEASURE = """() => {
    const svg = document.querySelector(".o_jn_map_canvas svg");
    const frame = svg.getBoundingClientRect();
    const isCut = ({ left, right, top, bottom }) =>
        left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1;
    const parts = [...svg.querySelectorAll(".o_jn_map_box .o_face, .o_jn_map_label, .o_jn_map_arrow")];
    return {
        drawn: parts.length,
        cut: parts.filter((el) => isCut(el.getBoundingClientRect())).length,
        controls: [...document.querySelectorAll("button, input, select, nav")].filter((el) => el.getClientRects().length).length,
    };
}"""


@pytest.fixture
def screen(person):
    return person().login("admin", "admin")


def in_force(city):
    """The version of the city's process of cases that is in force."""
    [flow] = city.admin("jn.flow", "search_read", domain=[("code", "=", "case"), ("unit_id", "=", False)], fields=["current_version_id"])
    return flow["current_version_id"][0]


@pytest.fixture
def draft(city):
    made = city.admin("jn.flow.version", "action_new_draft", ids=[in_force(city)])["res_id"]
    yield made
    city.admin("jn.flow.version", "unlink", ids=[made])


@pytest.fixture
def forty(city, draft):
    """The draft with forty stages, one after the other."""
    stages = city.admin("jn.flow.stage", "search", domain=[("version_id", "=", draft)])
    more = city.admin("jn.flow.stage", "create", vals_list=[
        {"version_id": draft, "code": f"more_{n}", "name": f"联合督查第{n}步", "kind": "work", "sequence": 200 + n}
        for n in range(len(stages), 40)
    ])
    way = [stages[0], *more]
    city.admin("jn.flow.move", "create", vals_list=[
        {"version_id": draft, "from_stage_id": one, "to_stage_id": other, "event": f"on_{other}", "name": f"转入{other}"}
        for one, other in zip(way, way[1:], strict=False)
    ])
    return draft


def opened(screen, version):
    page = screen.open(f"jn-flow-versions/{version}/jn-flow-map/{version}").page
    page.wait_for_selector(".o_jn_map_canvas svg .o_jn_map_box")
    return page


def printed(screen, version):
    """Open the map of a version and print it; return (the paper's pages, what is measured on the printed page)."""
    page = opened(screen, version)
    page.emulate_media(media="print")
    measured = page.evaluate(MEASURE)
    page.emulate_media(media="null")  # as it was: a PDF is printed by itself
    return pages(page.pdf(prefer_css_page_size=True, print_background=True)), measured


def names_of(city, version):
    rows = city.admin("jn.flow.stage", "search_read", domain=[("version_id", "=", version)], fields=["name"], context={"lang": "zh_CN"})
    return [row["name"] for row in rows]


def test_the_map_of_the_rules_in_force_is_whole_on_the_first_sheet(city, screen):
    version = in_force(city)
    paper, measured = printed(screen, version)
    names = names_of(city, version)
    assert measured["drawn"] > len(names) * 2 and (measured["cut"], measured["controls"]) == (0, 0)
    assert [name for name in names if not paper[0].sizes(name)] == []
    assert paper[0].sizes("逾期") and paper[0].sizes("办件回访 第")  # the legend and the title
    assert all(abs(one - other) < 2 for page in paper for one, other in zip(page.size, A4, strict=True))
    assert [word for page in paper for word in CONTROLS if page.has(word)] == []


def test_forty_stages_are_whole_on_one_sheet_and_large_enough_to_be_read_behind_it(city, screen, forty):
    paper, measured = printed(screen, forty)
    names = names_of(city, forty)
    assert len(names) == 40
    assert measured["drawn"] > 80 and (measured["cut"], measured["controls"]) == (0, 0)
    assert [name for name in names if not paper[0].sizes(name)] == []
    largest = {name: max((size for page in paper[1:] for size in page.sizes(name)), default=0) for name in names}
    assert min(largest.values()) > 6.9, largest
    assert all(page.has(f"第{place}张，共{len(paper) - 1}张") for place, page in enumerate(paper[1:], 1))
    assert [word for page in paper for word in CONTROLS if page.has(word)] == []


def fill(page, **words):
    """Fill in the dialog in front and press its button."""
    for name, word in words.items():
        page.locator(f".modal [name={name}] input, .modal [name={name}] textarea").first.fill(word)
    page.locator(".modal .o_form_button_save").click()


def write(page, **words):
    """Fill in the dialog in front and save it."""
    fill(page, **words)
    page.wait_for_selector(".modal", state="detached")


def test_a_stage_and_a_move_are_added_on_the_map_itself(city, screen, draft):
    page = opened(screen, draft)
    page.click(".o_jn_map_add_stage")
    write(page, name="联合督查", code="drawn")
    page.wait_for_selector(".o_jn_map_box[data-stage=drawn]")
    page.click(".o_jn_map_add_move")
    page.click(".o_jn_map_box[data-stage=verifying]")
    page.click(".o_jn_map_box[data-stage=drawn]")
    write(page, name="转联合督查", event="to_drawn")
    page.wait_for_selector(".o_jn_map_label[data-event=to_drawn]")
    [move] = city.admin(
        "jn.flow.move", "search_read", domain=[("version_id", "=", draft), ("event", "=", "to_drawn")],
        fields=["from_stage_id", "to_stage_id"], context={"lang": "zh_CN"},
    )
    assert (move["from_stage_id"][1], move["to_stage_id"][1]) == ("督查核实", "联合督查")


def test_a_code_that_is_taken_is_refused_on_the_map_with_what_to_do(screen, draft):
    page = opened(screen, draft)
    page.click(".o_jn_map_add_stage")
    fill(page, name="联合督查", code="verifying")
    page.get_by_text("已有编码为“verifying”的“督查核实”，请为“联合督查”另取编码。").wait_for()


def test_a_case_shows_its_way_on_the_same_map(city, screen):
    case = city.verifying()
    page = screen.open(f"jn-cases/{case}").page
    page.click("button[name=action_flow_map]")
    page.wait_for_selector(".o_jn_map_box.o_current[data-stage=verifying]")
    walked = page.locator(".o_jn_map_box.o_visited").evaluate_all("boxes => boxes.map((box) => box.dataset.stage)")
    assert set(walked) == {"accepted", "revisiting", "rectifying", "revisiting_again", "verifying"}
