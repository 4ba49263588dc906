from odoo import api, models

from odoo.addons.jn_rules.spelling import spell

from ..workbook import Book, Column, Row, write
from ..workbook_certainty import Certainty


class JnSheetWorkbook(models.AbstractModel):
    """Gathers what the workbook of a score sheet shows (Art. 14: made known in a form that each unit can check)."""

    _name = "jn.sheet.workbook"
    _description = "Workbook of a score sheet"

    @api.model
    def _write(self, sheet, file):
        """Put a computed sheet into an open file, in the reader's language, with the settings of the moment of computing."""
        with self.env["jn.clock"]._frozen(sheet.computed_at):
            if sheet.is_mean:
                self.env["jn.sheet.workbook.year"]._write(sheet, file)
            else:
                write(file, self._book(sheet))

    @api.model
    def _book(self, sheet):
        scheme = sheet.scheme_id
        return Book(
            title=sheet.display_name,
            notes=self._notes(sheet),
            columns=[self._column(one) for one in scheme.indicator_ids],
            rows=self._rows(sheet),
            words=self._words(),
            rules=self._rules(sheet),
            total=scheme.total,
            idle=scheme.idle,
            base=scheme.base,
            decimals=self.env["jn.setting"]._get("score.decimals"),
            formulas=self._formulas(sheet),
            certainty=self._certainty(sheet),
        )

    @api.model
    def _formulas(self, sheet):
        return (sheet.formulas or {}).get("book", {})

    @api.model
    def _notes(self, sheet):
        notes = [self.env._("Grey: only revisits that a person answered. Every score is a formula over the counts beside it.")]
        return notes + self._seal(sheet)

    @api.model
    def _seal(self, sheet):
        """The sentence about a frozen sheet's seal, in a list; none before it is frozen."""
        if not sheet.digest:
            return []
        return [self.env._("Frozen on %(day)s, SHA-256 %(digest)s", day=sheet.published_at.date(), digest=sheet.digest)]

    @api.model
    def _column(self, indicator):
        return Column(
            code=indicator.code,
            name=indicator.name,
            rate=indicator.rate or "",
            score=indicator.score or "",
            weight=indicator.weight,
            standard=indicator.standard,
            parent=indicator.parent_id.code or "",
        )

    @api.model
    def _rows(self, sheet):
        self._read_names(sheet)
        rows = [self._row(lines) for lines in sheet.line_ids.grouped("unit_id").values()]
        return sorted(rows, key=lambda row: (row.group, row.rank or float("inf"), row.unit))

    @api.model
    def _read_names(self, sheet):
        """Read the names of all units at once: row by row, each would be a question to the database."""
        (sheet.line_ids.unit_id | sheet.line_ids.group_id).mapped("display_name")

    @api.model
    def _row(self, lines):
        total = lines.filtered(lambda line: not line.indicator_id)
        figures = lines - total
        return Row(
            unit=total.unit_id.display_name,
            group=total.group_id.display_name or "",
            business=total.business or 0,
            counts={line.indicator_id.code: (self._or_none(line.numerator), self._or_none(line.denominator)) for line in figures},
            deducted=total.deducted,
            score=self._or_none(total.score),
            rank=self._or_none(total.rank),
            active_score=self._or_none(total.active_score),
            active_rank=self._or_none(total.active_rank),
            announced=self._or_none(total.announced),
            arrived=self._or_none(total.arrived),
            is_small=total.small_sample,
        )

    @api.model
    def _certainty(self, sheet):
        """Each unit's indicators, the best unit first: how certain, and what among active answers (decisions A1, C13)."""
        numbers = ("numerator", "denominator", "rate", "low", "high", "active_numerator", "active_denominator", "active_rate")
        return [
            Certainty(
                unit=line.unit_id.display_name,
                indicator=line.indicator_id.name,
                is_small=line.small_sample,
                **{name: self._or_none(line[name]) for name in numbers},
            )
            for lines in sheet.line_ids.grouped("unit_id").values()
            for line in lines.filtered("indicator_id")
        ]

    @staticmethod
    def _or_none(value):
        return None if value is False else value

    @api.model
    def _words(self):
        return {
            "scores": self.env._("Scores"),
            "rules": self.env._("Rules in words"),
            "rank": self.env._("Rank"),
            "group": self.env._("Ranked within"),
            "unit": self.env._("Unit"),
            "business": self.env._("Cases"),
            "numerator": self.env._("Numerator"),
            "denominator": self.env._("Denominator"),
            "rate": self.env._("Rate"),
            "score": self.env._("Score"),
            "deducted": self.env._("Points deducted"),
            "total": self.env._("Total score"),
            "frozen_score": self.env._("Score on record"),
            "frozen_rank": self.env._("Rank on record"),
            "check": self.env._("Check"),
            "same": self.env._("same"),
            "differs": self.env._("differs"),
            "active_score": self.env._("Score without silence"),
            "active_rank": self.env._("Rank without silence"),
            **self._words_beside(),
        }

    @api.model
    def _words_beside(self):
        """The headings of coverage, intervals and active answers."""
        return {
            "announced": self.env._("Announced cases"),
            "arrived": self.env._("Arrived of these"),
            "coverage": self.env._("Coverage"),
            "unannounced": self.env._("nothing announced"),
            "certainty": self.env._("Intervals and active answers"),
            "indicator": self.env._("Indicator"),
            "low": self.env._("At least"),
            "high": self.env._("At most"),
            "sample": self.env._("Sample"),
            "small": self.env._("small sample"),
            "active_numerator": self.env._("Numerator, active answers"),
            "active_denominator": self.env._("Denominator, active answers"),
            "active_rate": self.env._("Rate among active answers"),
        }

    @api.model
    def _rules(self, sheet):
        """Pairs (what, in words): each indicator, what the formulas mean, the settings in force, the corrections."""
        scheme = sheet.scheme_id
        formulas, book = self.env["jn.formula"], self._formulas(sheet)
        words, functions = formulas._name_words(scheme), formulas._function_words()
        rules = [(one.name, one.words) for one in scheme.indicator_ids if one.words]
        used = scheme._names(book)
        rules += [(words[code], spell(text, words, functions)) for code, text in book.items() if code in used & words.keys()]
        codes = formulas.search([("setting_code", "!=", False), ("code", "in", list(used))]).mapped("setting_code")
        for setting in self.env["jn.setting"].sudo().search([("code", "in", codes)]):  # settings are no secret
            rules.append((setting.name, setting._words_of_value(setting._get(setting.code))))
        rules += [(self.env._("Signed correction"), f"{one.effect}: {one.why}") for one in sheet.correction_ids]
        return rules
