"""What was measured on two cities: the slowest of twenty, how it grows, and whether the bounds are kept."""

from math import ceil
from typing import NamedTuple

from bench.report import at_least, at_most, bounds_table, exactly, table, versions_list

from . import upload

GROWTH = 1.5  # times the small city's at most
SLOWEST = 300  # ms that no screen takes longer than
FIGURES = 2000  # ms that figures of a whole period take at most, whoever asks; those of dashboards are measured with the sheets
SHOWN = 20  # of what menus open
NOISE = 0.02  # seconds below which a screen is quick enough to vary by chance


class Screen(NamedTuple):
    """One person's screen: its p95 in seconds on the small city, with as many rows on the large one, and with a full page there."""

    who: str
    what: str
    small: float
    same: float
    large: float

    @property
    def growth(self):
        """How many times longer it takes on the large city; what is quick enough to vary by chance counts as `NOISE`."""
        return max(self.same, NOISE) / max(self.small, NOISE)


class Opened(NamedTuple):
    """What one person's menu opens: its p95 in milliseconds, who, the menu's name, the kind of view."""

    took: float
    who: str
    menu: str
    kind: str


def p95(seconds):
    """The time that 95 % stay within.

    >>> p95([0.1] * 19 + [9.0]), p95([0.2])
    (0.1, 0.2)
    """
    ordered = sorted(seconds)
    return ordered[ceil(len(ordered) * 0.95) - 1]


def screens(found):
    """Join the runs on both cities, each {who: {what: {"seconds": [each], "rows": number}}}."""
    small, *others = (found["small"]["runs"], found["same"], found["large"]["runs"])
    return [
        Screen(who, what, p95(one["seconds"]), *(p95(run[who][what]["seconds"]) for run in others))
        for who, whats in small.items() for what, one in whats.items()
    ]


def opened(found):
    """Every `Opened` of what menus open, the slowest first."""
    menus = found["menus"].items()
    return sorted((Opened(1000 * p95(one["seconds"]), who, menu, one["kind"]) for who, mine in menus for menu, one in mine.items()), reverse=True)


def bounds(found):
    """Return every `Bound` for what was found: of the screens, the worst of each kind."""
    every = screens(found)
    slowest, grown = max(every, key=lambda one: one.large), max(every, key=lambda one: one.growth)
    cases = f"{found['large']['cases']:,} cases"
    yield at_most(f"the slowest of {len(every)} screens, p95 ({slowest.what}, {slowest.who})", 1000 * slowest.large, SLOWEST, " ms")
    yield at_most(f"the one that grows most ({grown.what}, {grown.who}), on {cases}", grown.growth, GROWTH, " ×")
    for figures, limit in ((False, SLOWEST), (True, FIGURES)):
        some = [one for one in opened(found) if (one.kind in ("pivot", "graph")) == figures]
        what = "figures" if figures else "lists and boards"
        yield at_most(f"the slowest of {len(some)} {what} that menus open, p95 ({some[0].menu}, {some[0].who})", some[0].took, limit, " ms")
    yield from upload_bounds(found["upload"])


def upload_bounds(found):
    """Whether an upload was quick, its bar moved, all was taken, and nobody waited long meanwhile."""
    yield at_most(f"upload of {found['rows']:,} rows", found["seconds"], upload.SECONDS, " s")
    yield exactly("new cases of it", found["created"], found["rows"])
    yield at_least("moves of its bar", found["moves"], upload.MOVES)
    yield at_most("a list meanwhile, p95", 1000 * p95(found["waits"]), upload.WAIT, " ms")


def page(found):
    """The whole result in Markdown."""
    every = screens(found)
    rows = [[one.who, one.what, *(f"{1000 * each:.0f}" for each in (one.small, one.same, one.large)), f"{one.growth:.2f}"] for one in every]
    small, large = (f"{found[size]['cases']:,} cases, ms" for size in ("small", "large"))
    head = ["person", "screen", small, f"as many rows, {large}", f"a full page, {large}", "ratio"]
    return "\n\n".join([
        f"p95 of {found['repeat']} calls each; what takes less than {NOISE * 1000:.0f} ms counts as that long in ratios.",
        bounds_table(list(bounds(found))), table(head, rows),
        f"What menus open, {large}: the {SHOWN} that take longest.",
        table(["person", "menu", "view", "p95, ms"], [[one.who, one.menu, one.kind, f"{one.took:.0f}"] for one in opened(found)[:SHOWN]]),
        versions_list(found["versions"]),
    ])
