from odoo import fields, models


class JnFlowFailure(models.Model):
    """An effect or an event that could not be carried out: a row for people, not a line in a log."""

    _name = "jn.flow.failure"
    _description = "Failure of an effect"
    _order = "id desc"

    res_model = fields.Char(readonly=True)
    res_ids = fields.Json(readonly=True)
    what = fields.Char(readonly=True)
    error = fields.Text(readonly=True)
    at = fields.Datetime(readonly=True)
    solved = fields.Boolean()
