"""What rooms tell the pack about themselves, as plain rows."""

from typing import Any, NamedTuple


class Line(NamedTuple):
    """One sentence of a plan: the file and the numbers of the articles that it is about.

    `short` is the sentence for a reader who sees the file beside it. A note says what stays as it is although the
    files are silent about it; alone it is no change.
    """

    file: str
    articles: tuple[int, ...]
    sentence: str
    is_note: bool = False
    short: str = ""


class Scope(NamedTuple):
    """Where a pack holds: `base` the regulation, `unit` (empty: the whole city), `pack` itself (empty: none, or not yet).

    All three are recordsets; a pack that stands on no other is its own base.
    """

    base: Any
    unit: Any
    pack: Any


class Local(NamedTuple):
    """What one unit has of its own: `topic` groups the rows, `code` and `name` say which row, `city` what others have."""

    topic: str
    code: str
    name: str
    city: str
    unit_id: int
    words: str
    since: Any
    why: str
    model: str
    res_id: int
    row_model: str
    row_id: int


def grouped(lines):
    """Lines by file, each with its articles: [{"file", "rows": [{"articles", "sentence", "is_note"}]}].

    >>> grouped([Line("a", (7,), "x"), Line("b", (), "y"), Line("a", (), "z")])[0]["file"]
    'a'
    >>> [len(group["rows"]) for group in grouped([Line("a", (7,), "x"), Line("b", (), "y"), Line("a", (), "z")])]
    [2, 1]
    """
    groups = {}
    for line in lines:
        row = {"articles": list(line.articles), "sentence": line.short or line.sentence, "is_note": line.is_note}
        groups.setdefault(line.file, []).append(row)
    return [{"file": file, "rows": rows} for file, rows in groups.items()]
