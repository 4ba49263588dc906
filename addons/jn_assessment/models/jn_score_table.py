from odoo import api, models

SIDES = ("", "active_")
NAMES = ("numerator", "denominator", "rate", "score", "rank")


class JnScoreTable(models.AbstractModel):
    """A sheet as a table for the eye: one row per unit, one column per indicator, both sides in each cell."""

    _name = "jn.score.table"
    _description = "Score sheet as a table"

    @api.model
    def _data(self, sheet):
        """{columns: [{code, name, hint}], groups: [{name, rows: [{unit, total, cells}]}]}; best score first."""
        columns = sheet.scheme_id.indicator_ids
        lines = sheet.line_ids.grouped("unit_id")
        groups = {}
        for unit, found in lines.items():
            by_indicator = {line.indicator_id: line for line in found}
            total = by_indicator.get(self.env["jn.indicator"])
            row = {
                "unit": unit.display_name,
                "total": self._cell(total),
                "cells": [self._cell(by_indicator[column]) for column in columns],
            }
            groups.setdefault(total.group_id, []).append(row)
        return {
            "columns": [self._column(sheet, column) for column in columns],
            "groups": [
                {"name": group.display_name or "", "rows": sorted(rows, key=self._place)}
                for group, rows in groups.items()
            ],
        }

    @api.model
    def _column(self, sheet, indicator):
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
    def _place(self, row):
        """Ranked units in their order, the others after them."""
        return row["total"]["rank"] or float("inf"), row["unit"]
