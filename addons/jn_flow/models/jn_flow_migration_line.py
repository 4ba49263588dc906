from odoo import fields, models


class JnFlowMigrationLine(models.Model):
    """A record that could not move, and why: it stays on its version, as it was."""

    _name = "jn.flow.migration.line"
    _inherit = "jn.kept"
    _description = "Record that could not move"
    _order = "migration_id, id"

    migration_id = fields.Many2one("jn.flow.migration", required=True, readonly=True, ondelete="cascade")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    name = fields.Char(readonly=True, string="Record")
    stage_id = fields.Many2one("jn.flow.stage", readonly=True, ondelete="restrict", string="Stands in")
    why = fields.Text(readonly=True)

    _record_unique = models.UniqueIndex("(migration_id, res_id)")

    def action_open(self):
        """Open the record."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id, "view_mode": "form"}
