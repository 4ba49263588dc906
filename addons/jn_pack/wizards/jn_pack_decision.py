from odoo import fields, models


class JnPackDecision(models.TransientModel):
    """The form in which an administrator decides what another one has proposed about a pack."""

    _name = "jn.pack.decision"
    _description = "Decision about a Proposal"

    proposal_id = fields.Many2one("jn.pack.proposal", required=True, readonly=True, ondelete="cascade")
    author_id = fields.Many2one(related="proposal_id.author_id")
    reason = fields.Text(related="proposal_id.reason")
    note = fields.Text(string="Your remark")

    def action_approve(self):
        """Put it into force; the proposal says who may."""
        self.ensure_one()
        self.proposal_id._approve(self.note)
        return {"type": "ir.actions.act_window_close"}

    def action_refuse(self):
        """Send it back to its author."""
        self.ensure_one()
        self.proposal_id._refuse(self.note)
        return {"type": "ir.actions.act_window_close"}
