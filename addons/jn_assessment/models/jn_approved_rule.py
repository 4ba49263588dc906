from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotPossible


class JnApprovedRule(models.AbstractModel):
    """What figures rest on: once in force it changes by a proposal alone, which another administrator approves (Art. 17).

    A rule says which fields decide a figure (`_deciding`), whether it is in force, and what of it a proposal may change
    (`_changeable`); whatever nothing in force rests on yet is written freely.
    """

    _name = "jn.approved.rule"
    _inherit = ["jn.audited"]
    _description = "Rule that changes by approval"

    _deciding = frozenset()

    is_in_force = fields.Boolean(compute="_compute_is_in_force", help="Figures rest on it: it changes by a proposal that another approves.")

    def _compute_is_in_force(self):
        held = self._in_force()
        for rule in self:
            rule.is_in_force = rule in held

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_by_hand()
        return rules

    def write(self, vals):
        if vals.keys() & self._deciding:
            self._check_by_hand()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_in_force(self):
        self._check_by_hand()

    def action_change(self):
        """Open the form in which a change of this rule is proposed to another administrator."""
        self.ensure_one()
        self.check_access("write")
        return self.env["jn.rule.change"]._begun(self)._shown()

    def _in_force(self):
        """Those of these rules on which figures rest now."""
        raise NotImplementedError

    def _changeable(self):
        """[(keys in the pack's file, label, value)] of what a proposal may change."""
        raise NotImplementedError

    def _check_by_hand(self):
        """Refuse a change of what is in force; applying a pack, which another has approved, works as the system."""
        held = () if self.env.su else self._in_force()
        if held:
            raise NotPossible(self.env._(
                "Figures rest on “%(rule)s”, so nobody changes it alone. Press Propose a change on its form; another administrator approves it.",
                rule=held[0]._called(),
            ))  # fmt: skip

    def _called(self):
        """By which name people know this rule."""
        return self.display_name

    def _label(self, name):
        """A field's label in the user's language."""
        return self._fields[name]._description_string(self.env)
