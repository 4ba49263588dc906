from odoo import api, fields, models

from ..paths import field_at


class IrActionsServer(models.Model):
    """What an effect does, in words of the user's language: for lists and for comparisons."""

    _inherit = "ir.actions.server"

    jn_told = fields.Char(string="What it does", compute="_compute_jn_told", compute_sudo=True)

    @api.depends("state", "name", "jn_event", "jn_path", "jn_verb", "jn_values", "jn_activity", "jn_summary")
    @api.depends_context("lang")
    def _compute_jn_told(self):
        for action in self:
            data = action._jn_effect_data()
            action.jn_told = self._jn_sentence(action.model_name, {key: data[key] for key in data if key != "when"})

    @api.model
    def _jn_sentence(self, model, data):
        """Return what an effect (`data` as a pack writes it) does on records of `model` (its name, may be wrong)."""
        kind = next((key for key in self._jn_kinds() if key in data), None)
        told = getattr(self, f"_jn_sentence_{kind}")(self.env.get(model), data) if kind else data.get("action", "")
        if data.get("when"):
            return self.env._("%(what)s (only for %(condition)s)", what=told, condition=data["when"])
        return told

    @api.model
    def _jn_sentence_raise(self, model, data):
        return self.env._("raise %(event)s on: %(field)s", event=data["raise"], field=self._jn_label(model, data.get("on")))

    @api.model
    def _jn_sentence_open(self, model, data):
        field = field_at(model, data["open"])
        words = self._jn_values_told(field and self.env.get(field.comodel_name), data.get("values"))
        told = self.env._("open a record under %(field)s", field=self._jn_label(model, data["open"]))
        return self.env._("%(what)s (%(values)s)", what=told, values=words) if words else told

    @api.model
    def _jn_sentence_set(self, model, data):
        return self.env._("write %(values)s", values=self._jn_values_told(model, data["set"]))

    @api.model
    def _jn_sentence_stamp(self, model, data):
        return self.env._("note the moment as %(field)s", field=self._jn_label(model, data["stamp"]))

    @api.model
    def _jn_sentence_do(self, _model, data):
        return self.env._("carry out %(verb)s", verb=data["do"])

    @api.model
    def _jn_sentence_activity(self, _model, data):
        return self.env._("plan for the owners of the stage: %(what)s", what=data["activity"])

    @api.model
    def _jn_label(self, model, path):
        """What people call the field that `path` leads to; the path itself where nothing is."""
        field = field_at(model, path)
        return path or "" if field is None else field._description_string(self.env)

    @api.model
    def _jn_values_told(self, model, values):
        pairs = [(self._jn_label(model, name), self._jn_value(model, name, value)) for name, value in (values or {}).items()]
        return ", ".join(self.env._("%(field)s: %(value)s", field=label, value=value) for label, value in pairs)

    @api.model
    def _jn_value(self, model, name, value):
        field = field_at(model, name)
        choices = dict(field._description_selection(self.env)) if field is not None and field.type == "selection" else {}
        return choices.get(value, value)
