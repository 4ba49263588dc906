"""The sweep on a few deadlines: the rows are those of the hand-written statement, also after kills and by two at once."""

from bench import report
from bench.engine import __main__ as engine
from bench.engine import results

RECORDS, KILLS = 200, 3


def test_every_bound_but_those_on_time_is_kept(template, monkeypatch):
    monkeypatch.setattr(results, "KILLS", KILLS)
    found = engine.measure(template, RECORDS, 1)
    assert report.untrue(results.bounds(found)) == []
    assert found["kills"]["killed"] == KILLS
    assert all(one["rate"] > 0 for one in found["contestants"].values())
    assert "hand-written SQL" in results.page(found)
