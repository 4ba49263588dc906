from decimal import Decimal
from fractions import Fraction

from odoo import api, models

from ..calculation import Figure
from ..explaining import Ground, number, steps


class JnExplainer(models.AbstractModel):
    """Works a figure of a sheet out in front of whoever disputes it, with the formulas and counts that are frozen with it."""

    _name = "jn.explainer"
    _description = "Explains the figures of a score sheet"

    @api.model
    def _explanation(self, line):
        """The steps of a line, one below the other: numerator, denominator, rate and score, or the total, or a year's mean."""
        frozen = (line.sheet_id.formulas or {}).get("book")
        if not frozen:
            return ""
        if line.sheet_id.is_mean:
            return "\n".join(self.env["jn.explainer.year"]._steps(line))
        told = self._of_line if line.indicator_id else self._of_total
        return "\n".join(told(line, frozen))

    @api.model
    def _of_line(self, line, book):
        ground = Ground(
            counts=self._counts(line),
            parts=self._parts(line),
            score_names=self._score_values(line),
            figure=Figure(line.numerator, line.denominator, self._rate(line), self._exact(line.score)),
        )
        return self._of_indicator(line.indicator_id, ground, book)

    @api.model
    def _of_indicator(self, indicator, ground, book):
        """The steps of an indicator's formulas over what `ground` holds; `book` has the named formulas below them."""
        scheme, figure = indicator.scheme_id, ground.figure
        if not indicator.rate:
            for text in (indicator.numerator, indicator.denominator):
                yield from self._steps(scheme, text, ground.counts, book)
            quotient = f"{number(figure.numerator)} ÷ {number(figure.denominator)}"
            yield f"{indicator.name} = {quotient} = {number(figure.rate)}"
        else:
            yield from self._steps(scheme, indicator.rate, ground.parts, book)
        if indicator.score:
            yield from self._steps(scheme, indicator.score, ground.score_names, book)
            score = self.env["jn.sheet.line"]._fields["score"]._description_string(self.env)
            yield f"{score} = {number(figure.score)}"

    @api.model
    def _of_total(self, line, book):
        scheme = line.sheet_id.scheme_id
        scores = {one.indicator_id.code: self._exact(one.score) for one in self._siblings(line) if one.indicator_id}
        values = {**scores, "base": Decimal(str(scheme.base)), "deductions": Decimal(str(line.deducted))}
        yield from self._steps(scheme, scheme.total, values, book)

    @api.model
    def _steps(self, scheme, text, values, book):
        formulas = self.env["jn.formula"]
        words = formulas._name_words(scheme)
        # a name that is counted is no formula here, and a formula of another part has no values
        below = {name: found for name, found in book.items() if name not in values}
        return steps(text, values, below, words, formulas._function_words())

    @api.model
    def _siblings(self, line):
        return self.env["jn.sheet.line"].search([("sheet_id", "=", line.sheet_id.id), ("unit_id", "=", line.unit_id.id)])

    @api.model
    def _counts(self, line):
        return self._siblings(line).filtered(lambda one: not one.indicator_id).counts or {}

    @api.model
    def _parts(self, line):
        values = {}
        for part in self._siblings(line).filtered(lambda one: one.indicator_id.parent_id == line.indicator_id):
            code = part.indicator_id.code
            values |= {code: self._rate(part), f"{code}_numerator": part.numerator, f"{code}_denominator": part.denominator}
        return values

    @api.model
    def _score_values(self, line):
        indicator = line.indicator_id
        weight = Decimal(str(indicator.weight))
        siblings = self._siblings(line).filtered("indicator_id.score")
        there = sum(Decimal(str(one.indicator_id.weight)) for one in siblings if self._rate(one) is not None)
        every = sum(Decimal(str(one.indicator_id.weight)) for one in siblings)
        return {
            "rate": self._rate(line),
            "weight": weight,
            "standard": Decimal(str(indicator.standard)),
            "base": Decimal(str(indicator.scheme_id.base)),
            "spread": Fraction(weight) * Fraction(every) / Fraction(there) if there else Fraction(0),
        }

    @api.model
    def _rate(self, line):
        """The exact rate: out of its counts where there are some."""
        if line.denominator:
            return Fraction(line.numerator, line.denominator)
        return self._exact(line.rate)

    @staticmethod
    def _exact(found):
        return None if found is False else Decimal(str(found))
