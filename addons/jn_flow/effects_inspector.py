"""Looks over what follows the moves of a version: whether each effect finds what it names."""

from odoo.addons.jn_rules.validation import Finding

from .paths import field_at, target_of


class EffectsInspector:
    """The findings of a version's effects, and the events that effects of any process aim at its model."""

    def __init__(self, version):
        self.env, self.version = version.env, version

    @property
    def model(self):
        return self.env[self.version.flow_id.model]

    def findings(self):
        """Return one finding for each effect that names what is not there."""
        checks = {
            "jn_raise": self._raise,
            "jn_open": self._open,
            "jn_set": self._set,
            "jn_stamp": self._stamp,
            "jn_do": self._do,
        }
        found = []
        for action in self.version.move_ids.effect_ids:
            own = (action.state or "").startswith("jn_")
            check = checks.get(action.state, self._of_above if own else self._foreign)
            found += [self._finding(code, action, detail) for code, detail in check(action)]
        return found

    def aimed_here(self):
        """The events that effects of any version that is not retired raise on records of this model."""
        actions = self.env["ir.actions.server"].sudo().search([  # whose effects they are is no secret of the process
            ("state", "=", "jn_raise"), ("jn_move_id.version_id.state", "!=", "retired"),
        ])
        return {action.jn_event for action in actions if self._aim(action) == self.model._name}

    def _aim(self, action):
        start = action.jn_move_id.version_id.flow_id.model
        target = target_of(self.env[start], action.jn_path) if start in self.env else None
        return target._name if target is not None else None

    def _finding(self, code, action, detail):
        return Finding(code, "effect", action.id, action.jn_move_id.name, detail)

    def _raise(self, action):
        target = target_of(self.model, action.jn_path)
        if target is None or not hasattr(target, "_flow_fire"):
            yield "bad_path", action.jn_path or ""
        elif action.jn_event not in self._taken_by(target._name, action.jn_event):
            yield "lost_effect", action.jn_event or ""

    def _taken_by(self, model, event):
        """The events that versions of a model's processes take; what has no process yet may take anything."""
        versions = self.env["jn.flow.version"].search([("flow_id.model", "=", model), ("state", "!=", "retired")])
        return set(versions.move_ids.mapped("event")) if versions else {event}

    def _open(self, action):
        field = field_at(self.model, action.jn_path)
        if field is None or field.type != "one2many" or not hasattr(self.env[field.comodel_name], "_flow_start"):
            yield "bad_path", action.jn_path or ""
        else:
            yield from self._values(self.env[field.comodel_name], action)

    def _set(self, action):
        return self._values(self.model, action)

    def _values(self, model, action):
        for name in action.jn_values or {}:
            if name not in model._fields:
                yield "bad_value", name

    def _stamp(self, action):
        field = self.model._fields.get(action.jn_path)
        if field is None or field.type != "datetime":
            yield "bad_moment", action.jn_path or ""

    def _do(self, action):
        if not hasattr(self.model, f"_effect_{action.jn_verb}"):
            yield "bad_verb", action.jn_verb or ""

    def _of_above(self, action):
        return action._jn_defects(self.model)

    def _foreign(self, action):
        yield "each_on_its_own", action.name
