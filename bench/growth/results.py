"""What was measured on cities of several sizes: ratios to the smallest, and whether they stay within their bounds."""

from statistics import median

from bench.assessment.results import growth as growth_of_sheets
from bench.assessment.results import seconds
from bench.report import at_most, bounds_table, none_of, table, versions_list

GROWTH = 1.3  # times what it takes on the smallest city, at most
NOISE = 0.02  # seconds below which a screen is quick enough to vary by chance
RATES = {
    "intake": "cases that come in",
    "outbox": "messages that go out",
    "get": "answer pages opened",
    "post": "answers given",
    "sweep": "deadlines swept",
}


def slower(small, large, name):
    """How many times longer one takes on the large city.

    >>> slower({"get": {"rate": 100.0}}, {"get": {"rate": 80.0}}, "get")
    1.25
    """
    return small[name]["rate"] / large[name]["rate"]


def screens(small, large):
    """{(who, what): times longer on the large city}, of medians; what takes less than `NOISE` counts as that long.

    >>> found = lambda *seconds: {"screens": {"clerk": {"list": {"seconds": seconds, "rows": 9}}}}
    >>> screens(found(0.1, 0.2, 0.3), found(0.4)), screens(found(0.004), found(0.02))
    ({('clerk', 'list'): 2.0}, {('clerk', 'list'): 1.0})
    """
    return {
        (who, what): max(median(large["screens"][who][what]["seconds"]), NOISE) / max(median(one["seconds"]), NOISE)
        for who, whats in small["screens"].items() for what, one in whats.items()
    }


def bounds(found):
    """Return every `Bound` for what was found."""
    small, *larger = found["cities"]
    for city in found["cities"]:
        yield none_of(f"answers that were not as they must be, {city['cases']:,} cases", _wrong(city))
        yield none_of(f"sheets' measures that differ from those by hand, {city['cases']:,} cases", dict.fromkeys(city["sheets"]["differing"], 1))
    for city in larger:
        on = f"{city['cases']:,} cases"
        for name, what in RATES.items():
            yield at_most(f"{what}: time on {on}", slower(small, city, name), GROWTH, " ×")
        for (who, what), ratio in sorted(screens(small, city).items(), key=lambda entry: -entry[1])[:1]:
            yield at_most(f"screens, the one that grows most ({what}, {who}): time on {on}", ratio, GROWTH, " ×")
        yield at_most(f"sheets: time for a case of the quarter on {on}", growth_of_sheets(small["sheets"], city["sheets"]), GROWTH, " ×")


def _wrong(city):
    wrong = {f"{name}: unlike": city[name]["unlike"] for name in ("get", "post")}
    refused = sum(count for status, count in city["intake"]["statuses"].items() if status != "200")
    return {what: count for what, count in {**wrong, "intake: refused": refused}.items() if count}


def page(found):
    """The whole result as a page in Markdown."""
    cities = found["cities"]
    head = ["", *(f"{city['cases']:,} cases" for city in cities), *(f"ratio, {city['cases']:,}" for city in cities[1:])]
    return "\n\n".join([
        f"The same {found['sample']:,} fresh cases for each measurement on every city; median of {found['repeat']} runs."
        f" Ratios are times: how much longer the same takes than on the smallest city.",
        table(head, [*_rates(cities), *_sheets(cities)]),
        f"Screens, milliseconds (median of calls; what takes less than {NOISE * 1000:.0f} counts as that long):",
        table(["person", "screen", *head[1:]], [*_screens(cities)]),
        bounds_table(list(bounds(found))), versions_list(found["versions"]),
    ])


def _rates(cities):
    for name, what in RATES.items():
        ratios = [f"{slower(cities[0], city, name):.2f}" for city in cities[1:]]
        yield [f"{what}, a second", *(f"{city[name]['rate']:,.0f}" for city in cities), *ratios]


def _sheets(cities):
    sheets = [city["sheets"] for city in cities]
    yield ["cases of the quarter", *(f"{one['cases']:,}" for one in sheets), *([""] * (len(sheets) - 1))]
    ratios = [f"{growth_of_sheets(sheets[0], one):.2f} a case" for one in sheets[1:]]
    yield ["both sheets of the quarter, seconds", *(f"{seconds(one)[0]:.2f}" for one in sheets), *ratios]


def _screens(cities):
    ratios = [screens(cities[0], city) for city in cities[1:]]
    for who, whats in cities[0]["screens"].items():
        for what in whats:
            times = [f"{1000 * median(city['screens'][who][what]['seconds']):.0f}" for city in cities]
            yield [who, what, *times, *(f"{one[who, what]:.2f}" for one in ratios)]
