from collections import Counter

from odoo import models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..calculation import OFFICIAL

NUMBERS = ("numerator", "denominator", "score", "rank")


class JnSheetCorrecting(models.AbstractModel):
    """Signed corrections: the frozen numbers stay, what changes stands beside them with who, why and the effect (C6)."""

    _name = "jn.sheet.correcting"
    _description = "Corrections of a score sheet"

    def _sign(self, unit, changes, why, points=0, objection=None, deduction=None):
        """Correct a unit's figures: `changes` to the counts {measure code: number}, `points` more deducted.

        Signed by the city's leader, who did not raise the objection; returns the correction with its effects.
        """
        self.ensure_one()
        self._check_signer()
        if not (why or "").strip():
            raise BadInput(self.env._("A correction needs a reason. Please write one."))
        sheet = self.sudo()  # corrections are kept by the system: this is their one writer
        before = sheet._corrected()
        facts = {
            "sheet_id": self.id, "unit_id": unit.id, "changes": changes, "points": points, "why": why.strip(),
            "objection_id": objection and objection.id, "deduction_id": deduction and deduction.id,
            "signed_by_id": self.env.uid, "signed_at": self.env["jn.clock"]._now(),
        }  # fmt: skip
        correction = self.env["jn.sheet.correction"].sudo().create(facts)  # as above
        effects = sheet._effects(before, sheet._corrected(), unit)
        lines = self.env["jn.sheet.correction.line"].sudo()  # as above
        lines.create([{**effect, "correction_id": correction.id} for effect in effects])
        return correction.with_env(self.env)

    def _check_signer(self):
        user = self.env.user
        leads = user.has_group("jn_org.group_leader") and (
            "city" in user.unit_ids.mapped("kind") or self.scheme_id.unit_id in user.unit_ids
        )
        if not (leads or self.env.su):
            raise NotAllowed(self.env._("A published sheet is corrected by the signature of the city's leader."))

    def _corrected(self, corrections=None):
        """{(unit id, indicator id or False): {numerator, denominator, score, rank}} with `corrections`, else all so far."""
        corrections = self.correction_ids if corrections is None else corrections
        frozen = {(line.unit_id.id, line.indicator_id.id): line for line in self.line_ids}
        if not corrections:
            return {key: {name: self._empty(line[name]) for name in NUMBERS} for key, line in frozen.items()}
        reckoner = self.env["jn.reckoner"]
        with self.env["jn.clock"]._frozen(self.computed_at):  # by the settings of that moment, as all frozen figures are
            scheme = self.scheme_id._calculation(self.formulas["book"])
        results = reckoner._results(scheme, self._corrected_facts(corrections))
        groups = {line.unit_id.id: line.group_id.id for line in self.line_ids}
        ranks = reckoner._ranks(self, groups, results)
        return {
            key: self._numbers(results[OFFICIAL][key[0]], line.indicator_id, ranks.get((OFFICIAL, key[1], key[0])))
            for key, line in frozen.items()
        }

    def _corrected_facts(self, corrections):
        totals = self.line_ids.filtered(lambda line: not line.indicator_id)
        counts = {line.unit_id.id: Counter(line.counts or {}) for line in totals}
        deducted = {line.unit_id.id: line.deducted for line in totals}
        for correction in corrections:
            unit = correction.unit_id.id
            counts[unit].update(correction.changes or {})
            deducted[unit] += correction.points
        return {"counts": counts, "deducted": deducted}

    def _numbers(self, result, indicator, rank):
        figure = result.figures[indicator.code] if indicator else result
        values = {name: getattr(figure, name, None) for name in ("numerator", "denominator")}
        return {**values, "score": None if figure.score is None else float(figure.score), "rank": rank}

    def _effects(self, before, after, unit):
        """What a correction did: rows of old and new numbers, the unit's own first, then whose rank moved."""
        changed = [key for key in before if before[key] != after[key] and (key[0] == unit.id or not key[1])]
        return [
            {
                "unit_id": key[0],
                "indicator_id": key[1],
                **{f"old_{name}": before[key][name] for name in NUMBERS},
                **{f"new_{name}": after[key][name] for name in NUMBERS},
            }
            for key in sorted(changed, key=lambda key: (key[0] != unit.id, key[0], key[1]))
        ]

    def _final_scores(self, corrections=None):
        """{(unit id, indicator code or False, side's prefix): score} with `corrections`, else all so far.

        Corrections move the official side.
        """
        corrected = self._corrected(corrections)
        scores = {}
        for line in self.line_ids:
            key = (line.unit_id.id, line.indicator_id.code or False)
            scores[(*key, "")] = corrected[line.unit_id.id, line.indicator_id.id]["score"]
            scores[(*key, "active_")] = self._empty(line.active_score)
        return scores

    def _final_ranks(self):
        """{unit id: {score, rank}} of the totals as they stand now, for the next period to compare with."""
        sheet = self.sudo()  # of a published sheet, which everybody may read
        return {key[0]: {name: row[name] for name in ("score", "rank")} for key, row in sheet._corrected().items() if not key[1]}

    def _case_counts(self, unit, case):
        """{measure code: -1, …}: what this case's records gave to the unit's counts, taken away.

        That is what they were when the sheet was computed, and what was signed of late answers since.
        """
        line = self.line_ids.filtered(lambda one: one.unit_id == unit and not one.indicator_id)
        with self._as_then(case):
            given = Counter({one.code: line._part_of(one, case) for one in self._measures_then(line.counts or {})})
        for late in self.late_correction_ids.filtered(lambda one: one.unit_id == unit and one.case_id == case and one.correction_id):
            given.update(late.changes)
        return {code: -number for code, number in given.items() if number}
