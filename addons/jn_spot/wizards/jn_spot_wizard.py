from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import SPOT_RESULTS
from .jn_step_wizard import CLOSE


class JnSpotWizard(models.TransientModel):
    """What the call of a spot check brought (Art. 15; decision D10)."""

    _name = "jn.spot.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Record the result of a spot check"

    spot_check_id = fields.Many2one(
        "jn.spot.check",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.spot.check"),
    )
    result = fields.Selection(SPOT_RESULTS)

    @api.depends("spot_check_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_record(self):
        """Put the result on record."""
        self.ensure_one()
        if not self.result:
            raise BadInput(self.env._("Please choose what the call brought."))
        self.spot_check_id.record_result(self.result, self.note)
        return CLOSE

    def _subject(self):
        return self.spot_check_id
