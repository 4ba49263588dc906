from collections import defaultdict

from odoo import api, fields, models

from ..lines import grouped


class JnPack(models.Model):
    """The regulation as a whole: what stands behind each article, where units differ, how two packs compare."""

    _inherit = "jn.pack"

    @api.model
    def coverage(self):
        """Every article with all that implements it, and what is configured without an article.

        {"articles": [{"id", "name", "pack", "chapter", "words", "groups"}], "loose": groups}; a group is
        {"name", "items": [{"model", "id", "name", "note"}]}.
        """
        self.browse().check_access("read")
        covered, loose = self._covered()
        articles = self.env["jn.article"].search([])
        return {
            "articles": [
                {
                    "id": article.id,
                    "name": article.display_name,
                    "pack": article.pack_id.title,
                    "chapter": article.chapter or "",
                    "words": article.words,
                    "groups": _groups(covered[article.id]),
                }
                for article in articles
            ],
            "loose": _groups(loose),
        }

    @api.model
    def _covered(self):
        """({article id: {kind: items}}, {kind: items without an article})."""
        covered, loose = defaultdict(lambda: defaultdict(list)), defaultdict(list)
        for section in self._sections():
            # the names of what is configured are no secret; opening a record asks for its own right
            for kind, note, records in section.sudo()._section_covered():
                for record in records:
                    item = {"model": record._name, "id": record.id, "name": record.display_name, "note": note}
                    for article in record.article_ids:
                        covered[article.id][kind].append(item)
                    if not record.article_ids:
                        loose[kind].append(item)
        return covered, loose

    @api.model
    def matrix(self):
        """Where units differ from the city: {"units": [{"id", "name"}], "topics": [{"name", "rows"}]}.

        A row is {"code", "name", "city", "model", "id", "cells": {unit id: {"words", "since", "why", "model", "id"}}};
        only rows and units that really differ are there.
        """
        self.browse().check_access("read")
        local = [row for section in self._sections() for row in section._section_local()]
        units = self.env["jn.unit"].browse({row.unit_id for row in local}).sorted(lambda unit: (unit.parent_path, unit.id))
        topics = defaultdict(dict)
        for row in local:
            place = topics[row.topic].setdefault((row.row_model, row.row_id), self._matrix_row(row))
            place["cells"][row.unit_id] = self._matrix_cell(row)
        return {
            "units": [{"id": unit.id, "name": unit.display_name} for unit in units],
            "topics": [{"name": name, "rows": list(rows.values())} for name, rows in topics.items()],
        }

    @api.model
    def _matrix_row(self, row):
        return {
            "code": row.code, "name": row.name, "city": row.city, "model": row.row_model, "id": row.row_id, "cells": {},
        }

    @api.model
    def _matrix_cell(self, row):
        day = fields.Datetime.context_timestamp(self, row.since).date() if row.since else False
        return {
            "words": row.words,
            "since": fields.Date.to_string(day) if day else "",
            "why": row.why,
            "model": row.model,
            "id": row.res_id,
        }

    @api.model
    def _compare(self, left, right):
        """How `right` differs from `left`, both {path: data} as they would hold, by file: see `lines.grouped`."""
        lines = []
        for section in self._sections():
            lines += section._section_lines(section._section_files(left), section._section_files(right))
        return grouped(lines)

    @api.model
    def _as_it_holds(self, data):
        """The files of a pack, with those of the regulation under them when the pack stands on one."""
        base = self.search([("code", "=", data["pack.yaml"].get("base"))])
        if not base:
            return data
        below, whole = base._data(), {}
        for section in self._sections():
            whole.update(section._section_overlay(section._section_files(below), section._section_files(data)))
        return whole


def _groups(by_kind):
    return [{"name": kind, "items": items} for kind, items in by_kind.items()]
