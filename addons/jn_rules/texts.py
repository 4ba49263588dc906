"""Message texts: filling the placeholders and counting what an SMS will cost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .errors import RuleError

TOKEN = re.compile(r"\{\{|\}\}|\{(?P<name>[^\W\d]\w*)\}|(?P<stray>[{}])")

# 3GPP TS 23.038: the default alphabet, and the characters that take two places.
GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("\f^{}\\[~]|€")
GSM = "gsm7"
UCS2 = "ucs2"
# Places of one message alone, and of one part of several.
PLACES = {GSM: (160, 153), UCS2: (70, 67)}


class TextError(RuleError):
    """A message text that cannot be filled."""

    sentences = {
        "unknown_placeholder": "The placeholder {{{name}}} is not known; known are: {known}.",
        "brace": "A brace at character {position} stands alone; write {{{{ or }}}} for a brace.",
    }


@dataclass(frozen=True)
class Measure:
    """How a text travels: its alphabet, its length in places and its number of parts."""

    encoding: str
    length: int
    segments: int


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into `{name}` placeholders; None is empty, `{{` and `}}` are braces.

    >>> fill("{citizen}，您办理的{matter}已办结", {"citizen": "王女士", "matter": "户口迁移"})
    '王女士，您办理的户口迁移已办结'
    >>> fill("{citzen}", {"citizen": "", "matter": ""})
    Traceback (most recent call last):
    ...
    jn_rules.texts.TextError: The placeholder {citzen} is not known; known are: citizen, matter.
    """
    check(template, values)
    return TOKEN.sub(lambda token: _filled(token, values), template)


def check(template: str, known: Iterable[str]):
    """Raise a TextError unless every placeholder is known and every brace has its pair."""
    known = sorted(known)
    for token in TOKEN.finditer(template):
        if token["stray"]:
            raise TextError("brace", position=token.start() + 1)
        if token["name"] and token["name"] not in known:
            raise TextError("unknown_placeholder", name=token["name"], known=", ".join(known))


def placeholders(template: str) -> tuple[str, ...]:
    """The names that a text wants filled, each once, in order.

    >>> placeholders("{b} {a} {b}")
    ('b', 'a')
    """
    names = (token["name"] for token in TOKEN.finditer(template))
    return tuple(dict.fromkeys(name for name in names if name))


def segments(text: str) -> int:
    """How many short messages a text takes.

    >>> segments("好" * 70), segments("好" * 71), segments("a" * 160), segments("a" * 161)
    (1, 2, 1, 2)
    """
    return measure(text).segments


def measure(text: str) -> Measure:
    """The alphabet, places and parts of a text; a pair of places is never torn apart.

    >>> measure("满意 5")
    Measure(encoding='ucs2', length=4, segments=1)
    """
    is_gsm = all(char in GSM_BASIC or char in GSM_EXTENDED for char in text)
    encoding = GSM if is_gsm else UCS2
    widths = [2 if _is_wide(char, encoding) else 1 for char in text]
    alone, part = PLACES[encoding]
    length = sum(widths)
    if length <= alone:
        return Measure(encoding, length, min(length, 1))
    return Measure(encoding, length, _parts(widths, part))


def _filled(token: re.Match, values: Mapping[str, object]) -> str:
    if not token["name"]:
        return token[0][0]
    value = values[token["name"]]
    return "" if value is None else str(value)


def _is_wide(char: str, encoding: str) -> bool:
    return char in GSM_EXTENDED if encoding == GSM else ord(char) > 0xFFFF


def _parts(widths: list[int], room: int) -> int:
    parts, used = 1, 0
    for width in widths:
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts
