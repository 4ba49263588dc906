from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from .. import const

SIDES = ("", "active_")
NAMES = ("numerator", "denominator", "rate", "score", "rank")
CELL_NAMES = ("id", "note", *(f"{side}{name}" for side in SIDES for name in NAMES), "small_sample", "low", "high", "business")
TOTAL_NAMES = ("shown_score", "deducted", "announced", "arrived")
BESIDE = ("unit_id", "group_id", "indicator_id", "remark", "extras")


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
        lines, beside = self._lines(sheet), [self._extra(extra) for extra in sheet.scheme_id.extra_ids]
        ranked = self.env["jn.unit"].browse(lines)
        mine, groups = self._mine(ranked), {}
        for unit in ranked:
            total = lines[unit.id][False]
            groups.setdefault(total["group_id"], []).append({
                "unit": unit.display_name,
                "mine": unit in mine,
                "before": before.get(unit.id, False),
                "corrected": self._moved(corrected.get((unit.id, False)), total),
                **self._figures(lines[unit.id], columns.ids, beside),
            })
        return {
            "columns": [self._column(column) for column in columns],
            "groups": [self._group(self.env["jn.unit"].browse(group), rows) for group, rows in groups.items()],
            "previous": previous.display_name if previous else False,
            "is_mean": sheet.is_mean,
            "shows_coverage": self.env["jn.intake.coverage"].has_access("read"),
        }

    @api.model
    def _lines(self, sheet):
        """{unit id: {indicator id, False for the total: row}} of the lines that the reader may see, the best unit first.

        Rows are read as they stand: ten thousand figures take the ORM longer, one by one, than all the rest of a sheet.
        """
        lines = self.env["jn.sheet.line"]
        query = lines._search([("sheet_id", "in", sheet._origin.ids)], order=lines._order)
        names = {*BESIDE, *CELL_NAMES, *TOTAL_NAMES} - {"note"}
        rows = self.env.execute_query_dict(query.select(*(
            SQL("%s AS %s", lines._field_to_sql(query.table, name, query), SQL.identifier(name)) for name in names
        )))  # fmt: skip
        notes, found = sheet.scheme_id._notes(), {}
        for told in rows:
            row = {name: False if value is None else value for name, value in told.items()}  # as the ORM tells what is empty
            found.setdefault(row["unit_id"], {})[row["indicator_id"]] = {**row, "note": notes.get(row["remark"], False)}
        return found

    @api.model
    def _figures(self, rows, indicators, beside):
        """What one unit reached: in all, by indicator, and what is printed beside, in the scheme's order."""
        total = rows[False]
        values = total["extras"] or {}
        return {
            "total": self._cell(total, (*CELL_NAMES, *TOTAL_NAMES)),
            "cells": [self._cell(rows[indicator], CELL_NAMES) for indicator in indicators],
            "extras": [{**extra, "value": values[extra["code"]]} for extra in beside if values.get(extra["code"]) not in (None, False)],
        }

    @api.model
    def _mine(self, ranked):
        """The ranked units that the reader works for or has below; none for whoever sees them all."""
        seen = self.env.user.sight_unit_ids
        return ranked & seen if ranked - seen else ranked.browse()

    @api.model
    def _group(self, group, rows):
        return {"name": group.display_name or "", "rows": sorted(rows, key=self._place)}

    @api.model
    def _previous(self, sheet):
        """The published sheet of the period just before, of the same kind and the same scheme, perhaps none."""
        if not sheet.period_start:  # somebody is still filling in a new one
            return sheet.browse()
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
    def _cell(self, row, names):
        return {name: row[name] for name in names}

    @api.model
    def _extra(self, extra):
        return {"code": extra.code, "name": extra.name, "kind": extra.kind}

    @api.model
    def _moved(self, numbers, total):
        """The corrected score and rank of a total, when they are other than the frozen ones."""
        if not numbers or (numbers["score"], numbers["rank"]) == (total["score"], total["rank"]):
            return False
        return {"score": numbers["score"], "rank": numbers["rank"]}

    @api.model
    def _place(self, row):
        """Ranked units in their order, the others after them."""
        return row["total"]["rank"] or float("inf"), row["unit"]
