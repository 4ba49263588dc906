from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema

FILE = "causes.yaml"


class JnCausesSection(models.AbstractModel):
    """`causes.yaml`: the tree of causes with which the city begins (Art. 10); what the city adds stays its own."""

    _name = "jn.causes.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: causes"
    _section_sequence = 31
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "causes")

    @api.model
    def _section_apply(self, pack, files, publish):
        known = {cause.code: cause for cause in self._causes([])}
        named = self._apply_level(pack, files.get(FILE, {}).get("causes", []), self.env["jn.cause"], known)
        gone = self._causes([("pack_id", "=", pack.id)]).filtered(lambda cause: cause.code not in named)
        self._retire(gone, gone)

    @api.model
    def _section_export(self, pack):
        top = self.env["jn.cause"].search([("pack_id", "=", pack.id), ("parent_id", "=", False)])
        return {FILE: {"causes": [self._exported(cause, pack) for cause in top]}} if top else {}

    @api.model
    def _section_problems(self, files, everything):
        codes = [code for row in files.get(FILE, {}).get("causes", []) for code in self._codes(row)]
        doubled = sorted({code for code in codes if codes.count(code) > 1})
        return [(FILE, ("causes",), self.env._("The cause %(code)s is named twice.", code=code)) for code in doubled]

    @api.model
    def _section_covered(self):
        return [(self.env._("Causes"), "", self.env["jn.cause"].search([]))]

    def _apply_level(self, pack, rows, parent, known):
        """Make the causes of one level and all below; return the codes named."""
        named = set()
        for place, row in enumerate(rows):
            values = {
                "code": row["code"], "name": row["name"], "sequence": place, "parent_id": parent, "pack_id": pack,
                "article_ids": self._articles(pack, row.get("articles", [])),
            }
            cause = self._upsert(known.get(row["code"]), "jn.cause", values)
            named |= {row["code"]} | self._apply_level(pack, row.get("causes", []), cause, known)
        return named

    def _exported(self, cause, pack):
        below = cause.child_ids.filtered(lambda child: child.pack_id == pack)
        return {
            "code": cause.code,
            "name": self._words_of(cause, "name"),
            **({"articles": sorted(cause.article_ids.mapped("number"))} if cause.article_ids else {}),
            **({"causes": [self._exported(child, pack) for child in below]} if below else {}),
        }

    def _causes(self, domain):
        return self.env["jn.cause"].with_context(active_test=False).search(domain)

    def _codes(self, row):
        return [row["code"], *(code for child in row.get("causes", []) for code in self._codes(child))]
