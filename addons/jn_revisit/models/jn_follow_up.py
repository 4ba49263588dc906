from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import YES_NO


class JnFollowUp(models.Model):
    """What a citizen says of the call and the repair that the window reports: did they call, was it solved (Art. 6, 8)?

    A “no” against what is on record is marked: the supervisors see it, and it is first in spot checks.
    """

    _name = "jn.follow.up"
    _inherit = "jn.append.only"
    _description = "Word of the citizen about call and repair"
    _order = "at desc, id desc"

    rectification_id = fields.Many2one("jn.rectification", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    called = fields.Selection(YES_NO, required=True, readonly=True, string="Did they call?")
    solved = fields.Selection(YES_NO, required=True, readonly=True, string="Was it solved?")
    after_report = fields.Boolean(readonly=True, string="After the report")
    contradicts = fields.Boolean(readonly=True, string="Contradicts the record")
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")

    @api.model
    def _askable(self, case):
        """The work that the citizen may speak about now: begun, not long over, and not spoken about since."""
        works = case.rectification_ids.sorted("id").filtered(lambda work: work.call_ids or work.submitted_at)
        return works[-1:].filtered(lambda work: self._is_fresh(work) and not self._is_spoken_about(work))

    @api.model
    def _keep(self, work, called, solved):
        """Append what the citizen says about a work. Raises BadInput where nothing is asked."""
        words = dict(YES_NO)
        if called not in words or solved not in words:
            raise BadInput(self.env._("Please answer both questions."))
        if not work:
            raise BadInput(self.env._("Nobody has called yet. Please wait for the call, or call the hall."))
        if work != self._askable(work.case_id):
            raise BadInput(self.env._("You have told us already. Thank you; for anything else please call the hall."))
        return self.create({
            "rectification_id": work.id, "case_id": work.case_id.id, "unit_id": work.unit_id.id,
            "called": called, "solved": solved, "after_report": bool(work.submitted_at),
            "contradicts": self._is_contradiction(work, called, solved), "at": self.env["jn.clock"]._now(),
        })

    @api.model
    def _is_contradiction(self, work, called, solved):
        """Whether it cannot be true together with a filed report, or with a talk on record."""
        talked = any(work.call_ids.mapped("reached"))
        against_report = bool(work.submitted_at) and "no" in (called, solved)
        return against_report or (talked and called == "no")

    @api.model
    def _is_fresh(self, work):
        days = self.env["jn.setting"]._get("follow_up.days", work.unit_id)
        return not work.ended_at or self.env["jn.clock"]._now() <= work.ended_at + timedelta(days=days)

    @api.model
    def _is_spoken_about(self, work):
        return any(said.after_report == bool(work.submitted_at) for said in work.follow_up_ids)
