"""What this room promises as a whole: it needs no database, no clock and no Odoo."""

import ast
from pathlib import Path

import pytest

from .. import const, errors

ROOM = Path(errors.__file__).parent
MODULES = sorted(path for path in ROOM.glob("*.py"))
FORBIDDEN_ROOTS = {"odoo", "os", "sys", "socket", "subprocess", "requests", "random", "psycopg2"}
FORBIDDEN_CALLS = {"now", "utcnow", "today", "open", "sleep"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", None))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_neither_odoo_nor_the_world_outside(path):
    assert not FORBIDDEN_ROOTS & set(imported(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_reads_no_clock_and_no_file(path):
    assert not FORBIDDEN_CALLS & set(called(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_fits_on_a_few_screens(path):
    assert len(path.read_text("utf-8").splitlines()) < 300


def test_the_manifest_depends_on_nothing_but_base():
    manifest = ast.literal_eval((ROOM / "__manifest__.py").read_text("utf-8"))
    assert manifest["depends"] == ["base"]
    assert manifest["license"] == "LGPL-3"


def test_the_word_lists_hold_each_word_once():
    for words in (const.UNITS, const.ROLLS, const.ANSWER_STATES, const.ANSWER_EVENTS):
        assert len(set(words)) == len(words)


def test_an_error_carries_its_code_and_parameters_beside_the_sentence():
    class Sample(errors.RuleError):
        sentences = {"missing": "{what} is missing."}

    error = Sample("missing", what="The year")
    assert (error.code, error.params, str(error)) == (
        "missing",
        {"what": "The year"},
        "The year is missing.",
    )
    assert isinstance(error, ValueError)
