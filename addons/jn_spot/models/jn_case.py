from odoo import api, fields, models
from odoo.fields import Domain

from .. import signals

SIGNALS = ("hasty_call", "copied_report", "number_changed", "quick_praise")


class JnCase(models.Model):
    """What raises a doubt about a case: never a judgement, only a better chance to be looked at again (Art. 6, 15)."""

    _inherit = "jn.case"

    spot_check_ids = fields.One2many("jn.spot.check", "case_id")
    hasty_call = fields.Boolean(
        compute="_compute_signals", search="_search_hasty_call", string="Call of seconds",
        help="A talk was put on record within seconds after the number was shown.",
    )
    copied_report = fields.Boolean(
        compute="_compute_signals", search="_search_copied_report", string="Report like another",
        help="The unit wrote nearly the same report about another case.",
    )
    number_changed = fields.Boolean(
        compute="_compute_signals", search="_search_number_changed", string="Number changed after a bad answer"
    )
    quick_praise = fields.Boolean(
        compute="_compute_signals", search="_search_quick_praise", string="Good within seconds",
        help="A good answer came within seconds after the question was sent.",
    )

    def _compute_signals(self):
        for name in SIGNALS:
            hits = self.sudo().search([("id", "in", self.ids), (name, "=", True)])  # whoever sees the case sees its doubts
            for case in self:
                case[name] = case in hits

    @api.model
    def _search_hasty_call(self, operator, value):
        seconds = self.env["jn.setting"]._get("spot_check.hasty_call_seconds")
        return self._doubt(operator, value, lambda case: signals.hasty_call(case, seconds))

    @api.model
    def _search_copied_report(self, operator, value):
        return self._doubt(operator, value, signals.copied_report)

    @api.model
    def _search_number_changed(self, operator, value):
        return self._doubt(operator, value, lambda case: signals.number_changed(case, self._bad_levels()))

    @api.model
    def _search_quick_praise(self, operator, value):
        seconds = self.env["jn.setting"]._get("spot_check.quick_answer_seconds")
        return self._doubt(operator, value, lambda case: signals.quick_praise(case, self._bad_levels(), seconds))

    @api.model
    def _doubt(self, operator, value, condition):
        """A domain of the cases that meet an SQL condition on their row, whose alias it is given."""
        if operator != "in":
            return NotImplemented
        for name in ("jn.case", "jn.call", "jn.unmasking", "jn.rectification", "jn.answer", "jn.revisit"):
            self.env[name].flush_model()
        met = Domain.custom(to_sql=lambda model, alias, query: condition(signals.SQL.identifier(alias)))
        return Domain.OR([met] * (True in value) + [~met] * (False in value))

    @api.model
    def _bad_levels(self):
        return list(self.env["jn.setting"]._get("answer.bad_levels"))

    def _had_false_spot_check(self):
        # What a later check rests on does not depend on who opens it.
        return super()._had_false_spot_check() or "false" in self.sudo().spot_check_ids.mapped("result")

    def _tell_supervisors(self, note):
        """Put an activity before the supervisors of this open case's county, at its latest work (decision D10)."""
        work = self.verification_ids.sorted("id")[-1:] or self.rectification_ids.sorted("id")[-1:]
        for person in self.unit_id.county_id._holders("jn_org.group_supervisor") if work else ():
            quiet = work.with_context(mail_activity_quick_update=True)  # their list tells them, no e-mail
            quiet.activity_schedule(
                "mail.mail_activity_data_todo", summary=self.env._("A spot check found it untrue"), note=note, user_id=person.id
            )
