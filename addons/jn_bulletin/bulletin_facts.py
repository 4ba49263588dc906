"""The figures of a bulletin: its rankings, who rose and fell, best and last, and the same as facts that sentences may name."""

from collections.abc import Iterable, Mapping, Sequence

from odoo.addons.jn_rules.drafting import Fact

from .facts import count, moved, points


def ranked(rows: Iterable[Mapping]) -> list[Mapping]:
    """The rows with a rank, the best score first.

    >>> ranked([{"unit": "B", "rank": 2, "score": 90}, {"unit": "C", "rank": None, "score": None}, {"unit": "A", "rank": 1, "score": 95}])[0]
    {'unit': 'A', 'rank': 1, 'score': 95}
    """
    return sorted((row for row in rows if row["rank"]), key=lambda row: (-row["score"], row["unit"]))


def ends(rows: Sequence[Mapping], best: int, worst: int) -> tuple[list[Mapping], list[Mapping]]:
    """(the best, the last) of ranked rows; nobody is both.

    >>> rows = [{"unit": name, "rank": place, "score": 100 - place} for place, name in enumerate("ABC", start=1)]
    >>> [[row["unit"] for row in end] for end in ends(rows, 2, 2)]
    [['A', 'B'], ['C']]
    """
    order = ranked(rows)
    first = order[:best]
    rest = order[len(first) :]
    return first, rest[max(0, len(rest) - worst) :][::-1]


def gained(row: Mapping) -> int | None:
    """By how many places a unit rose since the period before; negative where it fell, None where there is no rank to compare."""
    return row["before_rank"] - row["rank"] if row["rank"] and row["before_rank"] else None


def coverage(row: Mapping) -> float | None:
    """The share of announced cases that arrived (Art. 6); None where the sources announced nothing, or were not asked yet.

    >>> coverage({"announced": 40, "arrived": 38}), coverage({"announced": None, "arrived": None}), coverage({})
    (0.95, None, None)
    """
    return row["arrived"] / row["announced"] if row.get("announced") else None


def of(figures: Mapping) -> tuple[dict[str, Fact], dict[str, list[dict[str, Fact]]]]:
    """(facts, lists) of the figures that a bulletin keeps."""
    main = ranked(figures["sheets"][0]["rows"]) if figures["sheets"] else []
    scores = [row["score"] for row in main]
    first, last = map(int, (figures["period"][0].split("-")[1], figures["period"][1].split("-")[1]))
    facts = {
        "city": Fact(None, figures["city"]), "year": Fact(None, figures["period"][0].split("-")[0]), "quarter": count((first + 2) // 3),
        "from_month": count(first), "until_month": count(last), "ranked": count(len(main)), "red_count": count(len(figures["red"])),
        "mean": points(sum(scores) / len(scores) if scores else None),
        "highest": points(max(scores, default=None)), "lowest": points(min(scores, default=None)),
    }  # fmt: skip
    every = [{**row, "sheet": sheet["name"]} for sheet in figures["sheets"] for row in sheet["rows"]]
    lists = {"best": [], "worst": []}
    for sheet in figures["sheets"]:
        for name, rows in zip(lists, ends(sheet["rows"], **figures["counts"]), strict=True):
            lists[name] += [_row({**row, "sheet": sheet["name"]}) for row in rows]
    going = sorted(every, key=lambda row: -abs(gained(row) or 0))
    lists["rising"] = [_row(row) for row in going if (gained(row) or 0) > 0]
    lists["falling"] = [_row(row) for row in going if (gained(row) or 0) < 0]
    lists["red"] = [{name: Fact(None, row[name]) for name in ("kind", "unit", "words")} for row in figures["red"]]
    return facts, lists


def _row(row: Mapping) -> dict[str, Fact]:
    return {
        "unit": Fact(None, row["unit"]), "sheet": Fact(None, row["sheet"]), "group": Fact(None, row["group"] or None),
        "rank": count(row["rank"]), "score": points(row["score"]), "deducted": points(row["deducted"]),
        "before_rank": count(row["before_rank"]), "before_score": points(row["before_score"]), "moved_rank": count(gained(row)),
        "moved_score": moved(row["score"], row["before_score"], lambda change: points(round(change, 4))),
    }
