from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import NotPossible

from .. import link
from ..const import BEYOND_REPAIR, BY_STAFF, UNDELIVERED_BY


class JnRevisit(models.Model):
    """What the messages about a revisit say, and what becomes of it through them (Art. 6, 7; decision A2)."""

    _inherit = "jn.revisit"

    asked_in_id = fields.Many2one(
        "jn.message", string="Asked together with others in", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    call_by = fields.Datetime(readonly=True, string="Call by", help="Messages did not arrive; staff ask by phone until then.")

    repair_until = fields.Datetime(
        compute="_compute_repair_until", store=True, string="Can be repaired until", help="Until when it is asked again (decision A2)."
    )

    is_repairable = fields.Boolean(compute="_compute_is_repairable", search="_search_is_repairable", string="Number can still be repaired")

    # what may still be repaired is little in the whole city, whoever looks
    _repair_index = models.Index("(repair_until DESC, id DESC, unit_id) INCLUDE (matter_id) WHERE repair_until IS NOT NULL")
    _call_index = models.Index("(unit_id, call_by) WHERE call_by IS NOT NULL AND ended_at IS NULL")

    @api.depends("outcome", "undelivered_reason", "ended_at", "case_id.close_reason")
    def _compute_repair_until(self):
        """Set as long as the case rests because nobody was reached: who is asked again, or was reached otherwise, needs no repair."""
        for unit, revisits in self.grouped("unit_id").items():
            term = timedelta(days=self.env["jn.setting"]._get("undelivered.repair_days", unit))
            for revisit in revisits:
                mendable = revisit.outcome == "undelivered" and revisit.undelivered_reason not in BEYOND_REPAIR
                mendable = mendable and revisit.case_id.close_reason == "undelivered"
                revisit.repair_until = mendable and revisit.ended_at and revisit.ended_at + term

    @api.depends("repair_until")
    def _compute_is_repairable(self):
        for revisit in self:
            revisit.is_repairable = revisit._is_repairable()

    @api.model
    def _search_is_repairable(self, operator, value):
        if operator != "in":
            return NotImplemented
        still = Domain("repair_until", ">=", self.env["jn.clock"]._now())
        return Domain.OR([still] * (True in value) + [~still | Domain("repair_until", "=", False)] * (False in value))

    def _is_repairable(self):
        """Whether this one may be asked again now."""
        return bool(self.repair_until) and self.repair_until >= self.env["jn.clock"]._now()

    def _message_recipient(self):
        return {revisit.id: revisit.case_id.phone_e164 for revisit in self}

    def _message_values(self):
        return {revisit.id: revisit._placeholders() for revisit in self}

    def _message_secrets(self):
        people = self.case_id._message_secrets()
        return {revisit.id: {**people[revisit.case_id.id], "url": link.url(revisit)} for revisit in self}

    def _message_matter(self):
        return self.case_id.matter_id

    def _message_unwanted(self):
        """Whom nobody needs to ask any more: answered, refused or given up while the message waited."""
        return self.filtered("ended_at")

    def _message_send_again(self, messages):
        """Ask again what ended as undelivered, as long as its term runs; the process queues the message."""
        cases = self.filtered(lambda revisit: revisit._is_repairable()).case_id
        moved = cases._flow_fire("asked_again")
        left = self.case_id - moved
        if left:
            raise NotPossible(
                self.env._("%(case)s cannot be asked again: it goes on otherwise, or its term is over.", case=left[0].ref)
            )

    def _message_handed_over(self, messages):
        self.filtered(lambda revisit: not revisit.sent_at)._stamp("sent_at", messages)
        for bundle, parts in messages.grouped("bundle_id").items():
            self.browse(parts.mapped("res_id")).asked_in_id = bundle
        for message in messages.filtered(lambda message: message.channel == BY_STAFF):
            self.browse(message.res_id).call_by = message.receipt_due_at
        self._flow_fire("handed_over")

    def _message_delivered(self, messages):
        """Hear that it arrived; what was given up is turned back for as long as a late answer would be taken (decisions A2, A4)."""
        now = self.env["jn.clock"]._now()
        heard = self.filtered(lambda revisit: revisit.outcome != "undelivered" or revisit.late_until >= now)
        heard.filtered(lambda revisit: not revisit.delivered_at)._stamp("delivered_at", messages)
        heard._flow_fire("delivered")

    def _stamp(self, name, messages):
        """Take over the moment of the messages: a cron's delay must not move the 48 hours."""
        at = {message.res_id: message[name] for message in messages}
        for revisit in self:
            revisit[name] = at.get(revisit.id) or self.env["jn.clock"]._now()

    def _message_failed(self, messages):
        reasons = {message.res_id: message.error for message in messages}
        for revisit in self._flow_fire("undeliverable"):
            revisit.undelivered_reason = UNDELIVERED_BY.get(reasons.get(revisit.id), "failed")

    def _refuse_contact(self):
        """End these open questions: the citizen wants no messages."""
        for revisit in self._flow_fire("contact_refused"):
            revisit.undelivered_reason = "refused"
