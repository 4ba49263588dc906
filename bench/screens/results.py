"""What was measured on two cities: the slowest of twenty, how it grows, and whether the bounds are kept."""

from math import ceil
from typing import NamedTuple

from bench.engine.results import table

GROWTH = 1.5  # times the small city's at most
SLOWEST = 0.3  # seconds that no screen takes longer than
NOISE = 0.02  # seconds below which a screen is quick enough to vary by chance


class Screen(NamedTuple):
    """One person's screen: its p95 in seconds on the small and the large city."""

    who: str
    what: str
    small: float
    large: float

    @property
    def kept(self):
        """Whether it is quick, and as quick as on the small city but for chance."""
        return self.large < SLOWEST and self.large <= GROWTH * max(self.small, NOISE)


def p95(seconds):
    """The time that 95 % stay within.

    >>> p95([0.1] * 19 + [9.0]), p95([0.2])
    (0.1, 0.2)
    """
    ordered = sorted(seconds)
    return ordered[ceil(len(ordered) * 0.95) - 1]


def screens(small, large):
    """Join two runs, each {who: {what: [seconds]}}."""
    return [
        Screen(who, what, p95(seconds), p95(large[who][what])) for who, whats in small.items() for what, seconds in whats.items()
    ]


def page(found):
    """The whole result in Markdown."""
    every = screens(found["small"]["runs"], found["large"]["runs"])
    rows = [
        [screen.who, screen.what, f"{screen.small * 1000:.0f}", f"{screen.large * 1000:.0f}", f"{screen.large / screen.small:.2f}",
         "kept" if screen.kept else "MISSED"]
        for screen in every
    ]
    small, large = found["small"]["cases"], found["large"]["cases"]
    head = ["person", "screen", f"{small:,} cases, ms", f"{large:,} cases, ms", "ratio", "bound"]
    slowest = max(every, key=lambda screen: screen.large)
    summary = (
        f"p95 of {found['repeat']} calls each. Bounds: under {SLOWEST * 1000:.0f} ms, and within {GROWTH} × of the small city"
        f" (what takes less than {NOISE * 1000:.0f} ms counts as that long). Slowest: {slowest.what} as {slowest.who},"
        f" {slowest.large * 1000:.0f} ms. Missed: {sum(not screen.kept for screen in every)} of {len(every)}."
    )
    return f"{summary}\n\n{table(head, rows)}"
