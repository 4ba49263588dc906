"""What a check of the health page says: one row, the same for the page, the HTTP address and the metrics."""

from dataclasses import dataclass
from datetime import datetime

GREEN, YELLOW, RED = "green", "yellow", "red"


@dataclass(frozen=True)
class Row:
    """The verdict of one check.

    `code` names it for machines, `name` and `advice` for people; `count` is how many there are,
    `oldest` since when (naive UTC). `action` opens the very records. `duty` marks what people owe
    the regulation (a missing liaison): no fault of the machine, so it does not make it unhealthy.
    """

    code: str
    name: str
    colour: str
    count: int = 0
    oldest: datetime | None = None
    advice: str = ""
    action: dict | None = None
    duty: bool = False


def worst(rows):
    """The worst colour among rows, green for none.

    >>> worst([Row("a", "A", "green"), Row("b", "B", "red"), Row("c", "C", "yellow")])
    'red'
    """
    return max((row.colour for row in rows), key=(GREEN, YELLOW, RED).index, default=GREEN)


def window(name, model, domain, **more):
    """A window on the records of `model` within `domain`, for `Row.action`."""
    views = [[False, "list"], [False, "form"]]
    return {"type": "ir.actions.act_window", "name": name, "res_model": model, "domain": domain, "views": views, **more}
