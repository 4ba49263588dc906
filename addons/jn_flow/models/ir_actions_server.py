from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed

from ..const import EFFECT_STATES
from .jn_flow_engine import in_engine


class IrActionsServer(models.Model):
    """Effects of moves: server actions of our own that work on whole sets, and only inside the engine."""

    _inherit = "ir.actions.server"

    state = fields.Selection(selection_add=EFFECT_STATES, ondelete={key: "cascade" for key, _name in EFFECT_STATES})
    jn_move_id = fields.Many2one("jn.flow.move", ondelete="cascade", index="btree_not_null", string="Effect of")
    jn_path = fields.Char(string="Related field", help="The relation to follow from the record, e.g. case_id.")
    jn_event = fields.Char(string="Event")
    jn_verb = fields.Char(string="Verb")
    jn_values = fields.Json(string="Values")
    jn_when = fields.Char(string="Only for", help="A domain on the record; empty: always.")

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions._check_draft({"effect_ids"})
        return actions

    def write(self, vals):
        chosen = {name for name in vals if name in self._fields and not self._fields[name].compute}
        self._check_draft(chosen)  # what Odoo computes on an action may follow later
        written = super().write(vals)
        self._check_draft(chosen)
        return written

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_draft({"effect_ids"})

    def _check_draft(self, touched):
        """Effects are parts of their version: a published one keeps them as they are."""
        self.jn_move_id.version_id._check_draft(touched)
        if touched:
            self.jn_move_id.version_id._touched()

    def run(self):
        # Who asks may not read actions.
        if not in_engine.get() and any((action.state or "").startswith("jn_") for action in self.sudo()):
            raise NotAllowed(self.env._("An effect of a process runs only when the process takes its move."))
        return super().run()

    def _run_action_jn_raise_multi(self, eval_context=None):
        for action in self:
            action._jn_records().mapped(action.jn_path)._flow_fire(action.jn_event)

    def _run_action_jn_open_multi(self, eval_context=None):
        for action in self:
            records = action._jn_records()
            field = records._fields[action.jn_path]
            values = action.jn_values or {}
            # The process opens children, whoever moved the record.
            children = self.env[field.comodel_name].sudo().create(
                [{field.inverse_name: record.id, **values} for record in records]
            )
            children._flow_start()

    def _run_action_jn_set_multi(self, eval_context=None):
        for action in self:
            action._jn_records().write(action.jn_values)

    def _run_action_jn_stamp_multi(self, eval_context=None):
        for action in self:
            action._jn_records().write({action.jn_path: self.env["jn.clock"]._now()})

    def _run_action_jn_do_multi(self, eval_context=None):
        for action in self:
            getattr(action._jn_records(), f"_effect_{action.jn_verb}")()

    def _jn_records(self):
        """Return the records of the move, without the action's context, which children must not inherit."""
        context = {k: v for k, v in self.env.context.items() if not k.startswith("active_")}
        # Effects belong to the process, not to who caused them.
        return self.env(su=True, context=context)[self.model_name].browse(self.env.context["active_ids"])

    @api.model
    def _jn_add_effects(self, move, effects):
        """Create the effects of `move` from a pack's list, e.g. [{'raise': 'completed', 'on': 'case_id'}]."""
        model = self.env["ir.model"]._get(move.version_id.flow_id.model)
        for place, effect in enumerate(effects):
            kind = next(key for key in self._jn_kinds() if key in effect)
            self.create({
                "name": f"{kind} {effect[kind]}",
                "model_id": model.id,
                "jn_move_id": move.id,
                "sequence": place,
                "state": f"jn_{kind}",
                **{field: effect[key] for key, field in self._jn_words(kind).items() if key in effect},
            })

    def _jn_effect_data(self):
        """Return the effect as a pack writes it."""
        words = self._jn_words((self.state or "").removeprefix("jn_"))
        return {key: self[field] for key, field in words.items() if self[field]}

    def _jn_words(self, kind):
        return {**self._jn_kinds().get(kind, {}), "when": "jn_when"}

    @api.model
    def _jn_kinds(self):
        """Return, per kind of effect, its words in a pack and the fields that hold them; the first is the kind's own."""
        return {
            "raise": {"raise": "jn_event", "on": "jn_path"},
            "open": {"open": "jn_path", "values": "jn_values"},
            "set": {"set": "jn_values"},
            "stamp": {"stamp": "jn_path"},
            "do": {"do": "jn_verb"},
        }
