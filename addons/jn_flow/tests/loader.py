"""Puts models that only tests need into the registry, for one test class."""

from odoo.orm import model_classes
from odoo.orm.models import MetaModel


def load_models(case, definitions):
    """Add model classes to the registry of the test class `case`, and take them out when it ends."""
    registry, names = case.env.registry, [definition._name for definition in definitions]
    for definition in definitions:
        registered = MetaModel._module_to_models__[definition._module]
        if definition in registered:  # else the next registry of this process would keep it
            registered.remove(definition)
        model_classes.add_to_registry(registry, definition)
    case.addClassCleanup(_unload_models, case.env, names)
    registry._setup_models__(case.env.cr, names)
    registry.init_models(case.env.cr, names, {"module": "jn_flow"})


def _unload_models(env, names):
    registry = env.registry
    for name in names:
        del registry.models[name]
    for model in registry.models.values():
        for name in names:
            model._inherit_children.discard(name)
    registry._setup_models__(env.cr)
