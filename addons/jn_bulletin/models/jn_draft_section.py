from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema

FILE = "drafts.yaml"
PLAIN = ("part", "when", "each")


class JnDraftSection(models.AbstractModel):
    """`drafts.yaml`: the sentences of which the system makes drafts of reports and bulletins (Art. 14, 15)."""

    _name = "jn.draft.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: sentences of drafts"
    _section_sequence = 70  # after the assessment, whose indicators sentences name
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "drafts")

    @api.model
    def _section_apply(self, pack, files, publish):
        rows = files.get(FILE, {}).get("sentences", [])
        known = {row.code: row for row in self.env["jn.draft.sentence"].with_context(active_test=False).search([])}
        for place, row in enumerate(rows, start=1):
            values = {
                "code": row["code"], "text": row["text"], "most": row.get("most", 0), "sequence": place, "pack_id": pack,
                "article_ids": self._articles(pack, row["articles"]), **{name: row.get(name, False) for name in PLAIN},
            }
            self._upsert(known.get(row["code"]), "jn.draft.sentence", values)
        named = {row["code"] for row in rows}
        gone = [row.id for code, row in known.items() if code not in named and row.pack_id == pack]
        gone = self.env["jn.draft.sentence"].browse(gone)
        self._retire(gone, used=gone.browse())

    @api.model
    def _section_export(self, pack):
        rows = self.env["jn.draft.sentence"].search([("pack_id", "=", pack.id)], order="sequence, id")
        return {FILE: {"sentences": [self._data(row) for row in rows]}} if rows else {}

    @api.model
    def _section_problems(self, files, everything):
        known = self._known_articles(everything)
        return [
            (FILE, ("sentences", place, "articles"), self.env._("there is no article %(number)s", number=number))
            for place, row in enumerate(files.get(FILE, {}).get("sentences", ()))
            for number in row["articles"]
            if number not in known
        ]

    @api.model
    def _section_covered(self):
        return [(self.env._("Sentences of drafts"), "", self.env["jn.draft.sentence"].search([]))]

    def _data(self, row):
        data = {"articles": sorted(row.article_ids.mapped("number")), "code": row.code, "text": self._words_of(row, "text")}
        data |= {name: row[name] for name in PLAIN if row[name]}
        return {**data, "most": row.most} if row.most else data
