from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.formulas import FormulaError

from .. import const
from ..calculation import OFFICIAL, Scheme, figures, part_names, reach, score_names, spread
from ..explaining import Ground


class JnExample(models.AbstractModel):
    """Works an indicator's own formulas out, also those of a draft, with the counts of the newest computed sheet."""

    _name = "jn.example"
    _description = "Worked examples of indicators"

    @api.model
    def _of(self, scheme, indicators):
        """{indicator: its example as text}: whose numbers, then step by step; without a sheet what to do first."""
        lines = self._lines(scheme)
        return {indicator: self._told(indicator, lines) for indicator in indicators}

    @api.model
    def _told(self, indicator, lines):
        if not lines:
            return self.env._(
                "No sheet with business has been computed yet whose numbers could be put in. "
                "Compute a score sheet of the scheme; its numbers are then worked out here."
            )
        try:
            return "\n".join(self._worked(indicator, lines))
        except FormulaError as error:
            return self.env["jn.formula"]._problem(error)
        except BadInput as error:  # what is still being written may not be usable yet
            return str(error)

    @api.model
    def _lines(self, scheme):
        """The totals of the newest computed sheet with business: of this scheme, else of one that ranks the same kind of units."""
        filled = Domain("line_ids", "any", [("indicator_id", "=", False), ("business", ">", 0)])
        computed = Domain("state", "!=", const.DRAFT) & Domain("is_mean", "=", False) & filled
        sheets = self.env["jn.sheet"]
        sheet = sheets.search(computed & Domain("scheme_id.code", "=", scheme.code), limit=1) or sheets.search(
            computed & Domain("scheme_id.unit_kind", "=", scheme.unit_kind), limit=1
        )
        totals = Domain("sheet_id", "=", sheet.id) & Domain("indicator_id", "=", False) & Domain("business", ">", 0)
        below = Domain("unit_id", "child_of", scheme.unit_id.id) if scheme.unit_id else Domain.TRUE
        return self.env["jn.sheet.line"].search(totals & below, order="rank, id")

    @api.model
    def _worked(self, indicator, lines):
        indicator._check_counts()
        indicator._check_formulas()
        book = self.env["jn.formula"]._book()
        scheme = self._scheme(indicator, book)
        line, counts, found = self._best(indicator.code, scheme, lines)
        yield f"{line.unit_id.name} · {line.sheet_id.display_name}"
        yield from self.env["jn.explainer"]._of_indicator(indicator, self._ground(indicator, scheme, counts, found), book)

    @api.model
    def _ground(self, indicator, scheme, counts, found):
        own, figure = indicator._calculation(), found[indicator.code]
        return Ground(counts, part_names(own, scheme, found), score_names(own, scheme, figure.rate, spread(scheme, found)), figure)

    @api.model
    def _scheme(self, indicator, book):
        """The scheme as the pure calculation takes it, with this indicator as it stands on the screen; no total is asked for."""
        record = indicator.scheme_id
        others = [one for one in record.indicator_ids if one != indicator and (not one._origin or one._origin != indicator._origin)]
        return Scheme(
            indicators=tuple(one._calculation() for one in [*others, indicator]),
            business="",
            total="",
            base=Decimal(str(record.base)),
            decimals=self.env["jn.setting"]._get("score.decimals"),
            formulas=book,
        )

    @api.model
    def _best(self, code, scheme, lines):
        """(line, counts, figures) of the first of `lines` where the indicator has something to divide, else of the first."""
        missing = self._measures(scheme).filtered(lambda one: one.code not in lines[0].counts)
        tried = []
        for line in lines[:1] if missing else lines:
            counts = line.counts | self._counted(line, missing)
            tried.append((line, counts, figures(scheme, counts)))
            if not tried[-1][2][code].is_empty:
                return tried[-1]
        return tried[0]

    @api.model
    def _measures(self, scheme):
        """The measures on which the official counts of `scheme` rest."""
        texts = [text for one in scheme.indicators for text in one.counts[OFFICIAL] if text]
        chosen = {code: [text] for code, text in scheme.formulas.items()}
        names = frozenset().union(*(reach(text, chosen) for text in texts))
        return self.env["jn.measure"].search([("code", "in", list(names))])

    @api.model
    def _counted(self, line, measures):
        """{code: number} of measures that the sheet did not need: counted now, for the one unit, as known when it was computed."""
        return {
            one.code: self.env[one.model].sudo().with_context(active_test=False).search_count(line._counted(one))  # as the sheet counts
            for one in measures
        }
