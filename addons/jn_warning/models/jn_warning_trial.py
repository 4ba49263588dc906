from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.alarms import replay
from odoo.addons.jn_rules.periods import Period, day_of

from ..const import MOST_TRIAL_DAYS


class JnWarningTrial(models.Model):
    """A rule tried on history before it is switched on: where and when it would have warned."""

    _name = "jn.warning.trial"
    _inherit = "jn.append.only"
    _description = "Trial of a warning rule"
    _order = "id desc"

    rule_id = fields.Many2one("jn.warning.rule", required=True, readonly=True, index=True, ondelete="restrict")
    form = fields.Json(readonly=True, help="The rule as it was tried.")
    tried_at = fields.Datetime(required=True, readonly=True)
    tried_by_id = fields.Many2one("res.users", string="Tried by", readonly=True, ondelete="restrict")
    period_start = fields.Date(string="From", required=True, readonly=True)
    period_end = fields.Date(string="To", required=True, readonly=True)
    warning_count = fields.Integer(string="Would have warned", readonly=True)
    unit_count = fields.Integer(string="Units", readonly=True)
    line_ids = fields.One2many("jn.warning.trial.line", "trial_id", string="Where and when", readonly=True)
    words = fields.Char(string="Result", compute="_compute_words")

    @api.depends("rule_id.name", "period_start", "period_end")
    def _compute_display_name(self):
        for trial in self:
            trial.display_name = f"{trial.rule_id.name} {trial.period_start} – {trial.period_end}"

    @api.depends("warning_count", "unit_count", "period_start", "period_end")
    @api.depends_context("lang")
    def _compute_words(self):
        for trial in self:
            trial.words = self.env._(
                "From %(start)s to %(end)s it would have warned %(times)s times, at %(units)s units.",
                start=trial.period_start, end=trial.period_end, times=trial.warning_count, units=trial.unit_count,
            )  # fmt: skip

    @api.model
    def _of(self, rule, start=None, end=None):
        """Try `rule` on every day from `start` to `end` (dates or their texts), as it would have been evaluated then."""
        period = self._period(start, end)
        days = [period.start + timedelta(days=number) for number in range(period.days)]
        episodes = self._episodes(rule, days)
        # a trial is a fact that only this verb records; its caller has checked who asks
        return self.sudo().create({
            "rule_id": rule.id,
            "form": rule._form(),
            "tried_at": self.env["jn.clock"]._now(),
            "tried_by_id": self.env.uid,
            "period_start": period.start,
            "period_end": period.end,
            "warning_count": len(episodes),
            "unit_count": len({one.key for one in episodes}),
            "line_ids": [fields.Command.create(self.env["jn.warning.trial.line"]._values(rule, one)) for one in episodes],
        }).with_env(self.env)  # fmt: skip

    @api.model
    def _episodes(self, rule, days):
        """The warnings of all units, the earliest first; facts are as they are known today."""
        gauge = self.env["jn.warning.gauge"]
        spans = [gauge._span(rule._looked_back(day), gauge._moment(day)) for day in days]
        figures, alarm = gauge._read(rule, spans)[rule], rule._alarm()
        found = [
            episode
            for unit in rule._units()
            for episode in replay(
                alarm, unit.id, zip(days, (figure[unit.id] for figure in figures), strict=True), rule.cool_down_days
            )
        ]
        return sorted(found, key=lambda one: (one.opened, one.key))

    @api.model
    def _period(self, start, end):
        today = day_of(self.env["jn.clock"]._now(), self.env["jn.warning.gauge"]._zone())
        end = self._day(end) or today
        start = self._day(start) or end - timedelta(days=self.env["jn.setting"]._get("warning.trial_days") - 1)
        if not start <= end <= today:
            raise BadInput(self.env._("History ends today: choose a first day that is not after the last, and a last one not after today."))
        if (end - start).days >= MOST_TRIAL_DAYS:
            raise BadInput(self.env._("A trial looks at %(most)s days at the most. Choose fewer.", most=MOST_TRIAL_DAYS))
        return Period(start, end)

    @api.model
    def _day(self, word):
        try:
            return fields.Date.to_date(word)
        except (TypeError, ValueError) as error:
            raise BadInput(self.env._("“%(word)s” is no day. Write it like 2026-11-25.", word=word)) from error

    def _shown(self):
        """A window on one trial, or on the list of several."""
        window = {"type": "ir.actions.act_window", "name": self.env._("Trial on history"), "res_model": self._name}
        if len(self) == 1:
            return {**window, "res_id": self.id, "views": [[False, "form"]]}
        return {**window, "domain": [("id", "in", self.ids)], "views": [[False, "list"], [False, "form"]]}
