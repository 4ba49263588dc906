from odoo import api, fields, models


class JnFlowFact(models.AbstractModel):
    """What the engine wrote about one record: it says which, and opens it."""

    _name = "jn.flow.fact"
    _inherit = "jn.kept"
    _description = "What happened to a record"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    record_name = fields.Char(compute="_compute_record_name", string="Record")

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        for res_model, facts in self.grouped("res_model").items():
            # the names of what a person may see the facts of
            records = self.env[res_model].sudo().browse(facts.mapped("res_id")).exists() if res_model in self.env else ()
            names = {record.id: record.display_name for record in records}
            for fact in facts:
                fact.record_name = names.get(fact.res_id, False)

    def action_open_record(self):
        """Open the record that this is about."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id, "views": [[False, "form"]]}
