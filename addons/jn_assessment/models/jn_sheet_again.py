from contextlib import contextmanager

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import groupby

from .. import ground

RECOUNTED = ("numerator", "denominator", "score", "rank", "active_score", "active_rank")
TREE = {"parent_id", "department_id", "kind", "active"}
MOST_REFS = 10
REVISITS = """
    UPDATE jn_revisit SET outcome = earlier.outcome, ended_at = earlier.ended_at,
           final_at = greatest(earlier.ended_at, CASE WHEN earlier.ended_at IS NOT NULL THEN answer_due_at END)
    FROM (
        SELECT was.res_id, nullif(move.outcome, '') AS outcome,
               CASE WHEN stage.kind = 'end' THEN was.entered_at END AS ended_at
        FROM jn_flow_passage was
        JOIN jn_flow_stage stage ON stage.id = was.stage_id
        LEFT JOIN jn_flow_move move ON move.id = was.move_id
        WHERE was.res_model = 'jn.revisit' AND was.entered_at <= %(at)s AND was.left_at > %(at)s
    ) earlier
    WHERE earlier.res_id = jn_revisit.id AND (%(case)s IS NULL OR jn_revisit.case_id = %(case)s)
"""
# what ended because its case went to another unit was then still to be done
WORKS = """
    UPDATE jn_rectification SET stage_code = stage.code, ended_at = NULL, new_unit_id = NULL
    FROM jn_flow_passage was JOIN jn_flow_stage stage ON stage.id = was.stage_id
    WHERE was.res_model = 'jn.rectification' AND was.res_id = jn_rectification.id AND was.entered_at <= %(at)s AND was.left_at > %(at)s
      AND new_unit_id IS NOT NULL AND ended_at > %(at)s AND (%(case)s IS NULL OR case_id = %(case)s)
"""


class JnSheetAgain(models.AbstractModel):
    """Counting a frozen sheet again: by the rules, on the ground and from the facts of the moment of computing."""

    _name = "jn.sheet.again"
    _description = "Counting a score sheet again"

    def action_recount(self):
        """Count this frozen sheet again from the facts, and say whether each figure is the same."""
        self.ensure_one()
        self.check_access("read")
        differences = self.sudo()._recount()  # figures are everybody's, the facts behind them are not
        return self.env["jn.sheet.recount"]._shown(self, differences)

    def _recount(self):
        """[(unit id, indicator id, figure, frozen, counted again)] of what is not the same."""
        lines = {(line.unit_id.id, line.indicator_id.id): line for line in self.line_ids}
        again = {(values["unit_id"], values.get("indicator_id", False)): values for values in self._lines_as_then()}
        return [
            (*key, name, lines[key][name] if key in lines else None, again.get(key, {}).get(name))
            for key in sorted(lines.keys() | again.keys())
            for name in RECOUNTED
            if self._empty(lines[key][name] if key in lines else None) != self._empty(again.get(key, {}).get(name))
        ]

    @staticmethod
    def _empty(value):
        return None if value is False else value

    def _ground_then(self):
        """The `Ground` that was kept with this sheet; of a sheet from before it was kept, that of today."""
        return ground.read(self.ground) if self.ground else self.env["jn.reckoner"]._ground(self.sudo())  # the tree is no secret

    def _rules_then(self):
        """The rules that were kept with this sheet; what older sheets did not keep yet is as it is today."""
        if self.is_mean:
            return {"quarters": self.env["jn.reckoner.year"]._pins(self), **self.formulas}
        return {"measures": self.scheme_id._measures(self.formulas["book"])._kept(), **self.formulas}

    def _measures_then(self, codes):
        """The measures with these codes as they were kept with this sheet; of an older sheet, as they are today."""
        kept = (self.formulas or {}).get("measures")
        if kept is None:
            return self.env["jn.measure"].search([("code", "in", list(codes))])
        wanted = sorted(kept.keys() & set(codes), key=lambda code: (kept[code]["model"], code))
        return self.env["jn.measure"]._read_kept({code: kept[code] for code in wanted})

    def _lines_as_then(self):
        """The lines counted anew with the rules, the settings and the facts of the moment of computing."""
        with self._as_then():
            return self._reckoned(self._rules_then(), self._ground_then(), self.computed_at)

    @contextmanager
    def _as_then(self, case=None):
        """Inside, what was heard of a revisit and where a case went after the freeze is as it was then; of one case, or of all."""
        with self.env["jn.clock"]._frozen(self.computed_at), self.env.cr.savepoint() as savepoint:
            self.env.flush_all()
            for statement in (REVISITS, WORKS):
                self.env.cr.execute(SQL(statement, at=self.computed_at, case=case.id if case else None))
            moves = self.env["jn.case.move"].sudo()  # of all cases, whoever asks
            moves.env["jn.case.part"]._put_back(moves._units_at(self.computed_at, case))
            self.env.invalidate_all()
            yield
            savepoint.rollback()

    def _since(self):
        """Sentences about what has moved since the moment of computing, be it taken back for counting again or not."""
        self.ensure_one()
        return [*self._moved_units(), *self._moved_cases(), *self._corrected_quarters()]

    def _moved_units(self):
        """Units that came, went, were moved or were sent by another department, as far as they count in this sheet."""
        known = ground.read(self.ground).above if self.ground else None
        entries = self.env["jn.audit.entry"].sudo().search([  # the tree is no secret
            ("model_id.model", "=", "jn.unit"), ("at", ">", self.computed_at)
        ], order="id")  # fmt: skip
        for entry in entries:
            is_known = known is None or entry.res_id in known
            if entry.kind == "changed" and is_known and TREE & entry.changes.keys():
                yield self.env._("%(day)s, %(unit)s: %(change)s", day=self._day(entry.at), unit=entry.res_name, change=entry.words)
            elif entry.kind == "created" and not (known and is_known):
                yield self.env._("%(day)s: %(unit)s was added", day=self._day(entry.at), unit=entry.res_name)

    def _moved_cases(self):
        """Cases with a record of the period that went to another unit; by their numbers, as far as the reader may see them."""
        # that cases went is told to all whose figures rest on them
        moves = self.env["jn.case.move"].sudo().search([("at", ">", self.computed_at)], order="at, id")
        counted = self._counting_here(moves.case_id)
        moves = moves.filtered(lambda move: move.case_id in counted)
        for (old, new), some in groupby(moves, lambda move: (move.unit_id, move.new_unit_id)):
            cases = moves.browse().concat(*some).case_id
            refs = self.env["jn.case"].search([("id", "in", cases.ids)], limit=MOST_REFS).mapped("ref")
            words = {"number": len(cases), "old": old.display_name, "new": new.display_name, "refs": ", ".join(refs)}
            told = self.env._("Cases that went from %(old)s to %(new)s: %(number)s (%(refs)s)", **words)
            yield told if refs else self.env._("Cases that went from %(old)s to %(new)s: %(number)s", **words)

    def _counting_here(self, cases):
        """Those of these cases of which a revisit, a work or a check may count in the period, as known at the moment of computing."""
        sheet = self.sudo()  # the city's zone, and what is counted, is no secret
        totals = sheet.line_ids.filtered(lambda line: not line.indicator_id)
        found = cases.browse()
        with self.env["jn.clock"]._frozen(sheet.computed_at):
            measures = sheet._measures_then(totals[:1].counts or {}) or sheet.scheme_id._measures(sheet.env["jn.formula"]._book())
            for model, some in measures.grouped("model").items():
                if cases and "case_id" in sheet.env[model]._fields:
                    within = some._within(*sheet._bounds(), [sheet.computed_at])
                    found |= sheet.env[model].search(Domain("case_id", "in", cases.ids) & within).case_id
        return found

    def _corrected_quarters(self):
        """Quarters that were corrected after a year was made of them."""
        sources = self.env["jn.reckoner.year"]._sources(self) if self.is_mean else ()
        for quarter, corrections in sources:
            for later in quarter.correction_ids - corrections:
                yield self.env._("%(day)s, %(sheet)s was corrected: %(effect)s",
                                 day=self._day(later.signed_at), sheet=quarter.display_name, effect=later.effect)

    def _day(self, moment):
        return fields.Datetime.context_timestamp(self.with_context(tz=self.sudo()._zone()), moment).date()  # as above
