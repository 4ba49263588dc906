from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import SPOT_RESULTS


class JnSpotCheck(models.Model):
    """One case looked at again by the city's supervisors (Art. 6, 15)."""

    _name = "jn.spot.check"
    _description = "Spot check"
    _order = "id desc"

    case_id = fields.Many2one("jn.case", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(related="case_id.unit_id", store=True)
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    follow_up_ids = fields.One2many(related="case_id.follow_up_ids")
    contradicted = fields.Boolean(related="case_id.contradicted")
    result = fields.Selection(SPOT_RESULTS, readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    at = fields.Datetime(readonly=True)

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("case_id.ref")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("%(case)s, spot check", case=check.case_id.ref)

    def record_result(self, result, note=None):
        """Record what the call brought; a false report sends a closed case back (decision D10)."""
        self.env["jn.rectification"]._check_words(result, SPOT_RESULTS)
        self._check_may_record()
        if result == "false" and not (note or "").strip():
            raise BadInput(self.env._("Say in a sentence what in the report is not true."))
        stamp = {"user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        self.sudo().write({"result": result, "note": note, **stamp})  # checked above
        if result == "false":
            self.sudo().case_id._flow_fire("spot_check_false", note)  # checked above
        return True

    def _check_may_record(self):
        user = self.env.user
        cities = self.case_id.unit_id._city()
        if not user.has_group("jn_org.group_supervisor") or not cities <= user.sight_unit_ids:
            raise NotAllowed(self.env._("Spot checks are recorded by the city's supervisors."))
        if any(check.result for check in self):
            raise NotAllowed(self.env._("This spot check has its result already."))
