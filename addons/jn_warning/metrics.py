"""What a rule measures, ready to be reckoned for hundreds of units and days: counts go in, a figure comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from odoo.addons.jn_assessment.calculation import reach, value
from odoo.addons.jn_rules import forecast, linear
from odoo.addons.jn_rules.alarms import Figure

Counts = Mapping[str, int]
Book = Mapping[str, str]
MOST = 1_000_000  # cases that are thought of as still to come


@dataclass(frozen=True)
class Count:
    """A formula over counts; where it only adds up, its coefficients are read once.

    >>> Count("good + bad", {})({"good": 3, "bad": 1}), Count("max(good, bad)", {})({"good": 3, "bad": 1})
    (4, 3)
    """

    text: str
    book: Book
    parts: Mapping[str, Fraction] | None = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "parts", linear.coefficients(self.text, self.book))

    def __call__(self, counts: Counts) -> int:
        return int(linear.total(self.parts, counts) if self.parts is not None else value(self.text, counts, self.book) or 0)

    @property
    def names(self) -> frozenset[str]:
        """Every name that the formula rests on."""
        return reach(self.text, {code: [text] for code, text in self.book.items()})


@dataclass(frozen=True)
class Number:
    """So many of something.

    >>> Number(Count("bad", {})).figure({"bad": 4})
    Figure(value=4, sample=4, numerator=4, denominator=None, centre=None)
    """

    count: Count

    @property
    def names(self) -> frozenset[str]:
        """The measures, and formulas, that it rests on."""
        return self.count.names

    def figure(self, counts: Counts) -> Figure:
        """The figure that these counts make."""
        found = self.count(counts)
        return Figure(found, found, found)


@dataclass(frozen=True)
class Rate:
    """So many of so many; without any there is no rate (0/0). What is no share, such as 3 of 2, has no denominator to judge chance by.

    >>> Rate(Count("good", {}), Count("good + bad", {})).figure({"good": 3, "bad": 1}).value
    Fraction(3, 4)
    >>> Rate(Count("3", {}), Count("2", {})).figure({})
    Figure(value=Fraction(3, 2), sample=2, numerator=3, denominator=None, centre=None)
    """

    above: Count
    below: Count

    @property
    def names(self) -> frozenset[str]:
        """The measures, and formulas, that it rests on."""
        return self.above.names | self.below.names

    def figure(self, counts: Counts) -> Figure:
        """The figure that these counts make."""
        numerator, denominator = self.above(counts), self.below(counts)
        rate = Fraction(numerator, denominator) if denominator else None
        return Figure(rate, denominator, numerator, denominator if 0 <= numerator <= denominator else None)


@dataclass(frozen=True)
class Combined:
    """A rate made of other rates by a formula, such as Art. 16 (2); the sample is that of its parts together."""

    formula: str
    parts: Mapping[str, Rate]
    book: Book

    @property
    def names(self) -> frozenset[str]:
        """The measures, and formulas, that it rests on."""
        return frozenset().union(*(part.names for part in self.parts.values()))

    def figure(self, counts: Counts) -> Figure:
        """The figure that these counts make."""
        parts = tuple((code, part.above(counts), part.below(counts)) for code, part in self.parts.items())
        return Figure(self._value(parts), sum(below for _code, _above, below in parts), parts=parts)

    def turning(self, figure: Figure, code: str, good: bool, standard: float) -> int | None:
        """With which next case of one part, good or bad, all else as it is, the rate comes up to the standard or falls below it.

        None: with none of `MOST`.
        """
        def turned(more):
            parts = [(name, above + more * (name == code and good), below + more * (name == code)) for name, above, below in figure.parts]
            rate = self._value(parts)
            return rate is not None and (rate >= forecast.share(standard)) == good

        return forecast.first_that(turned, MOST)

    def _value(self, parts):
        values = {}
        for code, above, below in parts:
            values |= {code: Fraction(above, below) if below else None, f"{code}_numerator": above, f"{code}_denominator": below}
        return value(self.formula, values, self.book)
