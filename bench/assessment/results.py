"""What was measured of score sheets: how they stand beside hand-written SQL, how they grow, and whether the bounds are kept."""

from statistics import median

from bench.report import at_most, bounds_table, none_of, table, versions_list
from bench.screens.results import p95

BY_HAND = 2.5  # times the hand-written statements, at most
OPEN = 300  # milliseconds in which a sheet opens
FIGURE = 500  # milliseconds that no figure of a dashboard takes longer than, but one in twenty times
GROWTH = 1.3  # times the seconds that a case of the quarter takes on the smallest city, at most
NOISE = 1.0  # seconds below which a sheet is quick enough to be made of fixed costs


def seconds(city):
    """(the sheets', the hand-written statements') median seconds on one city.

    >>> seconds({"sheets": [3.0, 1.0, 2.0], "by_hand": [1.0, 1.0, 4.0]})
    (2.0, 1.0)
    """
    return median(city["sheets"]), median(city["by_hand"])


def growth(small, large):
    """How many times longer a case of the quarter takes on the large city than on the small one, fixed costs left out.

    >>> few = {"sheets": [2.0], "by_hand": [1.0], "cases": 1000}
    >>> growth(few, {"sheets": [22.0], "by_hand": [1.0], "cases": 10000}), growth(few, {**few, "sheets": [0.5]})
    (1.1, 0.5)
    """
    return (max(seconds(large)[0], NOISE) / large["cases"]) / (max(seconds(small)[0], NOISE) / small["cases"])


def _slowest(figures):
    """The figure that takes longest: its name and the p95 of its seconds."""
    return max(((name, p95(times)) for name, times in figures.items()), key=lambda pair: pair[1])


def bounds(found):
    """Return every `Bound` for what was found."""
    cities = found["cities"]
    for city in cities:
        ours, by_hand = seconds(city)
        yield at_most(f"both sheets of {city['cases']:,} cases, against hand-written SQL", ours / by_hand, BY_HAND, " ×")
        yield none_of("measures that differ from what is counted by hand", dict.fromkeys(city["differing"], 1))
        yield at_most("a sheet opens, p95", 1000 * p95(city["open"]), OPEN, " ms")
        name, slowest = _slowest(city["figures"])
        yield at_most(f"the slowest of {len(city['figures'])} figures of dashboards, p95 ({name})", 1000 * slowest, FIGURE, " ms")
    for city in cities[1:]:
        yield at_most(f"a case of the quarter with {city['history']:,} cases of history", growth(cities[0], city), GROWTH, " ×")


def page(found):
    """The whole result as a page in Markdown."""
    rows = []
    for city in found["cities"]:
        ours, by_hand = seconds(city)
        each = " + ".join(f"{one:.2f}" for one in city["statements"])
        rows.append([
            f"{city['history']:,}", f"{city['cases']:,}", f"{city['units']:,}", f"{ours:.2f}", f"{by_hand:.2f} ({each})",
            f"{ours / by_hand:.2f}", f"{1000 * p95(city['open']):.0f}", f"{1000 * _slowest(city['figures'])[1]:.0f}",
            f"{city['megabytes']:.0f}",
        ])
    head = ["cases", "in the quarter", "units", "sheets, s", "by hand, s", "ratio", "opens, p95 ms", "slowest figure, p95 ms", "memory, MiB"]
    return "\n\n".join([
        f"Both sheets of a quarter, counties and windows, made and computed; median of {found['repeat']} runs.",
        table(head, rows), bounds_table(list(bounds(found))), versions_list(found["versions"]),
    ])
