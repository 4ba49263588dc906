from odoo import api, models

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_pack.schemas import load_schema

FILE = "answers.yaml"


class JnAnswersSection(models.AbstractModel):
    """`answers.yaml`: the levels of satisfaction and the reasons a citizen can tick (decision A6)."""

    _name = "jn.answers.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: answers"
    _section_sequence = 30
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "answers")

    @api.model
    def _section_apply(self, pack, files, publish):
        data = files.get(FILE, {})
        self._apply_levels(pack, data.get("levels", []))
        self._apply_tags(pack, data.get("tags", []))

    @api.model
    def _section_export(self, pack):
        levels = self.env["jn.answer.level"].search([("pack_id", "=", pack.id)], order="level")
        tags = self.env["jn.answer.tag"].search([("pack_id", "=", pack.id)])
        if not levels and not tags:
            return {}
        return {FILE: {
            "levels": [
                {"level": row.level, "name": self._words_of(row, "name"), "words": (row.words or "").split()} for row in levels
            ],
            "tags": [
                {"code": tag.code, "name": self._words_of(tag, "name"), "articles": sorted(tag.article_ids.mapped("number")),
                 **({"matters": sorted(tag.matter_ids.mapped("code"))} if tag.matter_ids else {})}
                for tag in tags
            ],
        }}

    @api.model
    def _section_covered(self):
        return [(self.env._("Reasons"), "", self.env["jn.answer.tag"].search([]))]

    def _apply_levels(self, pack, rows):
        known = {row.level: row for row in self.env["jn.answer.level"].search([])}
        for row in rows:
            values = {"level": row["level"], "name": row["name"], "words": " ".join(row["words"]), "pack_id": pack}
            self._upsert(known.get(row["level"]), "jn.answer.level", values)

    def _apply_tags(self, pack, rows):
        known = {tag.code: tag for tag in self.env["jn.answer.tag"].with_context(active_test=False).search([])}
        for place, row in enumerate(rows):
            values = {
                "code": row["code"], "name": row["name"], "sequence": place, "pack_id": pack,
                "article_ids": self._articles(pack, row["articles"]), "matter_ids": self._matters(row.get("matters", [])),
            }
            self._upsert(known.get(row["code"]), "jn.answer.tag", values)
        named = {row["code"] for row in rows}
        gone = [tag.id for code, tag in known.items() if code not in named and tag.pack_id == pack]
        self._retire(self.env["jn.answer.tag"].browse(gone), self.env["jn.answer.tag"].browse(gone))

    def _matters(self, codes):
        matters = self.env["jn.matter"].search([("code", "in", codes)])
        unknown = set(codes) - set(matters.mapped("code"))
        if unknown:
            raise BadPack(self.env._("There is no matter with the code %(codes)s.", codes=", ".join(sorted(unknown))))
        return matters
