"""What a report's words tell before anybody reads them: too short, or written off from another (Art. 8: as it is, 如实)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .numerals import ONE_TO_TEN

SHINGLE = 3  # characters: long enough that two honest sentences share few, short enough for a changed word
# How people number what they list: 1. 1) (1) - * and the same with Chinese numerals.
NUMBERING = re.compile(rf"^(?:[-*•·]\s*|[(（]?(?:\d{{1,2}}|[{ONE_TO_TEN}]{{1,3}})(?:[)）]、?|[.、．](?!\d)))")


@dataclass(frozen=True)
class Remark:
    """One thing to look at in a text: `code` is `short` (`amount`: its characters) or `copied` (`amount`: percent, `key`: of what)."""

    code: str
    part: str
    amount: int
    key: Any = None


def plain(text: str) -> str:
    """The letters and digits of a text: what is left when spacing and punctuation say nothing.

    >>> plain("已 整改，到位。")
    '已整改到位'
    """
    return "".join(char for char in text.casefold() if char.isalnum())


def shingles(text: str) -> frozenset[str]:
    """The runs of three characters in a text; a shorter text is one run of its own.

    >>> sorted(shingles("增开窗口"))
    ['增开窗', '开窗口']
    """
    bare = plain(text)
    runs = (bare[at : at + SHINGLE] for at in range(max(1, len(bare) - SHINGLE + 1)))
    return frozenset(run for run in runs if run)


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """How much of two sets of runs is the same, in whole percent of both together, rounded down.

    >>> likeness(shingles("已增开窗口并公示"), shingles("已增开窗口，并公示！"))
    100
    >>> likeness(shingles("已增开窗口并公示"), shingles("责任人已作检查"))
    0
    """
    both = len(one | other)
    return 100 * len(one & other) // both if both else 0


def remarks(
    parts: Mapping[str, str], others: Iterable[tuple[Any, str]], least: int, percent: int
) -> tuple[Remark, ...]:
    """What is to be said about a report: its short parts, and the other report that it is most like.

    `parts` are its texts by name, `others` pairs of a key and the whole text of another report; a
    part is short below `least` characters, and a report is copied from `percent` on.

    >>> remarks({"cause": "排队", "result": "群众表示理解"}, [], least=4, percent=80)
    (Remark(code='short', part='cause', amount=2, key=None),)
    >>> remarks({"result": "群众表示理解"}, [(7, "群众表示理解。")], least=0, percent=80)
    (Remark(code='copied', part='', amount=100, key=7),)
    """
    sizes = {part: len(plain(text)) for part, text in parts.items()}
    short = [Remark("short", part, size) for part, size in sizes.items() if size < least]
    return (*short, *_copied(whole(parts.values()), others, percent))


def whole(texts: Iterable[str]) -> str:
    """A report's texts as the one text that is compared."""
    return "\n".join(texts)


def _copied(text, others, percent):
    own = shingles(text)
    alike = [(likeness(own, shingles(other)), key) for key, other in others]
    best, key = max(alike, key=lambda pair: pair[0], default=(0, None))
    return [Remark("copied", "", best, key)] if best and best >= percent else []


def points(text: str) -> tuple[str, ...]:
    """The points that a text lists, one a line, without their numbering.

    >>> points("1. 回访当事人\\n\\n二、公示材料清单\\n（3）培训")
    ('回访当事人', '公示材料清单', '培训')
    """
    lines = (NUMBERING.sub("", line.strip()).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
