"""All measurements of growth on two tiny cities, made by the generator: intake, messages, pages, sweep, screens and sheets."""

from bench import report
from bench.growth import __main__ as growth
from bench.growth import results

RECORDS, SHARES = 20_000, (10, 1)


def test_every_bound_but_those_on_time_is_kept(template, monkeypatch):
    monkeypatch.setattr(growth, "SHARES", SHARES)  # founding a city is what takes long
    found = growth.measure(template, RECORDS, 1)
    assert report.untrue(results.bounds(found)) == []
    assert [city["cases"] for city in found["cities"]] == [RECORDS // share for share in SHARES]
    assert all(city[name]["rate"] > 0 for city in found["cities"] for name in results.RATES)
    assert all(city["screens"] and city["sheets"]["cases"] for city in found["cities"])
    assert "Screens, milliseconds" in results.page(found)
