from odoo import fields, models

CLOSE = {"type": "ir.actions.act_window_close"}


class JnStepWizard(models.AbstractModel):
    """A small form for one step of one record; it checks nothing itself, the record's verb does."""

    _name = "jn.step.wizard"
    _description = "Form for a step"

    event = fields.Char(readonly=True, help="The move that the pressed button stands for.")
    note = fields.Text(string="Remark")

    def _active_record(self, model):
        """The record from which the form was opened, or none of that model."""
        context = self.env.context
        known = context.get("active_model") == model
        return self.env[model].browse(context.get("active_id") if known else [])

    def _event_word(self, prefix, words):
        """What the pressed button chose among `words`: the rest of its event after `prefix`, or nothing."""
        word = (self.env.context.get("default_event") or "").removeprefix(prefix)
        return word if word in dict(words) else False
