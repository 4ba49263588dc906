from odoo import api, fields, models

from odoo.addons.jn_assessment.optional_fields import OptionalFloat, OptionalInteger
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import alarms, control

from .. import const


class JnWarning(models.Model):
    """A unit broke a rule: the figure of that moment, who has to look after it, and how it ended (Art. 10)."""

    _name = "jn.warning"
    _inherit = ["mail.thread", "mail.activity.mixin", "jn.kept"]
    _description = "Warning"
    _order = "opened_at desc, id desc"

    rule_id = fields.Many2one("jn.warning.rule", required=True, readonly=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    county_id = fields.Many2one(related="unit_id.county_id")
    light = fields.Selection(const.LIGHTS, required=True, readonly=True)
    state = fields.Selection(const.STATES, required=True, readonly=True, default=const.OPEN)
    owner_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="restrict")
    opened_at = fields.Datetime(required=True, readonly=True)
    period_start = fields.Date(string="From", required=True, readonly=True)
    period_end = fields.Date(string="To", required=True, readonly=True)
    is_rate = fields.Boolean(readonly=True)
    value = OptionalFloat(string="Figure", digits=(16, 4), readonly=True)
    numerator = OptionalInteger(readonly=True)
    denominator = OptionalInteger(readonly=True)
    direction = fields.Selection(const.DIRECTIONS, readonly=True)
    threshold = fields.Float(digits=(16, 4), readonly=True)
    centre = OptionalFloat(string="Share of all units", digits=(16, 6), readonly=True)
    low = OptionalFloat(string="Least by chance", digits=(16, 6), readonly=True)
    high = OptionalFloat(string="Most by chance", digits=(16, 6), readonly=True)
    is_unusual = fields.Boolean(string="Unusual", readonly=True, help="Chance alone does not explain it.")
    ended_at = fields.Datetime(readonly=True)
    ended_value = OptionalFloat(string="Figure at the end", digits=(16, 4), readonly=True)
    ended_by_id = fields.Many2one("res.users", string="Ended by", readonly=True, ondelete="restrict")
    note = fields.Text(string="What was done", readonly=True)
    explanation = fields.Text(compute="_compute_explanation")
    chart = fields.Json(compute="_compute_chart")
    outlook = fields.Text(string="This quarter", compute="_compute_chart")
    may_close = fields.Boolean(compute="_compute_may")
    may_take = fields.Boolean(compute="_compute_may")

    _unit_index = models.Index("(unit_id, id)")
    _one_open = models.UniqueIndex("(rule_id, unit_id) WHERE state = 'open'", "A unit has one open warning of a rule.")
    _ended_index = models.Index("(rule_id, ended_at) WHERE state != 'open'")

    @api.depends("rule_id.name", "unit_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for warning in self:
            warning.display_name = f"{warning.unit_id.display_name} · {warning.rule_id.name}"

    @api.depends("state", "value", "ended_value", "rule_id.name")
    @api.depends_context("lang")
    def _compute_explanation(self):
        words = self.env["jn.warning.words"]
        metrics = {rule: words._metric(rule) for rule in self.rule_id}
        for warning in self:
            warning.explanation = words._warning(warning, metrics.get(warning.rule_id, ""))

    @api.depends("rule_id", "unit_id")
    @api.depends_context("lang")
    def _compute_chart(self):
        for warning in self:
            warning.chart = self.env["jn.warning.chart"]._of(warning.rule_id, warning.unit_id)
            warning.outlook = self.env["jn.warning.outlook"]._sentence(warning.rule_id, warning.unit_id)

    @api.depends("state", "owner_id")
    @api.depends_context("uid")
    def _compute_may(self):
        for warning in self:
            mine = warning.owner_id == self.env.user
            warning.may_close = warning.state == const.OPEN and mine
            warning.may_take = warning.state == const.OPEN and not mine and self.env.user in warning._candidates()

    def take(self):
        """Make these warnings one's own: whoever holds a role that the rule tells."""
        self.check_access("read")
        for warning in self:
            warning._check_open()
            if self.env.user not in warning._candidates():
                raise NotAllowed(self.env._("Only those who are told of a warning may take it on."))
            warning.sudo().owner_id = self.env.user  # the one writer of the owner; checked above
        self.env["jn.warning.herald"]._hand_over(self)
        return True

    def close(self, note):
        """Close these warnings as their owner, saying what was done."""
        self.check_access("read")
        if not isinstance(note, str) or not note.strip():
            raise BadInput(self.env._("Please say in a sentence what was found and done."))
        for warning in self:
            warning._check_open()
            if warning.owner_id != self.env.user:
                raise NotAllowed(self.env._("%(owner)s looks after this warning. Take it on first, if that is to be you.",
                                            owner=warning.owner_id.name or self.env._("Nobody")))
        self._put(const.CLOSED, note=note.strip(), ended_by_id=self.env.uid)
        return True

    def action_close(self):
        """Open the form that asks what was done."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Close the warning"), "res_model": "jn.warning.close",
            "view_mode": "form", "target": "new", "context": {"default_warning_id": self.id},
        }  # fmt: skip

    def _check_open(self):
        if self.state != const.OPEN:
            raise NotPossible(self.env._("This warning has ended already."))

    def _candidates(self):
        """Those who may look after it: all who are told, at the unit and above, and the owners' role there."""
        return self.env["jn.warning.herald"]._told(self) | self.env["jn.warning.herald"]._owners(self)

    @api.model
    def _open(self, rule, day, figures):
        """Open warnings of `rule` at the units of {unit id: Figure}; the figures are kept as they are now."""
        rows = [self._values(rule, day, unit_id, figure) for unit_id, figure in figures.items()]
        quiet = {"mail_create_nolog": True, "mail_create_nosubscribe": True, "tracking_disable": True}
        warnings = self.sudo().with_context(**quiet).create(rows)  # facts of the system; nobody writes them by hand
        for warning in warnings:
            warning.owner_id = self.env["jn.warning.herald"]._owners(warning)[:1]
        self.env["jn.warning.herald"]._tell(rule, warnings)
        return warnings

    @api.model
    def _values(self, rule, day, unit_id, figure):
        period, alarm = rule._looked_back(day), rule._alarm()
        chance = figure.denominator and figure.centre is not None and control.limits(figure.centre, figure.denominator, alarm.percent)
        return {
            "rule_id": rule.id, "unit_id": unit_id, "light": rule.light, "opened_at": self.env["jn.clock"]._now(),
            "period_start": period.start, "period_end": period.end, "is_rate": rule._is_rate(),
            "value": float(figure.value), "numerator": figure.numerator, "denominator": figure.denominator,
            "direction": rule.direction, "threshold": rule.threshold,
            "centre": float(figure.centre) if chance else None,
            "low": chance[0] if chance else None, "high": chance[1] if chance else None,
            "is_unusual": alarms.is_unusual(alarm, figure),
        }  # fmt: skip

    def _put(self, state, **values):
        """The one writer of the state, after its verb has checked who asks; what was planned for it goes."""
        ended = self.sudo()  # checked by the verbs; staff have no write access
        ended.write({"state": state, "ended_at": self.env["jn.clock"]._now(), **values})
        ended.activity_ids.unlink()
