from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .jn_step_wizard import CLOSE

VERDICTS = [("answer", "It is an answer"), ("none", "It is no answer")]


class JnSortWizard(models.TransientModel):
    """A supervisor says what a citizen meant by a text that the system did not understand (decision A7)."""

    _name = "jn.sort.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Sort a reply"

    message_id = fields.Many2one(
        "jn.message", required=True, readonly=True, ondelete="cascade", default=lambda self: self._active_record("jn.message")
    )
    text = fields.Text(related="message_id.text", related_sudo=False)
    received_at = fields.Datetime(related="message_id.received_at", related_sudo=False)
    sender = fields.Char(related="message_id.recipient_masked", related_sudo=False, string="Number")
    puzzle = fields.Selection(related="message_id.puzzle", related_sudo=False)
    verdict = fields.Selection(VERDICTS, string="What is it?")
    question_domain = fields.Binary(compute="_compute_question_domain")
    revisit_id = fields.Many2one(
        "jn.revisit", string="Which matter", ondelete="cascade", compute="_compute_revisit_id", store=True, readonly=False
    )
    level_id = fields.Many2one("jn.answer.level", string="Rating", ondelete="cascade")
    matter_id = fields.Many2one(related="revisit_id.case_id.matter_id")
    tag_ids = fields.Many2many(
        "jn.answer.tag", string="Reasons", domain="['|', ('matter_ids', '=', False), ('matter_ids', 'in', matter_id)]"
    )

    @api.depends("message_id")
    def _compute_question_domain(self):
        """The questions put to this number, as far as the person may see them; any, where it was asked nothing."""
        for wizard in self:
            asked = wizard._questions()
            wizard.question_domain = list(Domain("id", "in", asked.ids) if asked else Domain("sent_at", "!=", False))

    @api.depends("message_id")
    def _compute_revisit_id(self):
        """The only one that is open, else the one that the reader thought of."""
        for wizard in self:
            asked = wizard._questions()
            waiting = asked.filtered(lambda revisit: not revisit.outcome)
            thought_of = asked & asked.browse(wizard.message_id.res_id or [])
            wizard.revisit_id = waiting if len(waiting) == 1 else thought_of

    def action_sort(self):
        """Keep the answer with the moment at which it was received, or note that it is none; then no default is held."""
        self.ensure_one()
        self.message_id.check_access("read")
        if self.message_id.state != "unmatched":
            raise NotPossible(self.env._("This reply has been sorted already. Close this form to see how."))
        {"answer": self._take_answer, "none": self._note_none, False: self._ask_verdict}[self.verdict]()
        release = self.env["jn.revisit.release"]
        release._sweep_wake(self.env["jn.clock"]._now())
        return CLOSE

    def _take_answer(self):
        if not self.revisit_id or not self.level_id:
            raise BadInput(self.env._("Please choose the matter and the rating that the citizen means."))
        self.revisit_id._check_may_answer()
        message = self.message_id.sudo()  # checked above, and the text may belong to no unit yet
        self.revisit_id.sudo()._answer(
            self.level_id.level, self.tag_ids.mapped("code"), message.text, message.channel, self.env.user,
            at=message.received_at,
        )
        message._about_record(self.revisit_id)
        self.message_id._sort(self.level_id.name)

    def _note_none(self):
        self.message_id.mark_no_answer(self.note)

    def _ask_verdict(self):
        raise BadInput(self.env._("Please say first whether it is an answer."))

    def _questions(self):
        """The revisits that were put to the number of the text, within the person's sight, the latest first."""
        self.message_id.check_access("read")
        number = self.message_id.sudo().recipient  # compared, never shown
        if not number:
            return self.env["jn.revisit"]
        cases = self.env["jn.case"].sudo()._search([("phone_e164", "=", number)])  # numbers are nobody's to read
        return self.env["jn.revisit"].search([("case_id", "in", cases), ("sent_at", "!=", False)])
