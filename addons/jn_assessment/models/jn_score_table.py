from datetime import timedelta

from odoo import api, models

from .. import const

SIDES = ("", "active_")
NAMES = ("numerator", "denominator", "rate", "score", "rank")
TOTAL_NAMES = ("shown_score", "deducted", "announced", "arrived")


class JnScoreTable(models.AbstractModel):
    """A sheet as a table for the eye: one row per unit, one column per indicator, both sides in each cell."""

    _name = "jn.score.table"
    _description = "Score sheet as a table"

    @api.model
    def _data(self, sheet):
        """{columns: [{code, name, hint}], groups: [{name, rows: [{unit, total, cells, …}]}], previous}; best score first."""
        columns = sheet.scheme_id.indicator_ids
        previous = self._previous(sheet)
        before = previous._final_ranks() if previous else {}
        corrected = sheet.sudo()._corrected() if sheet.correction_ids else {}  # of a sheet that one may read
        mine, groups = self._mine(sheet), {}
        sheet.line_ids.fetch(["extras"])
        for unit, found in sheet.line_ids.grouped("unit_id").items():
            by_indicator = {line.indicator_id: line for line in found}
            total = by_indicator.get(self.env["jn.indicator"])
            groups.setdefault(total.group_id, []).append({
                "unit": unit.display_name,
                "mine": unit in mine,
                "before": before.get(unit.id, False),
                "corrected": self._moved(corrected.get((unit.id, False)), total),
                **self._figures(sheet, total, by_indicator),
            })
        return {
            "columns": [self._column(column) for column in columns],
            "groups": [self._group(group, rows) for group, rows in groups.items()],
            "previous": previous.display_name if previous else False,
            "is_mean": sheet.is_mean,
            "shows_coverage": self.env["jn.intake.coverage"].has_access("read"),
        }

    @api.model
    def _figures(self, sheet, total, by_indicator):
        """What one unit reached: in all, by indicator, and what is printed beside."""
        cells = [self._cell(by_indicator[column]) for column in sheet.scheme_id.indicator_ids]
        return {"total": self._total(total), "cells": cells, "extras": self._extras(sheet, total)}

    @api.model
    def _mine(self, sheet):
        """The ranked units that the reader works for or has below; none for whoever sees them all."""
        ranked, seen = sheet.line_ids.unit_id, self.env.user.sight_unit_ids
        return ranked & seen if ranked - seen else ranked.browse()

    @api.model
    def _group(self, group, rows):
        return {"name": group.display_name or "", "rows": sorted(rows, key=self._place)}

    @api.model
    def _previous(self, sheet):
        """The published sheet of the period just before, of the same kind and the same scheme, perhaps none."""
        found = self.env["jn.sheet"].search([
            ("scheme_id.code", "=", sheet.scheme_id.code),
            ("period_end", "=", sheet.period_start - timedelta(days=1)),
            ("state", "=", const.PUBLISHED),
        ])  # fmt: skip
        return found.filtered(lambda one: one.period_kind == sheet.period_kind)[:1]

    @api.model
    def _column(self, indicator):
        return {
            "code": indicator.code,
            "name": indicator.name,
            "is_part": bool(indicator.parent_id),
            "points": indicator.weight,
            "standard": indicator.standard,
        }

    @api.model
    def _cell(self, line):
        cell = {f"{side}{name}": line[f"{side}{name}"] for side in SIDES for name in NAMES}
        extra = {name: line[name] for name in ("note", "small_sample", "low", "high", "business")}
        return {"id": line.id, **cell, **extra}

    @api.model
    def _total(self, line):
        return {**self._cell(line), **{name: line[name] for name in TOTAL_NAMES}}

    @api.model
    def _extras(self, sheet, line):
        """What is printed beside: [{code, name, kind, value}] in the scheme's order."""
        found = line._cache["extras"] or {}  # as it stands there: asked for by name, the ORM copies it deeply, unit by unit
        return [
            {"code": extra.code, "name": extra.name, "kind": extra.kind, "value": found[extra.code]}
            for extra in sheet.scheme_id.extra_ids
            if found.get(extra.code) not in (None, False)
        ]

    @api.model
    def _moved(self, numbers, line):
        """The corrected score and rank of a total, when they are other than the frozen ones."""
        if not numbers or (numbers["score"], numbers["rank"]) == (line.score, line.rank):
            return False
        return {"score": numbers["score"], "rank": numbers["rank"]}

    @api.model
    def _place(self, row):
        """Ranked units in their order, the others after them."""
        return row["total"]["rank"] or float("inf"), row["unit"]
