"""What is told of a look into a measurement: statements added up, stacks counted, the dearest first."""

import doctest
import json

import pytest

from bench import profiling, serving, stacks
from tools.odoo_scripts import statements

FOUND = {
    "measurement": "engine", "by_server": False, "looks": 200, "own": {"execute (odoo/sql_db.py)": 150, "write (odoo/models.py)": 50},
    "ours": {"_take (jn_revisit/models/jn_intake.py)": 120},
    "statements": {f"SELECT {place} || b": [10, float(place), 20] for place in range(12)},
}


def test_the_ten_dearest_statements_are_shown_and_where_they_come_from():
    page = profiling.page(FOUND)
    rows = [line for line in page.splitlines() if line.startswith("| SELECT")]
    assert len(rows) == 10 and " ".join(rows[0].split()) == "| SELECT 11 ¦¦ b | 10 | 11.00 | 17% | 1100.00 | 2.0 |"
    assert "has no pg_stat_statements" in page and "pg_stat_statements of the server" not in page
    assert "pg_stat_statements of the server" in profiling.page({**FOUND, "by_server": True})


def test_shares_are_of_all_stacks():
    page = " ".join(profiling.page(FOUND).split())
    assert "| execute (odoo/sql_db.py) | 75.0% |" in page and "| _take (jn_revisit/models/jn_intake.py) | 60.0% |" in page


def test_the_statements_of_all_processes_are_added_up(tmp_path):
    (tmp_path / "1.json").write_text(json.dumps({"a": [1, 0.5, 2], "b": [1, 1.0, 0]}), encoding="utf-8")
    (tmp_path / "2.json").write_text(json.dumps({"a": [2, 0.25, 3]}), encoding="utf-8")
    assert profiling.added(tmp_path) == {"a": [3, 0.75, 5], "b": [1, 1.0, 0]}


def test_a_process_keeps_what_it_asked_and_its_child_begins_anew(tmp_path):
    keeper = statements.Keeper(tmp_path)
    keeper.add("SELECT 1", 0.5, 1)
    keeper.add("SELECT  1", 0.25, -1)
    keeper.write()
    assert profiling.added(tmp_path) == {"SELECT 1": [2, 0.75, 1]}
    keeper.forget()
    assert keeper.told == {}


@pytest.mark.parametrize("kept", [True, False])
def test_the_servers_own_list_is_taken_where_there_is_one(monkeypatch, kept):
    asked = []
    monkeypatch.setattr(profiling.psql, "ask", lambda query: asked.append(query) or [["1" if kept else "0"]])
    assert profiling.kept_by_server() is kept
    assert any("reset" in query for query in asked) is kept


def test_what_could_not_be_looked_into_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(profiling.report, "KEPT", tmp_path)
    monkeypatch.setattr(profiling.packages, "ensure", lambda: None)
    monkeypatch.setattr(profiling, "kept_by_server", lambda: False)
    monkeypatch.setattr(profiling, "_spied", lambda _name, _words, folder: (folder / "stacks.txt", 1))
    assert profiling.main(["engine", "template"]) == 1
    assert "could not look into ./jn bench engine" in "".join(capsys.readouterr())


@pytest.mark.parametrize("module", [stacks, statements, serving], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed
