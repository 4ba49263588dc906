from odoo import api, fields, models
from odoo.tools import SQL

from ..const import OUTCOMES, UNDELIVERED_REASONS


class JnContactQuality(models.Model):
    """Each matter that was to be asked about, and whether its citizen could be reached: Art. 13 in names and numbers.

    A view over the first revisits; per window and clerk it says how many could not be reached, and why.
    """

    _name = "jn.contact.quality"
    _inherit = ["jn.in.period", "jn.counted.once"]
    _description = "Contact quality"
    _auto = False
    _depends = {
        "jn.revisit": ["case_id", "unit_id", "completed_at", "repair_until", "outcome", "undelivered_reason", "kind", "round"],
        "jn.case": ["matter_id", "handler", "handler_id"],
    }
    _order = "completed_at desc, id desc"
    _rec_name = "case_id"
    _period_moment = "completed_at"

    case_id = fields.Many2one("jn.case", readonly=True)
    revisit_id = fields.Many2one("jn.revisit", readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True, index=True)  # jn.revisit has the index
    matter_id = fields.Many2one("jn.matter", readonly=True)
    handler = fields.Char(string="Staff code", readonly=True)
    handler_id = fields.Many2one("res.users", string="Handled by", readonly=True)
    completed_at = fields.Datetime(readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    reason = fields.Selection(UNDELIVERED_REASONS, string="Why not reached", readonly=True)
    repair_until = fields.Datetime(string="Can be repaired until", readonly=True)
    asked = fields.Integer(string="Matters", readonly=True)
    unreached = fields.Integer(string="Not reached", readonly=True)
    share = fields.Float(string="Not reached (%)", readonly=True, aggregator="avg", digits=(5, 1))
    phone = fields.Char(related="case_id.phone", related_sudo=False)
    note = fields.Char(compute="_compute_note", string="What people noted")

    @property
    def _table_query(self):
        return SQL("""
            SELECT revisit.id, revisit.id AS revisit_id, revisit.case_id, revisit.unit_id, kase.matter_id, kase.handler,
                   kase.handler_id, revisit.completed_at, revisit.repair_until, revisit.outcome, 1 AS asked,
                   CASE WHEN revisit.outcome = 'undelivered' THEN revisit.undelivered_reason END AS reason,
                   CASE WHEN revisit.outcome = 'undelivered' THEN 1 ELSE 0 END AS unreached,
                   CASE WHEN revisit.outcome = 'undelivered' THEN float8 '100' ELSE float8 '0' END AS share
            FROM jn_revisit revisit LEFT JOIN jn_case kase ON kase.id = revisit.case_id  -- a count need not look at them
            WHERE revisit.kind = 'auto' AND revisit.round = 1""")

    @api.depends("revisit_id")
    def _compute_note(self):
        """What a person wrote when marking the citizen as unreachable."""
        about = [("message_id.res_model", "=", "jn.revisit"), ("message_id.res_id", "in", self.revisit_id.ids), ("note", "!=", False)]
        repairs = self.env["jn.message.repair"].sudo().search(about, order="at, id")  # who sees the case sees why
        notes = {repair.message_id.res_id: repair.note for repair in repairs}
        for row in self:
            row.note = notes.get(row.revisit_id.id, False)
