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
    _section_on_top = True
    _section_tag = "number"

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
        above = {"base": pack.base_id.code, "unit": pack.unit_id.code}
        return {"pack.yaml": {**main, **{key: code for key, code in above.items() if code}}}

    @api.model
    def _section_overlay(self, below, files):
        """A pack on top adds its own articles to those it stands on."""
        main, base = files["pack.yaml"], below["pack.yaml"]
        return {"pack.yaml": {**main, "articles": base["articles"], "on_top": main["articles"]}}

    @api.model
    def _section_problems(self, files, everything):
        main = files["pack.yaml"]
        numbers = [row["number"] for row in main["articles"]]
        twice = [
            (("articles", index, "number"), self.env._("article %(number)s is there twice", number=number))
            for index, number in enumerate(numbers)
            if number in numbers[:index]
        ]
        return [("pack.yaml", keys, sentence) for keys, sentence in [*twice, *self._place_problems(main)]]

    @api.model
    def _place_problems(self, main):
        """What is wrong in where the pack stands: pairs of (keys, sentence)."""
        base, unit = self._base(main), self.env["jn.unit"].search([("code", "=", main.get("unit"))])
        if "base" in main and not base:
            yield ("base",), self.env._("there is no pack “%(code)s” here; apply it first", code=main["base"])
        if base.base_id or main.get("base") == main["code"]:
            yield ("base",), self.env._("a pack on top stands on a regulation, not on a pack on top")
        if "unit" in main and "base" not in main:
            yield ("unit",), self.env._("a regulation holds for the whole city; name its “base” to make rules for a unit")
        elif "unit" in main and not unit:
            yield ("unit",), self.env._("there is no unit “%(code)s”", code=main["unit"])
        elif unit.kind == "city":
            yield ("unit",), self.env._("what holds for the whole city names no unit")
        known = self.env["jn.pack"].search([("code", "=", main["code"])])
        if known and (known.base_id != base or known.unit_id != unit):
            yield ("code",), self.env._("the pack “%(code)s” stands elsewhere; give this one another code", code=main["code"])

    @api.model
    def _base(self, main):
        return self.env["jn.pack"].search([("code", "=", main["base"])]) if "base" in main else self.env["jn.pack"]

    @api.model
    def _prepare_pack_values(self, main):
        return {
            "base_id": self._base(main),
            "unit_id": self.env["jn.unit"].search([("code", "=", main.get("unit"))]),
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
