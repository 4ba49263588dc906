"""All measurements of growth on three tiny cities, made by the generator: intake, messages, pages, sweep, screens and sheets."""

from bench import report
from bench.growth import __main__ as growth
from bench.growth import results

RECORDS = 20_000


def test_every_bound_but_those_on_time_is_kept(template):
    found = growth.measure(template, RECORDS, 1)
    assert report.untrue(results.bounds(found)) == []
    assert [city["cases"] for city in found["cities"]] == [RECORDS // share for share in growth.SHARES]
    assert all(city[name]["rate"] > 0 for city in found["cities"] for name in results.RATES)
    assert all(city["screens"] and city["sheets"]["cases"] for city in found["cities"])
    assert "Screens, milliseconds" in results.page(found)
