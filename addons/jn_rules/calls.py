"""Whether a report may follow the calls that were made (decision D6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from . import const
from .periods import day_of


@dataclass(frozen=True)
class Sufficient:
    """`ok` with its `basis` (`talk` or `attempts`), or what is still missing."""

    ok: bool
    basis: str | None = None
    missing_attempts: int = 0
    missing_days: int = 0


def suffices(
    attempts: Iterable[tuple[datetime, bool]], minimum: int, days: int, tz: str
) -> Sufficient:
    """Whether somebody was reached, or often enough tried on enough local days.

    `attempts` are pairs of a naive UTC moment and whether the citizen was reached.

    >>> tries = [(datetime(2019, 5, 27, 1), False), (datetime(2019, 5, 27, 8), False)]
    >>> suffices(tries, minimum=3, days=2, tz="Asia/Shanghai")
    Sufficient(ok=False, basis=None, missing_attempts=1, missing_days=1)
    >>> suffices(tries + [(datetime(2019, 5, 28, 1), True)], 3, 2, "Asia/Shanghai").basis
    'talk'
    """
    attempts = list(attempts)
    if any(reached for _at, reached in attempts):
        return Sufficient(True, const.BASIS_TALK)
    missing_attempts = max(0, minimum - len(attempts))
    missing_days = max(0, days - len({day_of(at, tz) for at, _reached in attempts}))
    if missing_attempts or missing_days:
        return Sufficient(False, None, missing_attempts, missing_days)
    return Sufficient(True, const.BASIS_ATTEMPTS)
