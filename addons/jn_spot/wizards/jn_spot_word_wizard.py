from odoo import fields, models

from odoo.addons.jn_revisit.wizards.jn_step_wizard import CLOSE


class JnSpotWordWizard(models.TransientModel):
    """The reason of an objection, or of the decision about one (Art. 15; decision D10)."""

    _name = "jn.spot.word.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Objection to a proposed deduction"

    finding_id = fields.Many2one(
        "jn.spot.finding",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.spot.finding"),
    )
    state = fields.Selection(related="finding_id.state")
    found = fields.Text(related="finding_id.note", string="What is not true")
    objection = fields.Text(related="finding_id.objection")

    def action_object(self):
        """Object for the unit."""
        self.finding_id.object_to(self.note)
        return CLOSE

    def action_uphold(self):
        """The deduction stands."""
        self.finding_id.decide(True, self.note)
        return CLOSE

    def action_remove(self):
        """The deduction goes."""
        self.finding_id.decide(False, self.note)
        return CLOSE
