"""Growth on tiny cities: every measurement is made on each of them, and nothing of it is wrong."""

from bench.growth import __main__ as growth
from bench.growth import results

SIZES = (50, 500)


def test_every_bound_but_those_on_time_is_kept():
    found = growth.measure(SIZES, 1)
    assert tuple(city["cases"] for city in found["cities"]) == SIZES
    for city in found["cities"]:
        assert all(city[name]["rate"] > 0 for name in results.RATES)
        assert city["outbox"]["handled"] >= 2 * found["sample"]
        assert len(city["screens"]) > 5
    assert [bound.what for bound in results.bounds(found) if not bound.kept and "time " not in bound.what] == []
