"""Archiving on a tiny city: every row is there once, before and after, and all that is looked at works."""

from bench import report
from bench.archive import __main__ as archive
from bench.archive import results
from bench.screens import __main__ as screens

RECORDS, LOGINS = 2000, ["supervisor", "admin"]


def test_every_bound_but_those_on_time_is_kept(template, monkeypatch):
    monkeypatch.setitem(screens.DATA, "logins", LOGINS)  # all people's screens are looked at by the bench of growth
    found = archive.measure(template, RECORDS, 1)
    assert report.untrue(results.bounds(found)) == []
    assert found["archived"]["rows"] > RECORDS
    assert found["meanwhile"]["calls"]["cases"] and found["meanwhile"]["sweep"] > 0
    assert found["after"]["screens"] and found["after"]["menus"] and found["after"]["sheets"]["cases"]
    assert "rows were archived" in results.page(found)
