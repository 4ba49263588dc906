"""A formula worked out in front of the reader: in words, in numbers, and what came out, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from odoo.addons.jn_rules.formulas import names_in
from odoo.addons.jn_rules.spelling import spell

from .calculation import Figure, Values, known, value

DIGITS = 4
NONE = "–"


@dataclass(frozen=True)
class Ground:
    """What one indicator's figure rests on: the counts, what its rate and its score may name, and what came out."""

    counts: Values
    parts: Values
    score_names: Values
    figure: Figure


def steps(
    formula: str, values: Values, formulas: Mapping[str, str], words: Mapping[str, str], functions: Mapping[str, str]
) -> list[str]:
    """One line for the formula and one for each named formula below it, in the order of reading.

    >>> known = {"good": 3, "bad": 1}
    >>> words = {"good": "satisfied", "bad": "unhappy", "all": "answered"}
    >>> steps("good / all", known, {"all": "good + bad"}, words, {})
    ['satisfied ÷ answered = 3 ÷ 4 = 0.75', 'answered = satisfied + unhappy = 3 + 1 = 4']
    >>> steps("good", known, {}, words, {})
    ['satisfied = 3']
    """
    lines, todo, seen, reckoned = [], [("", formula)], set(), known(values, formulas)
    while todo:
        name, text = todo.pop(0)
        numbers = {one: number(reckoned[one]) for one in names_in(text)}
        told = [words.get(name, name), spell(text, words, functions), spell(text, numbers, functions)]
        told.append(number(value(text, reckoned, formulas)))
        lines.append(" = ".join(_without_repeats(told)))
        below = [one for one in sorted(names_in(text) & formulas.keys(), key=text.find) if one not in values | dict.fromkeys(seen)]
        seen |= set(below)
        todo += [(one, formulas[one]) for one in below]
    return lines


def number(found: int | Decimal | Fraction | None) -> str:
    """A number as print has it: at most four decimals, none where there is nothing.

    >>> number(Fraction(2, 3)), number(Decimal("20.00")), number(None), number(850)
    ('0.6667', '20', '–', '850')
    """
    if found is None:
        return NONE
    text = f"{float(found):.{DIGITS}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _without_repeats(parts: list[str]) -> list[str]:
    kept = [part for part in parts if part]
    return [part for place, part in enumerate(kept) if not place or part != kept[place - 1]]
