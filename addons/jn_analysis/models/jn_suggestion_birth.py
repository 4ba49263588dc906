from odoo import api, models

from odoo.addons.jn_org.exceptions import NotAllowed


class JnSuggestion(models.Model):
    """The forms with which suggestions begin: filled from where somebody saw the problem; what is saved is checked as anything else."""

    _inherit = "jn.suggestion"

    @api.model
    def _form(self, source, period, **values):
        """The window of a new suggestion about `period`, with these values to begin with."""
        if not self.has_access("create"):
            raise NotAllowed(self.env._("Suggestions are made by supervisors and leaders. Tell one of them what you saw."))
        given = {"source": source, "period_start": str(period.start), "period_end": str(period.end), **values}
        return {
            "type": "ir.actions.act_window", "name": self.env._("New suggestion"), "res_model": self._name,
            "views": [(False, "form")], "context": {f"default_{name}": value for name, value in given.items() if value},
        }  # fmt: skip
