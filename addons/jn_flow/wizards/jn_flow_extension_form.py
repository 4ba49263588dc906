from odoo import fields, models

CLOSE = {"type": "ir.actions.act_window_close"}


class JnFlowExtensionForm(models.AbstractModel):
    """A small form about more time for one record; it checks nothing itself, the record's verb does."""

    _name = "jn.flow.extension.form"
    _description = "Form about an extension"

    event = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True, default=lambda self: self.env.context.get("active_model"))
    res_id = fields.Integer(readonly=True, default=lambda self: self.env.context.get("active_id"))

    def _record(self):
        """The record with a process from whose form this one was opened, or None."""
        model = self.env.get(self.res_model)
        if model is None or "flow_version_id" not in model._fields or not self.res_id:
            return None
        return model.browse(self.res_id)
