from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from .jn_step_wizard import CLOSE


class JnAnswerWizard(models.TransientModel):
    """A supervisor types in what a citizen said on the phone (代录, decision A8)."""

    _name = "jn.answer.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Enter an answer for the citizen"

    revisit_id = fields.Many2one(
        "jn.revisit",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.revisit"),
    )
    level_id = fields.Many2one("jn.answer.level", string="Rating", ondelete="cascade")
    tag_ids = fields.Many2many(
        "jn.answer.tag",
        string="Reasons",
        domain="['|', ('matter_ids', '=', False), ('matter_ids', 'in', matter_id)]",
    )
    matter_id = fields.Many2one(related="revisit_id.case_id.matter_id")

    @api.depends("revisit_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_answer(self):
        """Put the answer on record, marked with who typed it in."""
        self.ensure_one()
        if not self.level_id:
            raise BadInput(self.env._("Please choose the rating that the citizen gave."))
        self.revisit_id.answer(self.level_id.level, self.tag_ids.mapped("code"), self.note, "phone")
        return CLOSE

    def _subject(self):
        return self.revisit_id
