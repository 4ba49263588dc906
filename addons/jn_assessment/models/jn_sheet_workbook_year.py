from odoo import api, models

from ..workbook_year import MEAN, RECORD, TOTAL, Figure, YearBook, YearRow, write

ACTIVE_TOTAL = "active_"
SETTINGS = ("score.year_from", "score.decimals")


class JnSheetWorkbookYear(models.AbstractModel):
    """Gathers what the workbook of a year shows: the scores of its quarters, out of which anybody can reckon it (Art. 14)."""

    _name = "jn.sheet.workbook.year"
    _description = "Workbook of a year"

    @api.model
    def _write(self, sheet, file):
        """Put a computed year that is the mean of its quarters into an open file, in the reader's language."""
        write(file, self._book(sheet))

    @api.model
    def _book(self, sheet):
        plain = self.env["jn.sheet.workbook"]
        scores = self.env["jn.reckoner.year"]._quarter_scores(sheet)
        figures = self._figures(sheet)
        return YearBook(
            title=sheet.display_name,
            notes=[self._note(), *plain._seal(sheet)],
            figures=figures,
            quarters=[self._quarter(quarter) for quarter, _found in scores],
            rows=self._rows(sheet, figures, [found for _quarter, found in scores]),
            words={**plain._words(), MEAN: self.env._("Mean"), RECORD: self.env._("On record")},
            rules=self._rules(sheet),
            decimals=self.env["jn.setting"]._get("score.decimals"),
        )

    @api.model
    def _note(self):
        return self.env._("Grey: the quarters, corrections included. The year is their mean; a quarter without a score is left out.")

    @api.model
    def _quarter(self, quarter):
        return self.env._("Quarter %(number)s", number=(quarter.period_start.month + 2) // 3)

    @api.model
    def _figures(self, sheet):
        """The total, each indicator with points, and the total without silence."""
        words = self.env["jn.sheet.workbook"]._words()
        scored = [Figure(one.code, one.name) for one in sheet.scheme_id.indicator_ids if one.score]
        return [Figure(TOTAL, words["total"], "total"), *scored, Figure(ACTIVE_TOTAL, words["active_score"])]

    @api.model
    def _rows(self, sheet, figures, scores):
        self.env["jn.sheet.workbook"]._read_names(sheet)
        rows = [self._row(lines, figures, scores) for lines in sheet.line_ids.grouped("unit_id").values()]
        return sorted(rows, key=lambda row: (row.group, row.rank or float("inf"), row.unit))

    @api.model
    def _row(self, lines, figures, scores):
        by_code = {line.indicator_id.code or TOTAL: line for line in lines}
        total = by_code[TOTAL]
        keys = {figure.code: self._key(figure.code) for figure in figures}
        return YearRow(
            unit=total.unit_id.display_name,
            group=total.group_id.display_name or "",
            quarters={code: [found.get((total.unit_id.id, *key)) for found in scores] for code, key in keys.items()},
            record={code: self._or_none(by_code[one or TOTAL][f"{side}score"]) for code, (one, side) in keys.items()},
            rank=self._or_none(total.rank),
        )

    @staticmethod
    def _key(code):
        """(indicator code or False, side's prefix), as quarters name their scores."""
        return (False, code) if code in (TOTAL, ACTIVE_TOTAL) else (code, "")

    @staticmethod
    def _or_none(value):
        return None if value is False else value

    @api.model
    def _rules(self, sheet):
        """Pairs (what, in words): how the year is made, which frozen sheets it is made of, what was corrected in them."""
        settings = self.env["jn.setting"].sudo().search([("code", "in", SETTINGS)])  # settings are no secret
        rules = [(one.name, one._words_of_value(one._get(one.code))) for one in settings]
        for quarter, corrections in self.env["jn.reckoner.year"]._sources(sheet):
            rules += [(quarter.display_name, words) for words in self.env["jn.sheet.workbook"]._seal(quarter)]
            rules += [(self.env._("Signed correction"), f"{one.effect}: {one.why}") for one in corrections]
        return rules
