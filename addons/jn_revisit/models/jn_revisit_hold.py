from odoo import fields, models

from ..const import UNSORTED


class JnRevisit(models.Model):
    """A text that nobody has understood yet may be the answer: until it is sorted, silence is not assumed (decision A7)."""

    _inherit = "jn.revisit"

    reply_held = fields.Boolean(compute="_compute_reply_held", string="A text waits to be understood")
    held_at = fields.Datetime(readonly=True, string="Default held since", help="The term is over, and a text is still to be sorted.")

    _held_index = models.Index("(id) WHERE held_at IS NOT NULL AND ended_at IS NULL")

    def _compute_reply_held(self):
        numbers = self._numbers_unsorted()
        for revisit in self:
            held = revisit.sudo().case_id.phone_e164 in numbers  # whether it is so is no secret
            revisit.reply_held = held and self._setting("reply.holds_default", revisit)

    def _numbers_unsorted(self):
        """Those of these citizens' numbers of which a text waits to be understood, as a set."""
        numbers = [number for number in self.sudo().case_id.mapped("phone_e164") if number]  # for the system only
        domain = [("recipient", "in", numbers), ("state", "in", UNSORTED), ("direction", "=", "in")]
        texts = self.env["jn.message"].sudo()  # they may belong to no unit yet
        return set(texts.search(domain).mapped("recipient"))
