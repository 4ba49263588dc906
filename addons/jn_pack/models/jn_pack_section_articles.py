from odoo import api, fields, models

from ..schemas import load_schema


class JnPackSectionArticles(models.AbstractModel):
    """`pack.yaml`: the pack itself and its articles."""

    _name = "jn.pack.section.articles"
    _inherit = ["jn.pack.section"]
    _description = "Articles of a Pack"

    _section_sequence = 0
    _section_pattern = "pack.yaml"
    _section_schema = load_schema(__file__, "pack")

    @api.model
    def _section_apply(self, pack, files, publish):
        main = files["pack.yaml"]
        self._store(pack, self._prepare_pack_values(main))
        known = {article.number: article for article in self._all_articles(pack)}
        for row in main["articles"]:
            values = {"pack_id": pack, **row}
            self._upsert(known.pop(row["number"], None), "jn.article", values)
        gone = self.env["jn.article"].union(*known.values())
        # other rooms' records name their articles, so none is ever removed
        self._retire(gone, used=gone)

    @api.model
    def _section_export(self, pack):
        main = {
            "articles": [self._article_data(article) for article in pack.article_ids.sorted("number")],
            "code": pack.code,
            "document_number": pack.document_number or "",
            "issued_on": fields.Date.to_string(pack.issued_on) or "",
            "issuer": pack.issuer or "",
            "title": self._words_of(pack, "title"),
        }
        return {"pack.yaml": main}

    @api.model
    def _section_problems(self, files, everything):
        rows = files["pack.yaml"]["articles"]
        numbers = [row["number"] for row in rows]
        return [
            ("pack.yaml", ("articles", index, "number"), self.env._("article %(number)s is there twice", number=number))
            for index, number in enumerate(numbers)
            if number in numbers[:index]
        ]

    @api.model
    def _prepare_pack_values(self, main):
        return {
            "code": main["code"],
            "document_number": main["document_number"],
            "issued_on": fields.Date.to_date(main["issued_on"]),
            "issuer": main["issuer"],
            "title": main["title"],
        }

    @api.model
    def _all_articles(self, pack):
        return self.env["jn.article"].with_context(active_test=False).search([("pack_id", "=", pack.id)])

    @staticmethod
    def _article_data(article):
        return {"chapter": article.chapter, "number": article.number, "words": article.words}
