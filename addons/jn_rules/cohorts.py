"""Whether something became better: a share before and after, each with its interval of confidence (Art. 10; decision C13)."""

from dataclasses import dataclass

from .scores import Number, wilson

TOO_FEW, BETTER, WORSE, SAME = "too_few", "better", "worse", "same"


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> float | None:
        """The share, None of nothing."""
        return self.numerator / self.denominator if self.denominator else None


def verdict(before: Share, after: Share, least: int, percent: Number = 95) -> str:
    """What can be said of a share of bad ones: too few cases, better, worse, or the same within chance.

    It changed only where the Wilson intervals of both shares lie apart: stricter than a test of the difference, so that
    nobody is praised or blamed for chance.

    >>> verdict(Share(50, 100), Share(10, 100), 30), verdict(Share(5, 10), Share(0, 10), 30), verdict(Share(5, 50), Share(6, 50), 30)
    ('better', 'too_few', 'same')
    """
    if min(before.denominator, after.denominator) < max(least, 1):
        return TOO_FEW
    (low, high), (later_low, later_high) = (wilson(one.numerator, one.denominator, percent) for one in (before, after))
    if later_high < low:
        return BETTER
    return WORSE if later_low > high else SAME
