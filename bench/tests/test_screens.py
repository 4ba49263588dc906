"""The measurement of screens without a server: what is asked for, what counts as kept, and how it is told."""

import doctest
from datetime import datetime

import pytest
from lxml import etree

from bench.screens import __main__ as screens
from bench.screens import results, upload, web
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


@pytest.mark.parametrize(("small", "large", "growth"), [(0.05, 0.075, 1.5), (0.002, 0.03, 1.5), (0.002, 0.019, 1.0)])
def test_what_is_quick_may_vary_by_chance(small, large, growth):
    assert results.Screen("clerk", "list", small, large).growth == pytest.approx(growth)


UPLOAD = {"rows": 100, "created": 100, "seconds": 40.0, "moves": 50, "waits": [0.2] * 20}


def found(upload=(), **form):
    runs = {"clerk": {"list": [0.05] * 3, "form": [0.1] * 3}}
    large = {"clerk": {"list": [0.05] * 3, "form": [0.1] * 3, **form}}
    return {
        "repeat": 3, "versions": {"Python": "3.11"}, "upload": {**UPLOAD, **dict(upload)},
        "small": {"cases": 10, "runs": runs}, "large": {"cases": 1000, "runs": large},
    }


@pytest.mark.parametrize(("changes", "missed"), [
    ({}, []),
    ({"form": [0.16]}, ["the one that grows most (form, clerk), on 1,000 cases"]),
    ({"form": [0.4]}, ["the slowest of 2 screens, p95 (form, clerk)", "the one that grows most (form, clerk), on 1,000 cases"]),
    ({"upload": {"seconds": 301.0}}, ["upload of 100 rows"]),
    ({"upload": {"created": 99}}, ["new cases of it"]),
    ({"upload": {"moves": 2}}, ["moves of its bar"]),
    ({"upload": {"waits": [2.0]}}, ["a list meanwhile, p95"]),
])
def test_each_bound_can_be_missed(changes, missed):
    assert [bound.what for bound in results.bounds(found(**changes)) if not bound.kept] == missed


def test_the_page_tells_bounds_and_every_screen():
    page = " ".join(results.page(found(form=[0.4])).split())
    assert "| the slowest of 2 screens, p95 (form, clerk) | 400 ms | ≤ 300 ms | NO |" in page
    assert "| clerk | form | 100 | 400 | 4.00 |" in page


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


@pytest.mark.parametrize("module", [results, web], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_hold(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed
