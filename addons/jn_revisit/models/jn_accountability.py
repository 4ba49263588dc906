from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput

from ..const import OUTCOMES_OF_ACCOUNTABILITY


class JnAccountability(models.Model):
    """Who answers for a violation; runs beside the case and may outlive it (Art. 9; decision D1)."""

    _name = "jn.accountability"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.flow.work", "jn.evidence", "jn.in.field", "jn.case.part"]
    _description = "Accountability"
    _order = "id desc"
    _flow_ended = "concluded_at"

    verification_id = fields.Many2one("jn.verification", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    opened_at = fields.Datetime(required=True, readonly=True)
    concluded_at = fields.Datetime(readonly=True)
    receiver = fields.Char(readonly=True, string="Handed over to", help="The body that is competent for the people concerned.")
    handed_over_at = fields.Datetime(readonly=True, string="Handed over")
    responsible = fields.Char(readonly=True, string="Who answers for it")
    outcome = fields.Selection(OUTCOMES_OF_ACCOUNTABILITY, readonly=True)
    result = fields.Text(readonly=True)
    finding = fields.Selection(related="verification_id.finding")
    finding_note = fields.Text(related="verification_id.note", string="What was found")
    age_days = fields.Integer(compute="_compute_age_days", string="Days open")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("case_id.ref")
    def _compute_display_name(self):
        for record in self:
            record.display_name = self.env._("%(case)s, accountability", case=record.case_id.ref)

    @api.depends("opened_at", "concluded_at")
    def _compute_age_days(self):
        now = self.env["jn.clock"]._now()
        for record in self:
            record.age_days = ((record.concluded_at or now) - record.opened_at).days

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        checks = self.env["jn.verification"].browse([vals["verification_id"] for vals in vals_list])
        now = self.env["jn.clock"]._now()
        return super().create([
            {**vals, "case_id": check.case_id.id, "unit_id": check.unit_id.id, "opened_at": now}
            for vals, check in zip(vals_list, checks, strict=True)
        ])

    @api.model
    def _part_domain(self):
        """What is concluded says which people answered for it, and stays with their unit; it is in no score."""
        return super()._part_domain() & Domain("concluded_at", "=", False)

    def hand_over(self, receiver, note=None):
        """Hand the matter over to the body that is competent for the people concerned; it stays open until that body's result."""
        self._flow_check("accountability_handed_over", note)
        if not isinstance(receiver, str) or not receiver.strip():
            raise BadInput(self.env._("Please name the body to which this is handed over."))
        values = {"receiver": receiver.strip(), "handed_over_at": self.env["jn.clock"]._now()}
        self.sudo().write(values)  # checked above
        self.sudo()._flow_fire("accountability_handed_over", note)
        return True

    def conclude(self, note, outcome="other", responsible=None):
        """Record what became of it.

        :param outcome: unfounded | admonished | criticised | punished | other
        """
        self.env["jn.rectification"]._check_words(outcome, OUTCOMES_OF_ACCOUNTABILITY)
        self._flow_check("accountability_concluded", note)
        self.sudo().write({"result": note, "outcome": outcome, "responsible": responsible})  # checked above
        self.sudo()._flow_fire("accountability_concluded", note)
        return True
