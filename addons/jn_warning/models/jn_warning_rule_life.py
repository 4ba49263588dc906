from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .. import const

LIFE = {"state", "next_at", "problem"}


class JnWarningRuleLife(models.AbstractModel):
    """The way of a rule: written, tried on history, switched on; whoever changes what it measures tries it again."""

    _name = "jn.warning.rule.life"
    _description = "Life of a warning rule"

    state = fields.Selection(const.RULE_STATES, required=True, default=const.DRAFT, readonly=True, copy=False)
    next_at = fields.Datetime(string="Evaluated next", readonly=True, copy=False)
    problem = fields.Char(readonly=True, copy=False, help="Why the rule could not be evaluated the last time.")
    trial_ids = fields.One2many("jn.warning.trial", "rule_id", string="Trials", readonly=True)
    trial_words = fields.Char(string="The last trial", compute="_compute_trial_words")

    @api.depends("trial_ids", "state")
    @api.depends_context("lang")
    def _compute_trial_words(self):
        for rule in self:
            rule.trial_words = rule._last_trial().words if rule.state != const.DRAFT else False

    @api.model_create_multi
    def create(self, vals_list):
        self._check_scope()
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name not in LIFE} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_scope()
            if vals.keys() & LIFE:
                raise NotPossible(self.env._("A rule is tried and switched on with its buttons, not by hand."))
        before = {rule: rule._form() for rule in self} if vals.keys() & {*const.FORM, "active"} else {}
        written = super().write(vals)
        changed = self.filtered(lambda rule: rule in before and (before[rule] != rule._form() or not rule.active))
        if changed:
            changed._take_back()
        return written

    @api.ondelete(at_uninstall=False)
    def _unlink_only_untried(self):
        self._check_scope()
        tried = self.filtered("trial_ids")
        if tried:
            raise NotPossible(self.env._("“%(rule)s” has been tried: its trials stay on record. Archive it instead.", rule=tried[0].name))

    def try_on_history(self, start=None, end=None):
        """Say where these rules would have warned between two days, by default in the last days before today; opens the trial."""
        self.check_access("write")
        self._check_scope()
        trials = self.env["jn.warning.trial"].union(*(self.env["jn.warning.trial"]._of(rule, start, end) for rule in self))
        # the one writer of the state; whoever asks may write the rule: checked above
        self.sudo().filtered(lambda rule: rule.state == const.DRAFT).write({"state": const.TRIED})
        return trials._shown()

    def switch_on(self):
        """Let these rules warn from their next evaluation on: only as they were tried."""
        self.check_access("write")
        self._check_scope()
        for rule in self:
            if rule.state == const.DRAFT or rule._last_trial().form != rule._form():
                raise NotPossible(self.env._(
                    "“%(rule)s” has not been tried as it is now. Press “Try on history” and look at what it finds, then switch it on.",
                    rule=rule.name,
                ))
        watch = self.env["jn.warning.watch"]
        # the one writer of the state; checked above
        self.sudo().filtered(lambda rule: rule.state == const.TRIED).write({"state": const.ON, "next_at": watch._next_moment()})
        watch._sweep_wake(watch._sweep_next())
        return True

    def switch_off(self):
        """Let these rules warn no more; their open warnings end."""
        self.check_access("write")
        self._check_scope()
        self._end(const.TRIED)
        return True

    def _take_back(self):
        """A rule that is other than it was tried, or out of use, is a draft again."""
        self.filtered(lambda rule: rule.state != const.DRAFT)._end(const.DRAFT)

    def _end(self, state):
        on = self.sudo().filtered(lambda rule: rule.state == const.ON)  # checked by the verbs; an edit takes back by itself
        on._open_warnings()._put(const.WITHDRAWN)
        self.sudo().write({"state": state, "next_at": False, "problem": False})  # as above

    def _open_warnings(self):
        """What these rules warn of now, whoever may see it."""
        # a rule that ends takes all its warnings along
        return self.env["jn.warning"].sudo().search([("rule_id", "in", self.ids), ("state", "=", const.OPEN)])

    def _last_trial(self):
        return self.trial_ids.sorted("id")[-1:]

    def _form(self):
        """What a trial is about, as JSON keeps it."""
        return {name: self[name] or False for name in const.FORM}

    @api.model
    def _check_scope(self):
        """Rules are the city's: a county's administrator reads them (Art. 3, 17)."""
        user = self.env.user
        if self.env.su or not user.has_group("jn_org.group_administrator"):
            return
        if user.unit_ids and "city" not in user.unit_ids.mapped("kind"):
            raise NotAllowed(self.env._("Only the city's administrators may change warning rules."))
