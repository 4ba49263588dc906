from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import texts

from ..const import CITIZEN_LANGUAGE, PLACEHOLDERS, SECRETS

# A citizen's name must not be able to look like a placeholder.
_NO_BRACES = str.maketrans("{}", "｛｝")


class JnMessageTemplate(models.Model):
    """The words of a message, with placeholders in braces."""

    _name = "jn.message.template"
    _inherit = ["jn.audited"]
    _description = "Message template"
    _order = "code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    text = fields.Text(required=True, translate=True)
    pack_id = fields.Many2one("jn.pack", index=True, ondelete="cascade")
    article_ids = fields.Many2many("jn.article", string="Articles")
    active = fields.Boolean(default=True)
    segments = fields.Integer(
        string="Short messages", compute="_compute_segments", help="How many short messages its bare words take."
    )

    _code_unique = models.Constraint("UNIQUE (code, pack_id)", "A pack has one template of each code.")

    @api.depends("text")
    @api.depends_context("lang")
    def _compute_segments(self):
        for template in self:
            template.segments = texts.segments(template.text or "")

    @api.constrains("text")
    def _check_text(self):
        for template in self:
            problem = self._text_problem(template.text)
            if problem:
                raise BadInput(problem)

    def update_field_translations(self, field_name, translations, source_lang=""):
        """Translations are written around `write`, and checked all the same."""
        result = super().update_field_translations(field_name, translations, source_lang=source_lang)
        for lang in translations if field_name == "text" else ():
            self.with_context(lang=lang)._check_text()
        return result

    @api.model
    def _text_problem(self, text):
        """What is wrong with a text, in a sentence; None if nothing is."""
        try:
            texts.check(text or "", PLACEHOLDERS)
        except texts.TextError as error:
            return self._sentence(error)
        return None

    @api.model
    def _sentence(self, error):
        if error.code == "unknown_placeholder":
            return self.env._("The placeholder {%(name)s} is not known; known are: %(known)s.", **error.params)
        return self.env._("A brace at character %(position)s stands alone; write {{ or }} for a brace.", **error.params)

    @api.model
    def _named(self, code):
        """The template with this code: that of the pack on top in force, else of the pack applied first."""
        templates = self.sudo().search([("code", "=", code)], order="id")  # effects run for everybody
        on_top = templates.filtered("pack_id.base_id")
        template = on_top.filtered("pack_id.is_in_force")[:1] or (templates - on_top)[:1]
        if not template:
            raise BadInput(
                self.env._("There is no message template “%(code)s”. Load the regulation's pack.", code=code)
            )
        return template

    def _send(self, records):
        """Queue this message about each of `records` (a `jn.message.subject`), once per passage, and return them."""
        self.ensure_one()
        values, numbers = records._message_values(), records._message_recipient()
        passages = self._last_passages(records)
        return self.env["jn.message"]._send(
            [
                {
                    "key": f"{self.code}:{records._name}:{record.id}:{passages.get(record.id, 0)}",
                    "res_model": records._name,
                    "res_id": record.id,
                    "unit_id": record._message_unit().id,
                    "template_id": self.id,
                    "recipient": numbers.get(record.id),
                    **self._words(values.get(record.id, {})),
                }
                for record in records
            ]
        )

    def _words(self, values):
        """The stored `text` and `values` of a message: no secret is in them, even if one was given."""
        plain = {name: str(word or "").translate(_NO_BRACES) for name, word in values.items() if name not in SECRETS}
        known = {**dict.fromkeys(PLACEHOLDERS), **plain, **{name: f"{{{name}}}" for name in SECRETS}}
        template = self.with_context(lang=CITIZEN_LANGUAGE).text
        return {"text": texts.fill(template, known), "values": plain}

    @api.model
    def _last_passages(self, records):
        """Return {record id: id of its latest passage}: what makes a repeated effect the same one."""
        domain = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        passages = self.env["jn.flow.passage"].sudo()  # effects run for everybody
        return dict(passages._read_group(domain, ["res_id"], ["id:max"]))
