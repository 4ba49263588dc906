from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema
from odoo.addons.jn_rules import alarms

FILE = "warnings.yaml"
PLAIN = ("level", "metric", "direction", "light")
# written only where they say something
NUMBERS = ("min_sample", "cool_down_days")
ROLE = "jn_org.group_"


class JnWarningSection(models.AbstractModel):
    """`warnings.yaml`: the warning rules (Art. 1, 10). They come as drafts: each is tried on history before it is switched on."""

    _name = "jn.warning.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: warning rules"
    _section_sequence = 60  # after the measures and indicators that rules name
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "warnings")

    @api.model
    def _section_apply(self, pack, files, publish):
        rows = files.get(FILE, {}).get("rules", {})
        known = {rule.code: rule for rule in self.env["jn.warning.rule"].with_context(active_test=False).search([])}
        for code, row in rows.items():
            self._upsert(known.get(code), "jn.warning.rule", self._values(pack, code, row))
        gone = self.env["jn.warning.rule"].browse(
            [rule.id for code, rule in known.items() if code not in rows and rule.pack_id == pack]
        )
        self._retire(gone, used=gone.filtered("trial_ids"))

    @api.model
    def _section_export(self, pack):
        rules = self.env["jn.warning.rule"].search([("pack_id", "=", pack.id)])
        rows = {rule.code: self._data(rule) for rule in rules}
        return {FILE: {"rules": rows}} if rows else {}

    @api.model
    def _section_problems(self, files, everything):
        known = self._known_articles(everything)
        return [
            (FILE, ("rules", code, "articles"), self.env._("there is no article %(number)s", number=number))
            for code, row in files.get(FILE, {}).get("rules", {}).items()
            for number in row["articles"]
            if number not in known
        ]

    @api.model
    def _section_covered(self):
        return [(self.env._("Warning rules"), "", self.env["jn.warning.rule"].search([]))]

    def _values(self, pack, code, row):
        scheme, _point, indicator = row.get("indicator", "").partition(".")
        return {
            "pack_id": pack, "code": code, "name": row["name"], "article_ids": self._articles(pack, row["articles"]),
            **{name: row[name] for name in PLAIN}, **{name: row.get(name, 0) for name in NUMBERS},
            "scheme_code": scheme, "indicator_code": indicator,
            "numerator": row.get("numerator", ""), "denominator": row.get("denominator", ""),
            "window": alarms.ROLLING if "days" in row else alarms.QUARTER, "days": row.get("days", 0),
            "threshold": row["threshold"], "only_unusual": row.get("only_unusual", False),
            "owner_group_id": self._roles([row["owner"]]), "group_ids": self._roles(row["tell"]),
            "above_group_ids": self._roles(row["tell_above"]),
        }  # fmt: skip

    def _roles(self, words):
        return self.env["res.groups"].union(*(self.env.ref(f"{ROLE}{word}") for word in words))

    def _words_of_roles(self, groups):
        names = groups.sudo().get_external_id().values()  # which roles exist is no secret
        return sorted(name.removeprefix(ROLE) for name in names)

    def _data(self, rule):
        threshold = rule.threshold
        data = {
            "articles": sorted(rule.article_ids.mapped("number")), "name": self._words_of(rule, "name"),
            **{name: rule[name] for name in PLAIN}, **{name: rule[name] for name in NUMBERS if rule[name]},
            "threshold": int(threshold) if float(threshold).is_integer() else threshold,
            "owner": self._words_of_roles(rule.owner_group_id)[0], "tell": self._words_of_roles(rule.group_ids),
            "tell_above": self._words_of_roles(rule.above_group_ids),
        }  # fmt: skip
        data |= {name: rule[name] for name in ("numerator", "denominator", "only_unusual") if rule[name]}
        data |= {"days": rule.days} if rule.window == alarms.ROLLING else {}
        return {**data, "indicator": f"{rule.scheme_code}.{rule.indicator_code}"} if rule.indicator_code else data
