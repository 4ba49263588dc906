"""What was measured of workbooks: whether somebody may wait for them."""

from statistics import median

from bench.report import at_most, bounds_table, table, versions_list

WAIT = 2.0  # seconds that somebody waits without a bar, at most
MEMORY = 64  # MiB that a workbook takes of a process while it is written, at most
NAMES = {"county": "sheet of the counties", "window": "sheet of the windows", "year": "year of the windows", "bulletin": "bulletin of both"}


def bounds(found):
    """Return every `Bound` for what was found."""
    for kind, book in found["books"].items():
        what = f"{NAMES[kind]}, {book['units']:,} units"
        yield at_most(f"{what}: the first, with nothing read", book["seconds"][0], WAIT, " s")
        yield at_most(f"{what}: memory", book["megabytes"], MEMORY, " MiB")


def page(found):
    """The whole result as a page in Markdown."""
    rows = [
        [
            NAMES[kind], f"{book['units']:,}", f"{book['lines']:,}", f"{book['seconds'][0]:.2f}", f"{median(book['seconds']):.2f}",
            f"{book['megabytes']:.0f}", f"{book['kilobytes']:,.0f}",
        ]
        for kind, book in found["books"].items()
    ]  # fmt: skip
    head = ["workbook", "units", "lines", "first, s", "median, s", "memory, MiB", "file, KiB"]
    return "\n\n".join([
        f"Each kind {found['repeat']} times.", table(head, rows), bounds_table(list(bounds(found))), versions_list(found["versions"]),
    ])
