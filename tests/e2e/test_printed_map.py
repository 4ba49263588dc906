"""The process map on paper: all of it on one sheet, and where that is too small to be read, in parts behind it."""

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


@pytest.fixture
def forty(city):
    """A draft of the city's process of cases that has forty stages, one after the other."""
    [flow] = city.admin("jn.flow", "search_read", domain=[("code", "=", "case"), ("unit_id", "=", False)], fields=["current_version_id"])
    draft = city.admin("jn.flow.version", "action_new_draft", ids=[flow["current_version_id"][0]])["res_id"]
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
    yield draft
    city.admin("jn.flow.version", "unlink", ids=[draft])


def printed(screen, version):
    """Open the map of a version and print it; return (the paper's pages, what is measured on the printed page)."""
    page = screen.open(f"jn-flow-versions/{version}/jn-flow-map/{version}").page
    page.wait_for_selector(".o_jn_map_canvas svg .o_jn_map_box")
    page.emulate_media(media="print")
    measured = page.evaluate(MEASURE)
    page.emulate_media(media="null")  # as it was: a PDF is printed by itself
    return pages(page.pdf(prefer_css_page_size=True, print_background=True)), measured


def names_of(city, version):
    rows = city.admin("jn.flow.stage", "search_read", domain=[("version_id", "=", version)], fields=["name"], context={"lang": "zh_CN"})
    return [row["name"] for row in rows]


def test_the_map_of_the_rules_in_force_is_whole_on_the_first_sheet(city, screen):
    [flow] = city.admin("jn.flow", "search_read", domain=[("code", "=", "case"), ("unit_id", "=", False)], fields=["current_version_id"])
    version = flow["current_version_id"][0]
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
