"""Stacks as py-spy writes them, counted by function."""

import re
from collections import Counter

LINE = re.compile(r":\d+\)$")  # the line of a function; functions are counted, not lines
OURS = re.compile(r"\((?:.*/)?(?:jn_\w+|bench|tools)/")


def read(file):
    """Return {"looks", "own": {function: looks}, "ours": {function of ours: looks}} of a file of raw stacks."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        return count(lines)


def count(lines):
    """Count the stacks of such lines; `own` counts where a stack ends, `ours` each of our functions that stands in it.

    >>> found = count(["a (odoo/models.py:3);b (jn_flow/models/x.py:5);c (odoo/sql_db.py:7) 4", "a (odoo/models.py:9) 1"])
    >>> found["looks"], found["own"], found["ours"]
    (5, {'c (odoo/sql_db.py)': 4, 'a (odoo/models.py)': 1}, {'b (jn_flow/models/x.py)': 4})
    """
    own, ours = Counter(), Counter()
    for line in lines:
        stack, _space, looks = line.rpartition(" ")
        frames = [LINE.sub(")", frame) for frame in stack.split(";") if LINE.search(frame)]
        if frames and looks.strip().isdigit():
            own[frames[-1]] += int(looks)
            ours.update(dict.fromkeys(filter(OURS.search, frames), int(looks)))
    return {"looks": sum(own.values()), "own": dict(own), "ours": dict(ours)}
