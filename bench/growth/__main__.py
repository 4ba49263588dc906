"""Measure how times grow with a city's history: python -m bench.growth TEMPLATE."""

import sys

from bench import report

from . import results, runs

RECORDS, REPEAT = 10_000_000, 5
SHARES = (100, 10, 1)  # the cities: a hundredth, a tenth and all of the records
SAMPLE, LEAST = 4000, 40  # fresh cases in each measurement, on cities of any size and on tiny ones
HEAD = """# What a year of history costs

Written by `./jn bench growth --write`. Cities of three sizes, each made by the generator and taken away, or, where it stands
already as the database city-N, used on a copy of it (one of more than a million cases itself: it keeps the cases that were sent).
On each, the same number of fresh cases comes in over JSON-2, their messages go out, citizens open and answer their pages, every
role opens its screens, silence is swept, and both sheets of a quarter are computed. A machine has better and worse hours, so all
cities are served at once, and each turn of a measurement is done on one after the other (sheets, on one after the other as a whole).
What should not depend on history stays within 1.3 times of the smallest city; sheets grow with the cases of their period, and a
case of it stays as cheap. Such cities are rehearsals, whose clock is asked for at every step: ratios are what counts here, rates
stand on the other pages.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("growth", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(_template, records, repeat):
    """Return all that was found on three cities, the smallest first, as JSON-able data."""
    sizes = [max(1, records // share) for share in SHARES]
    sample = min(SAMPLE, max(LEAST, sizes[0]))
    return {"repeat": repeat, "sample": sample, "versions": report.versions(), "cities": runs.cities(sizes, sample, repeat)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
