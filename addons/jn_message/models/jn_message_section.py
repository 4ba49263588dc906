from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema

FILE = "messages.yaml"


class JnMessageSection(models.AbstractModel):
    """`messages.yaml`: what citizens are told, in which words."""

    _name = "jn.message.section"
    _inherit = ["jn.pack.section"]
    _description = "Messages of a Pack"

    _section_sequence = 30
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "messages")
    _section_on_top = True

    @api.model
    def _section_apply(self, pack, files, publish):
        rows = files.get(FILE, {}).get("messages", {})
        known = {template.code: template for template in self._all_templates(pack)}
        for code, row in rows.items():
            values = {
                "pack_id": pack,
                "code": code,
                "article_ids": self._articles(pack, row["articles"]),
                "name": row["name"],
                "text": row["text"],
                "several_code": row.get("several", False),
                "line_code": row.get("line", False),
            }
            self._upsert(known.pop(code, None), "jn.message.template", values)
        gone = self.env["jn.message.template"].union(*known.values())
        # messages sent name their template
        self._retire(gone, used=gone)

    @api.model
    def _section_export(self, pack):
        templates = self.env["jn.message.template"].search([("pack_id", "=", pack.id)])
        templates |= self._written_by_hand(pack, templates.mapped("code"))
        rows = {template.code: self._template_data(template) for template in templates}
        return {FILE: {"messages": rows}} if rows else {}

    @api.model
    def _written_by_hand(self, pack, known):
        """The messages that the pack's processes send since somebody changed them: its files would not be whole without."""
        flows = self.env["jn.flow.section"]
        versions = self.env["jn.flow.version"].concat(*(flows._shown(flow, pack) for flow in pack.flow_ids))
        # effects are Odoo's own actions, which our people may not read
        codes = set(versions.sudo().move_ids.effect_ids.mapped("jn_template_code")) - set(known)
        return self.env["jn.message.template"].search([("pack_id", "=", False), ("code", "in", list(codes))])

    @api.model
    def _section_problems(self, files, everything):
        articles = self._known_articles(everything)
        problems = []
        if files and "unit" in everything["pack.yaml"]:
            problems.append(
                (FILE, (), self.env._("citizens of the whole city get the same words; leave this file out"))
            )
        for code, row in files.get(FILE, {}).get("messages", {}).items():
            found = [*self._article_problems(row, articles), *self._word_problems(row["text"])]
            found += self._several_problems(row, everything)
            problems += [(FILE, ("messages", code, *keys), sentence) for keys, sentence in found]
        return problems

    @api.model
    def _section_overlay(self, below, files):
        """A pack on top replaces single messages."""
        rows = {**below.get(FILE, {}).get("messages", {}), **files.get(FILE, {}).get("messages", {})}
        return {FILE: {"messages": rows}} if rows else {}

    @api.model
    def _section_covered(self):
        Template = self.env["jn.message.template"]
        codes = sorted(set(Template.search([("pack_id", "!=", False)]).mapped("code")))
        return [(self.env._("Messages"), "", Template.concat(*(Template._named(code) for code in codes)))]

    @api.model
    def _article_problems(self, row, articles):
        for index, number in enumerate(row["articles"]):
            if number not in articles:
                yield ("articles", index), self.env._("there is no article %(number)s", number=number)

    @api.model
    def _several_problems(self, row, everything):
        """Several messages go in one only where the pack has the words of the whole and of each line."""
        codes = everything.get(FILE, {}).get("messages", {})
        for name in ("several", "line"):
            if bool(row.get("several")) != bool(row.get("line")):
                yield (), self.env._("“several” and “line” go together; give both or none")
                return
            if row.get(name) and row[name] not in codes:
                yield (name,), self.env._("there is no message %(code)s", code=row[name])

    @api.model
    def _word_problems(self, words):
        check = self.env["jn.message.template"]._text_problem
        texts = words.items() if isinstance(words, dict) else [(None, words)]
        for lang, text in texts:
            problem = check(text)
            if problem:
                yield ("text", lang) if lang else ("text",), problem

    @api.model
    def _template_data(self, template):
        several = {"several": template.several_code, "line": template.line_code}
        return {
            **{name: code for name, code in several.items() if code},
            "articles": sorted(template.article_ids.mapped("number")),
            "name": self._words_of(template, "name"),
            "text": self._words_of(template, "text"),
        }

    @api.model
    def _all_templates(self, pack):
        return self.env["jn.message.template"].with_context(active_test=False).search([("pack_id", "=", pack.id)])
