from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_rules import yamlfile

from ..models.jn_pack_section_assessment import FILE


class JnRuleChange(models.TransientModel):
    """Changes one rule in its pack's file and hands that to another administrator, who sees what becomes what (Art. 17)."""

    _name = "jn.rule.change"
    _description = "Proposed change of a rule"

    rule = fields.Char(required=True, readonly=True)
    pack_id = fields.Many2one("jn.pack", required=True, readonly=True, ondelete="cascade")
    line_ids = fields.One2many("jn.rule.change.line", "change_id", string="What changes")
    reason = fields.Text(help="Whoever approves it reads this.")

    @api.model
    def _begun(self, rule):
        """The form for one rule, with what it says now."""
        lines = [(0, 0, {"path": list(path), "label": label, "old": value, "new": value}) for path, label, value in rule._changeable()]
        return self.create({"rule": rule._called(), "pack_id": rule.pack_id.id, "line_ids": lines})

    def action_propose(self):
        """Propose it; the pack's other files stay as they are."""
        self.ensure_one()
        self._check_alone()
        files = self.env["jn.pack"]._export(self.pack_id.code)
        data = yamlfile.load(files[FILE]).data
        changed = self.line_ids.filtered(lambda line: line._value() != line._place(data).get(line.path[-1]))
        if not changed:
            raise BadInput(self.env._("Nothing is changed yet. Write what shall hold instead, then propose it."))
        for line in changed:
            line._place(data)[line.path[-1]] = line._value()
        files = {**files, FILE: yamlfile.dump(data).encode()}
        return self.env["jn.pack.proposal"]._propose_files(files, False, self.reason)._shown()

    def _check_alone(self):
        """A proposal holds the whole pack as it was: two at a time would undo each other."""
        waiting = self.env["jn.pack.proposal"].search([("pack_id", "=", self.pack_id.id), ("state", "=", "waiting")], limit=1)
        if waiting:
            raise NotPossible(self.env._(
                "A proposal of %(author)s about this pack waits already. Have it decided first, then propose this change.",
                author=waiting.author_id.name,
            ))  # fmt: skip

    def _shown(self):
        return {
            "type": "ir.actions.act_window", "name": self.env._("Propose a change"), "res_model": self._name, "res_id": self.id,
            "views": [(False, "form")], "target": "new",
        }  # fmt: skip
