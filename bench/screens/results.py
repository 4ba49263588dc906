"""What was measured on two cities: the slowest of twenty, how it grows, and whether the bounds are kept."""

from math import ceil
from typing import NamedTuple

from bench.engine.results import table

from . import upload

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


def upload_kept(found):
    """Whether the upload was quick, its bar moved, all was taken, and nobody waited long meanwhile."""
    taken = found["created"] == found["rows"]
    return taken and found["seconds"] < upload.SECONDS and found["moves"] >= upload.MOVES and p95(found["waits"]) < upload.WAIT


def upload_words(found):
    """The upload in a sentence.

    >>> upload_words({"rows": 10, "created": 10, "seconds": 2.0, "moves": 30, "waits": [0.1]})
    'Upload of 10 rows: 2 s (bound 300), 10 new cases, the bar moved 30 times, a list meanwhile p95 100 ms: kept.'
    """
    return (
        f"Upload of {found['rows']:,} rows: {found['seconds']:.0f} s (bound {upload.SECONDS}), {found['created']:,} new cases,"
        f" the bar moved {found['moves']} times, a list meanwhile p95 {p95(found['waits']) * 1000:.0f} ms:"
        f" {'kept' if upload_kept(found) else 'MISSED'}."
    )


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
    sentences = [summary, *([upload_words(found["upload"])] if "upload" in found else [])]
    return "\n\n".join([*sentences, table(head, rows)])


def kept(found):
    """Whether every bound is kept."""
    every = screens(found["small"]["runs"], found["large"]["runs"])
    return all(screen.kept for screen in every) and upload_kept(found["upload"])
