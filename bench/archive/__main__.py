"""Measure the archiving of past years: python -m bench.archive TEMPLATE."""

import sys

from bench import report

from . import results, runs

RECORDS, REPEAT = 1_000_000, 5
SAMPLE, LEAST = 4000, 40  # fresh cases in each measurement, on a city of any size and on a tiny one
HEAD = """# What archiving past years costs

Written by `./jn bench archive --write`. A city of the generator, made and taken away (or a copy of one that stands as the database
city-N), is looked at: cases come in over JSON-2, messages go out, silence is swept, every role opens its screens and what its menus
open, both sheets of a quarter are computed. Then everything that has ended is archived, as if its years were over, beside the empty
tables of eight more years; meanwhile cases come in one by one and silence is swept. Afterwards the same is looked at again.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("archive", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(_template, records, repeat):
    """Return all that was found on a city, as JSON-able data."""
    sample = min(SAMPLE, max(LEAST, records))
    return {"repeat": repeat, "sample": sample, "versions": report.versions(), **runs.city(records, sample, repeat)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
