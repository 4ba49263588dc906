from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import texts

from ..const import CITIZEN_LANGUAGE, NAMELESS


class JnMessageTemplate(models.Model):
    """New words are written as a draft, looked at with real data, and only then published."""

    _inherit = "jn.message.template"

    draft = fields.Text(string="New words", help="Citizens get them once they are published.")
    preview = fields.Text(compute="_compute_preview", string="As a citizen would get it")
    preview_of = fields.Char(compute="_compute_preview", string="With the data of")
    preview_length = fields.Integer(compute="_compute_preview", string="Characters")
    preview_segments = fields.Integer(compute="_compute_preview", string="Short messages it takes")
    wording_ids = fields.One2many("jn.message.wording", "template_id", string="Published before", readonly=True)

    @api.depends("draft", "text")
    @api.depends_context("uid", "lang")
    def _compute_preview(self):
        whose, values = self._sample()
        for template in self:
            words = template.draft or template.with_context(lang=CITIZEN_LANGUAGE).text or ""
            try:
                template.preview = template._filled_with(words, {"applicant": NAMELESS, **values})
            except texts.TextError as error:
                template.preview = self._sentence(error)
            measure = texts.measure(template.preview)
            template.preview_of, template.preview_length, template.preview_segments = (
                whose,
                measure.length,
                measure.segments,
            )

    @api.model
    def _sample(self):
        """Whose data a preview shows, in words, and {placeholder: words}, the link in its full length.

        Here those of the latest message that the person may see; rooms above know better.
        """
        latest = self.env["jn.message"].search([("direction", "=", "out"), ("values", "!=", False)], limit=1)
        return latest.recipient_masked or self.env._("no message yet"), latest.values or {}

    @api.constrains("draft")
    def _check_draft(self):
        for template in self.filtered("draft"):
            problem = self._text_problem(template.draft)
            if problem:
                raise BadInput(problem)

    def write(self, vals):
        """Words that citizens get are published, not written; a pack brings them as the system."""
        if "text" in vals:
            self._check_published()
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        if field_name == "text":
            self._check_published()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    def _check_published(self):
        if not self.env.su:
            raise NotAllowed(self.env._("Write the new words as a draft, look at the preview, then publish them."))

    def action_publish(self):
        """Let citizens get the draft's words from now on; what was published before is kept."""
        self.check_access("write")
        for template in self:
            if not (template.draft or "").strip():
                raise BadInput(self.env._("Write the new words first."))
            template.sudo()._publish(self.env.uid)  # checked above; the words are the system's to write
        return True

    def _publish(self, uid):
        spoken = self.with_context(lang=CITIZEN_LANGUAGE)
        self.env["jn.message.wording"].create(
            {
                "template_id": self.id,
                "text": self.draft,
                "replaced": spoken.text,
                "user_id": uid,
                "published_at": self.env["jn.clock"]._now(),
            }
        )
        spoken.text = self.draft
        self.draft = False
