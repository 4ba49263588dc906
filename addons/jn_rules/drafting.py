"""A text drafted from figures: sentences that stand where their condition holds (Art. 15: the parts of a report)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .formulas import evaluate, names_in
from .texts import TOKEN, fill


class Fact(NamedTuple):
    """A figure: the number that conditions ask for, and how it is written; `words` None means that there is none."""

    number: int | Decimal | None = None
    words: str | None = None


Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Sentence:
    """`text` with `{placeholders}` in a part of the draft, where the formula `when` is not 0.

    `each` names a list: one line for each of its rows, the first `most` of them (0: all).
    """

    part: str
    text: str
    when: str = ""
    each: str = ""
    most: int = 0


def draft(sentences: Iterable[Sentence], facts: Facts, lists: Mapping[str, Sequence[Facts]]) -> dict[str, str]:
    """{part: its lines}. What has no figure is not said: neither 0/0 nor an empty comparison finds its way into a draft.

    >>> facts = {"score": Fact(Decimal("92.5"), "92.50"), "before": Fact()}
    >>> rows = [{"name": Fact(None, "Window A"), "bad": Fact(3, "3")}, {"name": Fact(None, "Window B"), "bad": Fact(0, "0")}]
    >>> said = [Sentence("basic", "Score: {score}."), Sentence("basic", "Before: {before}."),
    ...         Sentence("problems", "Below 95.", when="score < 95"),
    ...         Sentence("problems", "{name}: {bad}", when="bad > 0", each="windows")]
    >>> draft(said, facts, {"windows": rows})
    {'basic': 'Score: 92.50.', 'problems': 'Below 95.\\nWindow A: 3'}
    """
    parts = {}
    for sentence in sentences:
        for line in _lines(sentence, facts, lists):
            parts.setdefault(sentence.part, []).append(line)
    return {part: "\n".join(lines) for part, lines in parts.items()}


def placeholders(text: str) -> frozenset[str]:
    """The names that a sentence asks for.

    >>> sorted(placeholders("{unit}: {score} of {{100}}"))
    ['score', 'unit']
    """
    return frozenset(token["name"] for token in TOKEN.finditer(text) if token["name"])


def _lines(sentence: Sentence, facts: Facts, lists: Mapping[str, Sequence[Facts]]):
    rows = lists.get(sentence.each, ()) if sentence.each else [{}]
    known = [{**facts, **row} for row in rows]
    standing = [row for row in known if _stands(sentence, row)]
    for row in standing[: sentence.most or None]:
        yield fill(sentence.text, {name: row[name].words for name in placeholders(sentence.text)})


def _stands(sentence: Sentence, facts: Facts) -> bool:
    if any(facts.get(name, Fact()).words is None for name in placeholders(sentence.text)):
        return False
    if not sentence.when:
        return True
    return bool(evaluate(sentence.when, {name: facts.get(name, Fact()).number for name in names_in(sentence.when)}))
