from odoo import api, models

from odoo.addons.jn_rules import drafting

from .. import bulletin_facts, facts

LANGUAGE = "zh_CN"  # reports and bulletins are in the language of the office


class JnQuarterlyTexts(models.AbstractModel):
    """The words of drafts: the city's sentences, said of figures."""

    _name = "jn.quarterly.texts"
    _description = "Words of drafts"

    @api.model
    def _language(self):
        return LANGUAGE

    @api.model
    def _words(self, figures, parts):
        """{part: its text} of a report with these figures; the same figures give the same words."""
        return self._drafted(parts, *facts.of(figures))

    @api.model
    def _drafted(self, parts, known, lists):
        rows = self.env["jn.draft.sentence"].sudo().with_context(lang=LANGUAGE).search([("part", "in", parts)])  # no secret
        said = drafting.draft([row._pure() for row in rows], known, lists)
        return {part: said.get(part, "") for part in parts}

    @api.model
    def _sample(self, indicators):
        """(facts, lists) without a single figure, for their names: what sentences about a report may ask for."""
        row = {"id": 0, "name": "", "number": 1}
        return facts.of({
            "county": "", "period": ["2000-01-01", "2000-03-20"], "before_period": ["1999-10-01", "1999-12-31"], "ranked": 0,
            "now": {}, "before": {}, "behind": {}, "behind_before": {}, "indicators": indicators,
            "lists": {name: [row] for name in facts.LIST_NAMES},
        })  # fmt: skip

    @api.model
    def _bulletin_words(self, figures, parts):
        """{part: its text} of a bulletin with these figures."""
        return self._drafted(parts, *bulletin_facts.of(figures))

    @api.model
    def _bulletin_sample(self):
        """(facts, lists) without a single figure, for their names: what sentences about a bulletin may ask for."""
        # one that rose to the first place and one that fell to the last, so that every list has a row
        rows = [
            {"unit_id": 0, "unit": "", "group": "", "rank": rank, "score": 0, "before_rank": before, "before_score": 0, "deducted": 0}
            for rank, before in ((1, 2), (2, 1))
        ]
        return bulletin_facts.of({
            "city": "", "period": ["2000-01-01", "2000-03-31"], "counts": {"best": 1, "worst": 1},
            "red": [{"kind": "", "unit": "", "words": ""}], "sheets": [{"name": "", "digest": "", "kind": "", "rows": rows}],
        })  # fmt: skip
