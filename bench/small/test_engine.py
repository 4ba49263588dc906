"""The engine on a few deadlines: all are handled, as by hand, by two at once, and after kills."""

from bench.engine import __main__ as engine
from bench.engine import results

RECORDS = 400
TIMED = {"rate, against base_automation", "time, against hand-written SQL", "two sweepers, seconds"}


def test_every_bound_but_those_on_time_is_kept(template):
    found = engine.measure(template, RECORDS, 1)
    assert {bound.what for bound in results.bounds(found) if not bound.kept} <= TIMED
