"""The measurement of score sheets without a city: what counts as kept, how it is told, and that the statements by hand miss no measure."""

import doctest
import json

import pytest
import yaml

from bench.assessment import byhand, figures, results
from tools import paths

CITY = {
    "history": 1000, "cases": 250, "units": 17, "sheets": [2.0, 2.2, 2.1], "by_hand": [1.0, 1.1, 0.9], "statements": [0.8, 0.1, 0.1],
    "differing": [], "open": [0.1] * 20, "megabytes": 12.0,
    "figures": {"leader: answers": [0.1] * 20, "leader: causes": [0.1] * 18 + [0.3] * 2},
}
LARGE = {**CITY, "history": 10_000, "cases": 2500, "sheets": [21.0], "by_hand": [10.0]}


def found(**changes):
    return {"repeat": 3, "versions": {"Python": "3.11"}, "cities": [CITY, {**LARGE, **changes}]}


@pytest.mark.parametrize(("changes", "missed"), [
    ({}, None),
    ({"sheets": [26.0]}, "both sheets of 2,500 cases, against hand-written SQL"),
    ({"sheets": [28.0], "by_hand": [14.0]}, "a case of the quarter with 10,000 cases of history"),
    ({"differing": ["asked"]}, "measures that differ from what is counted by hand"),
    ({"open": [0.1] * 18 + [0.4] * 2}, "a sheet opens, p95"),
    ({"figures": {"quick": [0.1], "slow": [0.6]}}, "the slowest of 2 figures of dashboards, p95 (slow)"),
])
def test_each_bound_can_be_missed(changes, missed):
    wrong = [bound.what for bound in results.bounds(found(**changes)) if not bound.kept]
    assert wrong == ([missed] if missed else [])


def test_the_page_tells_times_ratio_and_memory():
    [row] = [line.split("|")[1:-1] for line in results.page(found()).splitlines() if line.startswith("| 1,000 ")]
    assert [cell.strip() for cell in row] == ["1,000", "250", "17", "2.10", "1.00 (0.80 + 0.10 + 0.10)", "2.10", "100", "300", "12"]


def test_the_statements_by_hand_count_every_measure_of_the_pack_and_nothing_else():
    pack = yaml.safe_load((paths.DEFAULT_PACK / "assessment.yaml").read_text(encoding="utf-8"))
    columns = {word.rstrip(",") for text in byhand.STATEMENTS for head in [text.split("FROM (")[0]]
               for before, word in zip(head.split(), head.split()[1:], strict=False) if before == "AS"}
    assert columns == set(pack["measures"])


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(results).failed == 0
    assert doctest.testmod(figures).failed == 0


def test_every_figure_of_our_dashboards_is_asked_for():
    for board in sorted((paths.ADDONS / "jn_analysis" / "data" / "files").glob("*.json")):
        sheet = json.loads(board.read_text(encoding="utf-8"))
        charts = [one for page in sheet["sheets"] for one in page["figures"] if one["data"].get("metaData")]
        told = list(figures.asked(sheet))
        assert len(told) == len(sheet["pivots"]) + len(charts)
        assert {moment for _name, model, *_rest, moment in told if model == "jn.analysis.answer"} == {"answered_at"}, board.name
