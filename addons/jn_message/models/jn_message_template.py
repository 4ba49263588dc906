from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import ormcache

from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_rules import texts

from ..const import CITIZEN_LANGUAGE, PLACEHOLDERS, SECRETS

# A citizen's name must not be able to look like a placeholder.
_NO_BRACES = str.maketrans("{}", "｛｝")


class Known(NamedTuple):
    """A template as it is sent: `text` in the citizens' language."""

    code: str
    merges: bool
    text: str


class JnMessageTemplate(models.Model):
    """The words of a message, with placeholders in braces."""

    _name = "jn.message.template"
    _inherit = ["jn.cached", "jn.audited"]
    _description = "Message template"
    _order = "code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, default=lambda self: self._default_code(), help="By this name effects call the message.")
    name = fields.Char(required=True, translate=True)
    text = fields.Text(required=True, translate=True)
    pack_id = fields.Many2one("jn.pack", readonly=True, index=True, ondelete="cascade", help="Empty: written by hand.")
    article_ids = fields.Many2many("jn.article", string="Articles")
    several_code = fields.Char(
        string="Several in one", help="The template by which several of this kind for one person go in one message."
    )
    line_code = fields.Char(string="Line of each", help="The template of each one's line in such a message.")
    active = fields.Boolean(default=True)
    segments = fields.Integer(
        string="Short messages", compute="_compute_segments", help="How many short messages its bare words take."
    )

    _code_once = models.UniqueIndex("(code, COALESCE(pack_id, 0))", "There is already a message with this code. Choose another code.")

    @api.depends("text")
    @api.depends_context("lang")
    def _compute_segments(self):
        for template in self:
            template.segments = texts.segments(template.text or "")

    @api.constrains("several_code", "line_code")
    def _check_several(self):
        for template in self:
            if bool(template.several_code) != bool(template.line_code):
                raise BadInput(
                    self.env._("Several in one needs both: the template of the whole and that of each line.")
                )

    @api.constrains("text")
    def _check_text(self):
        for template in self:
            problem = self._text_problem(template.text)
            if problem:
                raise BadInput(problem)

    def write(self, vals):
        if vals.get("code", self[:1].code) != self[:1].code:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        self._check_unused()

    @api.model
    def _sent_by_rooms(self):
        """The codes of messages that our own code sends, outside any process; each room adds its own."""
        return frozenset()

    def _check_unused(self):
        """Refuse to take away what a process or a room still sends: who sends it would fail."""
        needed = self.filtered(lambda one: one.code in one._sent_by_rooms())[:1]
        if needed:
            raise NotPossible(self.env._("The message “%(message)s” is sent by the system itself. Change its words instead.", message=needed.name))
        effects = self.env["ir.actions.server"].sudo().search([  # whose effects they are is no secret
            ("jn_template_code", "in", self.mapped("code")), ("jn_move_id.version_id.state", "!=", "retired"),
        ], limit=1)
        if effects:
            raise NotPossible(self.env._(
                "The message “%(message)s” is sent by %(version)s, move %(move)s. Archive it, so that nothing new sends it.",
                message=self.filtered(lambda one: one.code == effects.jn_template_code)[:1].name,
                version=effects.jn_move_id.version_id.display_name, move=effects.jn_move_id.name,
            ))

    def update_field_translations(self, field_name, translations, source_lang=""):
        """Translations are written around `write`, and checked all the same."""
        result = super().update_field_translations(field_name, translations, source_lang=source_lang)
        self._forget_answers()
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
    def _default_code(self):
        """A code that nothing uses, so that whoever writes a message need not think of one."""
        newest = self.sudo().with_context(active_test=False).search([], order="id desc", limit=1)  # ids are no secret
        return f"own_{newest.id + 1}"

    @api.model
    def _found(self, code):
        """The template with this code, or none: of the pack on top in force, else of the pack applied first, else by hand.

        One that went out of use is still found where no other is left: older versions of a process go on sending it.
        """
        return self.sudo().with_context(active_test=False).browse(self._found_ids(code))  # effects run for everybody

    @api.model
    @ormcache("code")
    def _found_ids(self, code):
        templates = self.sudo().with_context(active_test=False)  # as above
        return templates.search([("code", "=", code)]).sorted(lambda template: template._rank())[:1].ids

    def _rank(self):
        """What stands first among templates of one code."""
        pack = self.pack_id
        holds = self.active and (pack.is_in_force or not pack.base_id)
        return not holds, not pack.base_id, not pack, self.id

    @api.model
    def _named(self, code):
        """The same, which must be there."""
        template = self._found(code)
        if not template:
            raise BadInput(
                self.env._("There is no message template “%(code)s”. Load the regulation's pack.", code=code)
            )
        return template

    def _send(self, records):
        """Queue this message about each of `records` (a `jn.message.subject`), once per passage, and return them."""
        self.ensure_one()
        values, numbers = records._message_values(), records._message_recipient()
        passages, known = self.env["jn.flow.ledger"]._last(records), self._known_words()
        return self.env["jn.message"]._send(
            [
                {
                    "key": f"{known.code}:{records._name}:{record.id}:{passages.get(record.id, 0)}",
                    "res_model": records._name,
                    "res_id": record.id,
                    "unit_id": record._message_unit().id,
                    "matter_id": record._message_matter().id,
                    "merges": known.merges,
                    "template_id": self.id,
                    "recipient": numbers.get(record.id),
                    **self._words(values.get(record.id, {})),
                }
                for record in records
            ]
        )

    @ormcache("self.id")
    def _known_words(self):
        """What is asked of a template at each sending, remembered until one changes."""
        return Known(self.code, bool(self.several_code), self.with_context(lang=CITIZEN_LANGUAGE).text)

    def _several(self):
        """The templates of a message that carries several of this kind: {"text", "line"}."""
        return {"text": self._named(self.several_code), "line": self._named(self.line_code)}

    def _words(self, values):
        """The stored `text` and `values` of a message: no secret is in them, even if one was given."""
        plain = {name: str(word or "").translate(_NO_BRACES) for name, word in values.items() if name not in SECRETS}
        return {
            "text": self._filled_with(self._known_words().text, {**plain, **{name: f"{{{name}}}" for name in SECRETS}}),
            "values": plain,
        }

    @api.model
    def _filled_with(self, words, values):
        """Words with their placeholders filled; what is not known is empty. Raises TextError."""
        return texts.fill(words, {**dict.fromkeys(PLACEHOLDERS), **values})
