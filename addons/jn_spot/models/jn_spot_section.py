from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema

FILE = "spot_checks.yaml"
# key in the file -> model
PARTS = {"signals": "jn.spot.signal", "strata": "jn.spot.stratum"}


class JnSpotSection(models.AbstractModel):
    """`spot_checks.yaml`: from which strata spot checks are drawn, and what makes a case likelier (Art. 15, decision D10)."""

    _name = "jn.spot.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: spot checks"
    _section_sequence = 40
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "spot_checks")

    @api.model
    def _section_apply(self, pack, files, publish):
        for key, model in PARTS.items():
            self._apply_part(pack, model, files.get(FILE, {}).get(key, []))

    @api.model
    def _section_export(self, pack):
        parts = {
            key: [self._data(row) for row in self.env[model].search([("pack_id", "=", pack.id)])]
            for key, model in PARTS.items()
        }
        return {FILE: parts} if any(parts.values()) else {}

    @api.model
    def _section_problems(self, files, everything):
        known = self._known_articles(everything)
        return [
            (FILE, (key, place, "articles"), self.env._("there is no article %(number)s", number=number))
            for key, rows in files.get(FILE, {}).items()
            for place, row in enumerate(rows)
            for number in row["articles"]
            if number not in known
        ]

    @api.model
    def _section_covered(self):
        return [
            (self.env._("Signals of spot checks"), "", self.env["jn.spot.signal"].search([])),
            (self.env._("Strata of spot checks"), "", self.env["jn.spot.stratum"].search([])),
        ]

    def _apply_part(self, pack, model, rows):
        known = {row.code: row for row in self.env[model].with_context(active_test=False).search([])}
        for place, row in enumerate(rows):
            values = {
                "code": row["code"], "name": row["name"], "domain": row["domain"], "sequence": place, "pack_id": pack,
                "article_ids": self._articles(pack, row["articles"]),
            }
            if model == PARTS["signals"]:
                values |= {"goes_first": row["first"], "weight": row["weight"], "setting_id": self._switch(row.get("switch"))}
            self._upsert(known.get(row["code"]), model, values)
        named = {row["code"] for row in rows}
        gone = self.env[model].browse([row.id for code, row in known.items() if code not in named and row.pack_id == pack])
        self._retire(gone, used=gone.browse())

    def _switch(self, code):
        return self.env["jn.setting"].search([("code", "=", code)]) if code else self.env["jn.setting"]

    def _data(self, row):
        data = {
            "articles": sorted(row.article_ids.mapped("number")), "code": row.code, "domain": row.domain,
            "name": self._words_of(row, "name"),
        }
        if row._name == PARTS["signals"]:
            data |= {"first": row.goes_first, "weight": row.weight}
            data |= {"switch": row.setting_id.code} if row.setting_id else {}
        return data
