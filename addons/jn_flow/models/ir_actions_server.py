import json

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..compiled import Effect, domain
from ..const import ACTIVITY_KINDS, EFFECT_STATES, HARMLESS_STATES
from .jn_flow_engine import in_engine


class IrActionsServer(models.Model):
    """Effects of moves: server actions of our own that work on whole sets, and only inside the engine."""

    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "jn.audited"]
    _audit_only = ("state", "sequence", "jn_path", "jn_event", "jn_verb", "jn_values", "jn_activity", "jn_summary", "jn_when")

    state = fields.Selection(selection_add=EFFECT_STATES, ondelete={key: "cascade" for key, _name in EFFECT_STATES})
    jn_move_id = fields.Many2one("jn.flow.move", ondelete="cascade", index="btree_not_null", string="Effect of")
    jn_version_id = fields.Many2one(related="jn_move_id.version_id")
    jn_path = fields.Char(string="Related field", help="The relation to follow from the record, e.g. case_id.")
    jn_event = fields.Char(string="Event")
    jn_verb = fields.Char(string="Verb")
    jn_values = fields.Json(string="Values")
    jn_values_text = fields.Char(string="Values (JSON)", compute="_compute_jn_values_text", inverse="_inverse_jn_values_text")
    jn_activity = fields.Selection(ACTIVITY_KINDS, string="Kind of activity")
    jn_summary = fields.Char(string="What is to be done")
    jn_when = fields.Char(string="Only for", help="A domain on the record; empty: always.")

    @api.depends("jn_values")
    def _compute_jn_values_text(self):
        for action in self:
            action.jn_values_text = json.dumps(action.jn_values, ensure_ascii=False) if action.jn_values else False

    def _inverse_jn_values_text(self):
        for action in self:
            try:
                action.jn_values = json.loads(action.jn_values_text or "null")
            except ValueError:
                raise BadInput(self.env._('Write the values as JSON, e.g. {"kind": "first"}.')) from None

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create([self._prepare_effect(vals) for vals in vals_list])
        actions._check_draft({"effect_ids"})
        actions._check_effect()
        return actions

    @api.model
    def _prepare_effect(self, vals):
        """An effect is an action on its process's model, and called after what it does."""
        move = self.env["jn.flow.move"].browse(vals.get("jn_move_id") or self.env.context.get("default_jn_move_id"))
        if not move:
            return vals
        return {**vals, "model_id": move.effect_model_id.id, "name": vals.get("name") or self.new(vals)._generate_action_name()}

    def write(self, vals):
        chosen = {name for name in vals if name in self._fields and not self._fields[name].compute}
        self._check_draft(chosen)  # what Odoo computes on an action may follow later
        written = super().write(vals)
        self._check_draft(chosen)
        if chosen:
            self._check_effect()
        return written

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_draft({"effect_ids"})

    def _check_draft(self, touched):
        """Effects are parts of their version: a published one keeps them as they are."""
        self.jn_move_id.version_id._check_draft(touched)
        if touched:
            self.jn_move_id.version_id._touched()

    def _check_effect(self):
        """Refuse effects that cannot work, or that would do for an administrator what they may not do themselves."""
        for action in self.filtered("jn_move_id"):
            action._check_possible()
            if not self.env.su and not self.env.user.has_group("base.group_system"):
                action._check_harmless()

    def _check_possible(self):
        """Refuse a kind of effect that records of this process cannot take."""
        if self.state == "jn_activity" and "activity_ids" not in self.env[self.model_name]._fields:
            raise BadInput(self.env._("Records of this process have no activities. Send a message or an e-mail instead."))

    def _check_harmless(self):
        if not (self.state in HARMLESS_STATES or (self.state or "").startswith("jn_")):
            raise NotAllowed(self.env._("Effects of this kind are for system administrators. Choose another kind."))
        target = self.sudo().crud_model_id.model  # administrators cannot read models
        if target and not self.env[target].has_access("create"):
            raise NotAllowed(self.env._("You may not create records of this kind yourself, so an effect of yours may not either."))

    def _audit_title(self):
        """What it does: its name is a technical one."""
        return self.jn_told or super()._audit_title()

    @api.model
    def _audit_note(self, records, *change):
        """Effects are configuration of ours; other actions are Odoo's."""
        super()._audit_note(records.filtered("jn_move_id"), *change)

    def run(self):
        # Who asks may not read actions.
        if not in_engine.get() and any(action._is_effect() for action in self.sudo()):
            raise NotAllowed(self.env._("An effect of a process runs only when the process takes its move."))
        return super().run()

    def _is_effect(self):
        return bool(self.jn_move_id) or (self.state or "").startswith("jn_")

    def _get_runner(self):
        """Our own kinds all run alike: the process's verbs carry them out."""
        if (self.state or "").startswith("jn_"):
            return type(self)._run_jn_effect, True
        return super()._get_runner()

    def _run_jn_effect(self, eval_context=None):
        for action in self:
            self.env["jn.flow.effects"]._follow(action._jn_records(), action._jn_effect())

    def _jn_effect(self):
        """Return the effect as the engine reads it."""
        words = self._jn_effect_data()
        own = (self.state or "").startswith("jn_")
        kind = self.state.removeprefix("jn_") if own else None
        return Effect(self.id, kind, words, domain(self.jn_when))

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

    def _jn_defects(self, model):
        """Yield (code, detail) for what an effect of a room above names and `model` or the database lacks."""
        yield from ()

    def _jn_effect_data(self):
        """Return the effect as a pack writes it; of Odoo's own kinds, which no pack can bring, only the name."""
        if not (self.state or "").startswith("jn_"):
            return {key: word for key, word in (("action", self.name), ("when", self.jn_when)) if word}
        words = self._jn_words(self.state.removeprefix("jn_"))
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
            "activity": {"activity": "jn_summary", "kind": "jn_activity"},
        }
