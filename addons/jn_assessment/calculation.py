"""The score of one unit out of its counts: pure arithmetic, exact until the printed decimals.

A scheme comes in two sides: `official`, and `active`, which counts only revisits that a person
answered (decision A1). Formulas may name other formulas; what an option of a setting changes
is which text a named formula has, so nothing here knows an option, an indicator or an article.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from odoo.addons.jn_rules.formulas import evaluate, names_in
from odoo.addons.jn_rules.linear import coefficients
from odoo.addons.jn_rules.scores import half_up

OFFICIAL = "official"
ACTIVE = "active"
SIDES = (OFFICIAL, ACTIVE)
SCORE_NAMES = frozenset({"rate", "weight", "standard", "base", "spread"})
DEDUCTIONS, NOTHING, TOTAL = "deductions", "nothing", "total"
# what a formula of the whole scheme may name beside the indicators
TOTAL_NAMES = frozenset({"base", DEDUCTIONS})
IDLE_NAMES = frozenset({"base", NOTHING})
SHOWN_NAMES = frozenset({TOTAL})
RESERVED = SCORE_NAMES | TOTAL_NAMES | IDLE_NAMES | SHOWN_NAMES

Values = Mapping[str, int | Decimal | Fraction | None]


@dataclass(frozen=True)
class Indicator:
    """One line of a scheme: `counts` is {side: (numerator, denominator)}; empty texts mean "none"."""

    code: str
    counts: Mapping[str, tuple[str, str]]
    rate: str = ""
    score: str = ""
    weight: Decimal = Decimal()
    standard: Decimal = Decimal()
    parent: str = ""


@dataclass(frozen=True)
class Scheme:
    """Indicators and how they make a total.

    `business` counts the cases without which `idle` is the score (C4); `total` may take off `deductions`;
    `shown` is what is printed of the total (C11); `extras` are {code: formula} of what is printed beside.
    """

    indicators: tuple[Indicator, ...]
    business: str
    total: str
    idle: str = NOTHING
    shown: str = TOTAL
    extras: Mapping[str, str] = field(default_factory=dict)
    base: Decimal = Decimal()
    decimals: int = 2
    formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """What one indicator came to; None where there is nothing to count or to score."""

    numerator: int | None = None
    denominator: int | None = None
    rate: Fraction | Decimal | None = None
    score: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """True for 0/0: no such case (decision C2)."""
        return self.rate is None


@dataclass(frozen=True)
class Result:
    """One side of one unit: cases in the period, {indicator code: Figure}, the total or None, and how it is printed."""

    business: int
    figures: Mapping[str, Figure]
    score: Decimal | None
    shown: Decimal | None


def assess(scheme: Scheme, counts: Mapping[str, int], side: str = OFFICIAL, deductions: Decimal = Decimal()) -> Result:
    """Assess a unit by {measure code: number} and the points deducted from it.

    >>> rule = Indicator("effective", {"official": ("answered", "asked")}, score="weight * rate", weight=Decimal(20))
    >>> assess(Scheme((rule,), "asked", "effective"), {"answered": 17, "asked": 20}).score
    Decimal('17.00')
    """
    counts = known(counts, scheme.formulas)
    business = int(value(scheme.business, counts, scheme.formulas))
    found = figures(scheme, counts, side) if business else _rates(scheme, counts, side)
    scores = {one.code: found[one.code].score for one in scheme.indicators if one.score}
    total = _total(scheme, scores, deductions) if business else _idle(scheme)
    return Result(business, found, total, _shown(scheme, total))


def printed(scheme: Scheme, total: float | None) -> float | None:
    """What is printed of a total that was made in another way, as a year's is (C11).

    >>> printed(Scheme((), "asked", "effective", shown="max(0, total)"), -3.5)
    0.0
    """
    shown = _shown(scheme, None if total is None else Decimal(str(total)))
    return None if shown is None else float(shown)


def _shown(scheme, total):
    return half_up(value(scheme.shown, {TOTAL: total}, scheme.formulas), scheme.decimals)


def figures(scheme: Scheme, counts: Mapping[str, int], side: str = OFFICIAL) -> dict[str, Figure]:
    """{indicator code: its figure with its score}, whether or not the scheme says yet how a total is made.

    >>> rule = Indicator("effective", {"official": ("answered", "asked")}, score="weight * rate", weight=Decimal(20))
    >>> figures(Scheme((rule,), "", ""), {"answered": 1, "asked": 4})["effective"].score
    Decimal('5.00')
    """
    rates = _rates(scheme, counts, side)
    scores = _scores(scheme, rates)
    return {code: replace(figure, score=scores.get(code)) for code, figure in rates.items()}


def part_names(indicator: Indicator, scheme: Scheme, found: Mapping[str, Figure]) -> dict[str, int | Fraction | Decimal | None]:
    """{name: value} of what a formula that combines the parts of `indicator` may name."""
    names = {}
    for part in scheme.indicators:
        if part.parent == indicator.code:
            figure = found[part.code]
            names |= {part.code: figure.rate, f"{part.code}_numerator": figure.numerator, f"{part.code}_denominator": figure.denominator}
    return names


def score_names(indicator: Indicator, scheme: Scheme, rate: Fraction | Decimal | None, grown: Fraction) -> dict:
    """{name: value} of what the score formula of `indicator` may name, at its rate and with the `spread` of the scheme."""
    return {
        "rate": rate,
        "weight": indicator.weight,
        "standard": indicator.standard,
        "base": scheme.base,
        "spread": Fraction(indicator.weight) * grown,
    }


def spread(scheme: Scheme, found: Mapping[str, Figure]) -> Fraction:
    """By how much each weight grows when the empty indicators' weights go to the others (C2)."""
    scored = [one for one in scheme.indicators if one.score]
    present = sum(one.weight for one in scored if not found[one.code].is_empty)
    return Fraction(sum(one.weight for one in scored)) / Fraction(present) if present else Fraction(0)


def beside(scheme: Scheme, counts: Mapping[str, int]) -> dict[str, Fraction | Decimal | None]:
    """{code: value} of what is printed beside a unit's figures.

    >>> beside(Scheme((), "asked", "0", extras={"invalid": "first + again"}), {"first": 2, "again": 1})
    {'invalid': Decimal('3')}
    """
    counts = known(counts, scheme.formulas)
    return {code: value(text, counts, scheme.formulas) for code, text in scheme.extras.items()}


class Known(dict):
    """Numbers by name, and the named formulas that rest on them, each reckoned once, when it is first asked for."""

    def __init__(self, values: Values, formulas: Mapping[str, str]):
        super().__init__(values)
        self._formulas = formulas

    def __missing__(self, name: str) -> Decimal | None:
        self[name] = found = value(self._formulas[name], self, self._formulas)
        return found


def known(values: Values, formulas: Mapping[str, str]) -> Known:
    """These numbers with the formulas that rest on them; what is known so already is left as it is."""
    return values if isinstance(values, Known) else Known(values, formulas)


def value(formula: str, values: Values, formulas: Mapping[str, str]) -> Decimal | None:
    """A formula's value; names not among `values` are formulas themselves.

    >>> value("good / all", {"good": 1, "bad": 3}, {"all": "good + bad"})
    Decimal('0.25')
    """
    numbers = known(values, formulas)
    return evaluate(formula, {name: numbers[name] for name in names_in(formula)})


def reach(formula: str, texts: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Every name a formula rests on, through all texts that the formulas among them may have.

    >>> sorted(reach("good / all", {"all": ["good + bad", "good"]}))
    ['all', 'bad', 'good']
    """
    seen, todo = set(), [formula]
    while todo:
        new = names_in(todo.pop()) - seen
        seen |= new
        todo.extend(text for name in new for text in texts.get(name, ()))
    return frozenset(seen)


def weights(formula: str, formulas: Mapping[str, str]) -> dict[str, Fraction]:
    """{measure: how often each of its records counts} in a sum, less than 0 where they are taken off; in any other formula once each.

    >>> weights("business - late", {"business": "asked - refused"})["refused"]
    Fraction(-1, 1)
    >>> sorted(weights("good / all", {"all": "good + bad"}).items())
    [('bad', Fraction(1, 1)), ('good', Fraction(1, 1))]
    """
    sums = coefficients(formula, formulas)
    if sums is None:
        return dict.fromkeys(reach(formula, {code: [text] for code, text in formulas.items()}) - formulas.keys(), Fraction(1))
    return {name: weight for name, weight in sums.items() if name and weight}


def expand(formula: str, formulas: Mapping[str, str]) -> str:
    """A formula as people read it: the named formulas behind it follow, each once.

    >>> expand("good / all", {"all": "good + bad"})
    'good / all; all = good + bad'
    """
    parts, todo = [formula], sorted(names_in(formula) & formulas.keys())
    seen = set()
    for name in todo:
        if name not in seen:
            seen.add(name)
            parts.append(f"{name} = {formulas[name]}")
            todo.extend(sorted(names_in(formulas[name]) & formulas.keys()))
    return "; ".join(parts)


def _rates(scheme: Scheme, counts: Mapping[str, int], side: str) -> dict[str, Figure]:
    """Figures without scores; lines that combine others come after them."""
    found = {}
    for indicator in sorted(scheme.indicators, key=lambda one: bool(one.rate)):
        if indicator.rate:
            names = part_names(indicator, scheme, found)
            found[indicator.code] = Figure(rate=value(indicator.rate, names, scheme.formulas))
        else:
            found[indicator.code] = _counted(indicator.counts[side], counts, scheme)
    return found


def _counted(texts: tuple[str, str], counts: Mapping[str, int], scheme: Scheme) -> Figure:
    numerator, denominator = (int(value(text, counts, scheme.formulas)) for text in texts)
    return Figure(numerator, denominator, Fraction(numerator, denominator) if denominator else None)


def _scores(scheme: Scheme, found: Mapping[str, Figure]) -> dict[str, Decimal | None]:
    grown = spread(scheme, found)
    return {one.code: _score(one, scheme, found[one.code].rate, grown) for one in scheme.indicators if one.score}


def _score(indicator: Indicator, scheme: Scheme, rate: Fraction | Decimal | None, grown: Fraction) -> Decimal | None:
    return half_up(value(indicator.score, score_names(indicator, scheme, rate, grown), scheme.formulas), scheme.decimals)


def _total(scheme: Scheme, scores: Mapping[str, Decimal | None], deductions: Decimal) -> Decimal | None:
    """The total is made of the printed scores (decision C10), less what was deducted (C11)."""
    names = {**scores, "base": scheme.base, DEDUCTIONS: deductions}
    return half_up(value(scheme.total, names, scheme.formulas), scheme.decimals)


def _idle(scheme: Scheme) -> Decimal | None:
    """What a unit without business gets (decision C4)."""
    return half_up(value(scheme.idle, {"base": scheme.base, NOTHING: None}, scheme.formulas), scheme.decimals)
