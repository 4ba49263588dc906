import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import JnError
from odoo.addons.jn_rules.alarms import OPEN, RECOVER, broken, turn
from odoo.addons.jn_rules.periods import day_of

from .. import const

_logger = logging.getLogger(__name__)


class JnWarningWatch(models.AbstractModel):
    """Evaluates the rules that are on, once a day, for all their units in sets; opens warnings and sees recoveries."""

    _name = "jn.warning.watch"
    _inherit = "jn.sweep"
    _description = "Daily evaluation of warning rules"
    _sweep_order = 70  # after limits have ended and scores may have moved

    @api.model
    def _sweep_next(self):
        self.env["jn.warning.rule"].flush_model(["state", "next_at", "active"])
        [[due]] = self.env.execute_query(SQL("SELECT min(next_at) FROM jn_warning_rule WHERE state = 'on' AND active"))
        return due

    @api.model
    def _sweep_batch(self, limit):
        """Evaluate the rules that are due, those of one window of time together; several nodes may do this at once."""
        now = self.env["jn.clock"]._now()
        self.env["jn.warning.rule"].flush_model(["state", "next_at", "active"])
        rows = self.env.execute_query(SQL(
            """SELECT id FROM jn_warning_rule WHERE state = 'on' AND active AND next_at <= %s
               ORDER BY next_at, id LIMIT %s FOR UPDATE SKIP LOCKED""", now, limit,
        ))  # fmt: skip
        due = self.env["jn.warning.rule"].sudo().browse([row[0] for row in rows])  # rules hold whoever looks
        due.write({"next_at": self._next_moment()})
        for some in due.grouped(lambda rule: (rule.window, rule.days)).values():
            self._attempt(some)
        return len(due)

    @api.model
    def _next_moment(self):
        """The next moment of evaluation after now."""
        gauge, now = self.env["jn.warning.gauge"], self.env["jn.clock"]._now()
        day = day_of(now, gauge._zone())
        at = gauge._moment(day)
        return at if at > now else gauge._moment(day + timedelta(days=1))

    @api.model
    def _attempt(self, rules):
        """Evaluate rules together; where one cannot be, each by itself, so that it keeps no other from its turn."""
        try:
            with self.env.cr.savepoint():
                self._evaluate(rules)
                rules.filtered("problem").write({"problem": False})
        except JnError as error:
            if len(rules) == 1:
                _logger.info("Warning rule %s cannot be evaluated: %s", rules.code, error)
                rules.problem = str(error)
            else:
                for rule in rules:
                    self._attempt(rule)

    @api.model
    def _evaluate(self, rules):
        """Hold every unit against these rules of one window of time, as of now."""
        gauge, now = self.env["jn.warning.gauge"], self.env["jn.clock"]._now()
        day = day_of(now, gauge._zone())
        span = gauge._span(rules[0]._looked_back(day), now)
        for rule, [figures] in gauge._read(rules, [span]).items():
            self._take_turns(rule, day, figures)

    @api.model
    def _take_turns(self, rule, day, figures):
        """Open and end the warnings of one rule."""
        warnings, ended, alarm = rule._open_warnings().grouped("unit_id"), self._ended(rule, day), rule._alarm()
        still = {unit.id: warning for unit, warning in warnings.items()}
        steps = {
            unit_id: turn(broken(alarm, figure), unit_id in still, ended.get(unit_id), day, rule.cool_down_days)
            for unit_id, figure in figures.items()
        }
        for unit_id, step in steps.items():
            if step == RECOVER:
                still[unit_id]._put(const.RECOVERED, ended_value=float(figures[unit_id].value))
        opened = {unit_id: figures[unit_id] for unit_id, step in steps.items() if step == OPEN}
        if opened:
            self.env["jn.warning"]._open(rule, day, opened)

    @api.model
    def _ended(self, rule, day):
        """{unit id: the day on which its last warning of this rule ended}, as far as that still matters."""
        zone = self.env["jn.warning.gauge"]._zone()
        since = fields.Datetime.to_datetime(day) - timedelta(days=rule.cool_down_days + 1)
        # every unit rests, whoever may see it
        groups = self.env["jn.warning"].sudo()._read_group(
            [("rule_id", "=", rule.id), ("state", "!=", const.OPEN), ("ended_at", ">=", since)], ["unit_id"], ["ended_at:max"]
        )
        return {unit.id: day_of(at, zone) for unit, at in groups}
