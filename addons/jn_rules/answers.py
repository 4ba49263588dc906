"""What an answer does, and what a short inbound text means (decisions A4 to A7)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from . import const

# A citizen's dash may be any of these after NFKC; a colon serves as well.
REPLY = re.compile(r"(?:(?P<index>[1-9][0-9]?)\s*[-‐‑–—−_:]\s*)?(?P<level>\S.*)", re.DOTALL)
# One answer of several in a text; beside others, a stop or comma after the number is no decimal's.
PART = re.compile(r"(?P<index>[1-9][0-9]?)\s*[-‐‑–—−_:.、]\s*(?P<level>[^\s,;.、]+)")
BETWEEN = re.compile(r"[\s,;.、]+")
TRAILING = " \t\r\n.。,，!！;；、~"


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is kept, as what `kind`, and which `event` it raises, if any.

    A refused answer has a `refusal` and no kind; an accepted one without an event is kept
    beside the others.
    """

    accepted: bool
    event: str | None = None
    kind: str | None = None
    refusal: str | None = None


@dataclass(frozen=True)
class Reply:
    """Which question (counted from 1, None: the only one) got which level (None: unclear)."""

    index: int | None = None
    level: int | None = None


def judge(
    *,
    level: int,
    now: datetime,
    bad_levels: frozenset[int],
    state: str,
    previous: tuple[int, ...] = (),
    answer_due_at: datetime | None = None,
    late_until: datetime | None = None,
    changes: int,
    better_counts: str = const.BETTER_NEVER,
    levels: int = const.LEVELS,
) -> Verdict:
    """What an answer received `now` does to a revisit (decisions A4, A5).

    `state` is how far the revisit has come, `previous` its earlier levels in order, `changes`
    how often an answer may be changed; `late_until` None means that answers never expire,
    `answer_due_at` None that the reply window has not begun to run out.

    >>> noon = datetime(2019, 5, 27, 12)
    >>> rules = {"now": noon, "bad_levels": frozenset({1, 2}), "changes": 1}
    >>> judge(level=1, state="open", **rules)
    Verdict(accepted=True, event='answered_dissatisfied', kind='answer', refusal=None)
    >>> judge(level=1, state="answered", previous=(5,), **rules).event
    'late_dissatisfied'
    >>> judge(level=5, state="answered", previous=(1,), **rules).event is None
    True
    >>> judge(level=5, state="defaulted", late_until=datetime(2019, 5, 26), **rules).refusal
    'expired'
    """
    if state not in const.ANSWER_STATES:
        raise ValueError(f"{state!r} is no state of a revisit; known are {const.ANSWER_STATES}")
    if not 1 <= level <= levels:
        return Verdict(False, refusal=const.REFUSED_LEVEL)
    bad = level in bad_levels
    if state == const.OPEN:
        event = const.ANSWERED_DISSATISFIED if bad else const.ANSWERED_SATISFIED
        return Verdict(True, event, const.KIND_ANSWER)
    if state == const.ANSWERED and len(previous) > changes:
        return Verdict(False, refusal=const.REFUSED_USED)
    if late_until is not None and now > late_until:
        return Verdict(False, refusal=const.REFUSED_EXPIRED)
    if state != const.ANSWERED:
        return Verdict(True, _late_event(bad), const.KIND_LATE)
    inside = answer_due_at is None or now <= answer_due_at
    event = _change_event(bad, [each in bad_levels for each in previous], better_counts)
    return Verdict(True, event, const.KIND_CHANGE if inside else const.KIND_LATE)


def parse_reply(text: str, words: Mapping[str, int]) -> Reply:
    """Read an inbound text as a level, or as question and level (decision A7).

    `words` gives the level of whole words; case, width and a final stop do not matter. The
    level is one digit and not yet checked against the scale.

    >>> parse_reply(" ４。", {}), parse_reply("2-1", {})
    (Reply(index=None, level=4), Reply(index=2, level=1))
    >>> parse_reply("2：不满意", {"不满意": 2, "满意": 4})
    Reply(index=2, level=2)
    >>> parse_reply("满意不满意", {"不满意": 2, "满意": 4})
    Reply(index=None, level=None)
    """
    plain = _plain(text)
    known = {_plain(word): level for word, level in words.items()}
    whole = _level(plain, known)
    if whole is not None:
        return Reply(level=whole)
    found = REPLY.fullmatch(plain)
    level = _level(found["level"], known) if found and found["index"] else None
    return Reply() if level is None else Reply(int(found["index"]), level)


def parse_replies(text: str, words: Mapping[str, int]) -> tuple[Reply, ...]:
    """Read an inbound text that answers one question, or several at once, each with its number (decisions A7, D8).

    All of a text is understood or nothing: then it is one unclear reply. Beside others a number and
    a level may be joined by a stop, as the matters are listed; alone, `1.5` could be a decimal.

    >>> [(one.index, one.level) for one in parse_replies("1-5 2-1", {})]
    [(1, 5), (2, 1)]
    >>> [(one.index, one.level) for one in parse_replies("1.5，3.2", {})]
    [(1, 5), (3, 2)]
    >>> parse_replies("1.5", {}), parse_replies("1-5 1-2", {})
    ((Reply(index=None, level=None),), (Reply(index=None, level=None),))
    """
    single = parse_reply(text, words)
    if single.level is not None:
        return (single,)
    plain, known, replies, place = _plain(text), {_plain(word): level for word, level in words.items()}, [], 0
    while found := PART.match(plain, place):
        replies.append(Reply(int(found["index"]), _level(found["level"], known)))
        gap = BETWEEN.match(plain, found.end())
        place = gap.end() if gap else found.end()
        if not gap:
            break
    whole = place == len(plain) and all(reply.level is not None for reply in replies)
    different = len({reply.index for reply in replies}) == len(replies) > 1
    return tuple(replies) if whole and different else (Reply(),)


def is_stop(text: str, words: Iterable[str]) -> bool:
    """Whether an inbound text says nothing but that the citizen wants no more messages.

    >>> is_stop(" ＴＤ。", ["TD"]), is_stop("退订", ["TD", "退订"]), is_stop("退订 5", ["退订"])
    (True, True, False)
    """
    plain = _plain(text)
    return bool(plain) and plain in {_plain(word) for word in words}


def _late_event(bad: bool) -> str:
    return const.LATE_DISSATISFIED if bad else const.LATE_SATISFIED


def _change_event(bad: bool, earlier: list[bool], better_counts: str) -> str | None:
    last_counts = better_counts == const.BETTER_LAST
    standing_bad = earlier[-1:] == [True] if last_counts else any(earlier)
    if bad == standing_bad or (not bad and not last_counts):
        return None
    return _late_event(bad)


def _level(text: str, known: Mapping[str, int]) -> int | None:
    if text in known:
        return known[text]
    return int(text) if re.fullmatch("[0-9]", text) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(TRAILING).casefold()
