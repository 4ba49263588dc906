from odoo import api, fields, models

from odoo.addons.jn_assessment.optional_fields import OptionalFloat, OptionalInteger


class JnWarningTrialLine(models.Model):
    """One warning that a rule would have given: whom, from when to when, with which figure."""

    _name = "jn.warning.trial.line"
    _inherit = "jn.append.only"
    _description = "Warning of a trial"
    _order = "opened_on, unit_id, id"

    trial_id = fields.Many2one("jn.warning.trial", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    opened_on = fields.Date(string="From", required=True, readonly=True)
    ended_on = fields.Date(string="Recovered", readonly=True, help="Empty: not within the period of the trial.")
    value = OptionalFloat(string="Figure", digits=(16, 4), readonly=True)
    numerator = OptionalInteger(readonly=True)
    denominator = OptionalInteger(readonly=True)
    figure_words = fields.Char(string="Figure in words", compute="_compute_figure_words")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("value", "numerator", "denominator", "trial_id.rule_id.metric")
    def _compute_figure_words(self):
        for line in self:
            words = self.env["jn.warning.words"]
            line.figure_words = words._figure(line.trial_id.rule_id._is_rate(), line.value, line.numerator, line.denominator)

    @api.model
    def _values(self, rule, episode):
        """Values of the line of one `alarms.Episode`."""
        figure = episode.figure
        return {
            "unit_id": episode.key,
            "opened_on": episode.opened,
            "ended_on": episode.ended,
            "value": None if figure.value is None else float(figure.value),
            "numerator": figure.numerator if rule._is_rate() else None,
            "denominator": figure.denominator,
        }
