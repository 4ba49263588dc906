"""The suites, each a pytest process of its own, and the routing of arguments to them."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from . import paths

PURE_ADDON = "jn_rules"
# the rooms that judge what the others do; their tests run with those of the whole house, so that both halves take as long
JUDGING = ("jn_assessment", "jn_bulletin", "jn_warning", "jn_analysis")


@dataclass(frozen=True)
class Suite:
    """A pytest process: its name, the places it collects from, its own options, the world around it, and its turn.

    Suites of one turn run at the same time, each in a world of its own.
    """

    name: str
    roots: tuple
    options: tuple
    world: str = "pure"
    turn: int = 0


def _existing(*patterns):
    """Return the folders of the project that match."""
    return tuple(sorted(place for pattern in patterns for place in paths.ROOT.glob(pattern)))


def all_suites():
    """Return the suites: without Odoo; inside Odoo, the rooms' own and those of the whole house; before a served Odoo in a browser;
    measurements on a few records, and whether a made city is what the engine would write."""
    inside = [place for place in _existing("addons/*/tests") if place.parent.name != PURE_ADDON]
    judging = [place for place in inside if place.parent.name in JUDGING]
    house = (*judging, *_existing("tests/regulation", "tests/demo", "tests/gateways", "tests/access"))
    return (
        Suite(
            "pure",
            _existing(f"addons/{PURE_ADDON}", "tests/architecture", "tests/tooling", "bench/tests"),
            ("-p", "no:odoo", "--doctest-modules"),
        ),
        Suite("rooms", tuple(place for place in inside if place not in judging), ("--odoo-http",), "odoo", 1),
        Suite("house", house, ("--odoo-http",), "odoo", 1),
        Suite("browser", _existing("tests/e2e", "tests/faults"), ("-p", "no:odoo"), "browser", 2),
        Suite("measurements", _existing("bench/small", "bench/replay"), ("-p", "no:odoo"), "template", 2),
    )


def _place(word):
    """Return the path that a pytest argument names (before any ::), or None."""
    name = word.split("::")[0]
    place = (Path.cwd() / name).resolve()
    named = name and not word.startswith("-") and place.exists()
    return place if named and place.is_relative_to(paths.ROOT) else None


def _share(suite, word):
    """Return what of a path argument belongs to a suite."""
    place = _place(word)
    if any(place.is_relative_to(root) for root in suite.roots):
        return [str(place) + word.removeprefix(word.split("::")[0])]
    return [str(root) for root in suite.roots if root.is_relative_to(place)]


def route(words, suites=None):
    """Return [(suite, paths, options)] for pytest's arguments: each path goes to its own suite.

    Without a path every suite runs whole; options go to every process.
    """
    suites = all_suites() if suites is None else suites
    places = [word for word in words if _place(word)]
    options = [word for word in words if word not in places]
    if not places:
        return [(suite, [str(root) for root in suite.roots], options) for suite in suites]
    shares = [(suite, [part for word in places for part in _share(suite, word)]) for suite in suites]
    return [(suite, share, options) for suite, share in shares if share]


@dataclass
class Tally:
    """What came of one or more processes; skipped counts as failed, for nobody looked."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        """Return the sums."""
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        """Return the closing line."""
        return f"{self.passed} passed, {self.failed + self.skipped} failed"


def count(report):
    """Return the tally of a JUnit report; no report means that the process itself failed."""
    if not report.exists():
        return Tally(failed=1)
    total = Tally()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        total += Tally(number["tests"] - failed - number["skipped"], failed, number["skipped"])
    return total
