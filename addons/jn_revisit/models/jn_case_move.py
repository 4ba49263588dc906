from odoo import api, fields, models
from odoo.tools import SQL

# where each case was before it first went after a moment
WERE = """
    SELECT DISTINCT ON (case_id) case_id, unit_id FROM jn_case_move
    WHERE at > %(since)s AND (%(case)s IS NULL OR case_id = %(case)s) ORDER BY case_id, at, id
"""


class JnCaseMove(models.Model):
    """A case went from one unit to another, for all figures: when, by whom and why (Art. 12; decision D7)."""

    _name = "jn.case.move"
    _inherit = "jn.append.only"
    _description = "Move of a case"
    _order = "at desc, id desc"

    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="From")
    new_unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="To")
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="By")
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
    _at_index = models.Index("(at)")

    @api.depends("unit_id.name", "at", "reason", "user_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for move in self:
            words = {"unit": move.unit_id.name, "day": move.new_unit_id._calendar().local(move.at).date(), "who": move.user_id.name}
            told = self.env._("%(unit)s, until %(day)s (%(who)s): %(reason)s", reason=move.reason, **words)
            move.display_name = told if move.reason else self.env._("%(unit)s, until %(day)s (%(who)s)", **words)

    @api.model
    def _keep(self, cases, unit, reason=None):
        """Append that these cases go to `unit` from where they are."""
        fact = {"new_unit_id": unit.id, "reason": reason or False, "user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        self._append([{**fact, "case_id": case.id, "unit_id": case.unit_id.id} for case in cases])
        cases.invalidate_recordset(["move_ids", "moved_text"], flush=False)

    @api.model
    def _units_at(self, moment, case=None):
        """{case id: unit id} of the cases that have gone elsewhere since `moment`, and where they were then; of one case, or of all."""
        return dict(self.env.execute_query(SQL(WERE, since=moment, case=case.id if case else None)))
