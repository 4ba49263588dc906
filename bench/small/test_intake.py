"""Intake on a few cases: every one is stored with all its rows, by us and by the peer, and the rows are those written by hand."""

from bench import report
from bench.intake import __main__ as intake
from bench.intake import results

RECORDS = 400


def test_every_bound_but_those_on_time_is_kept(template):
    found = intake.measure(template, RECORDS, 1)
    assert report.untrue(results.bounds(found)) == []
    assert all(one["rate"] > 0 and one["rows"] >= 0 for one in found["contestants"].values())
    assert found["sent"] == RECORDS + RECORDS // intake.SINGLE
    assert found["crowd"]["stored"] == RECORDS
    assert "hand-written SQL" in results.page(found)
