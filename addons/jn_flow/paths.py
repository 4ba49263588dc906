"""Follows the fields that a process names on its model."""


def field_at(model, path):
    """Return the field that a dotted path leads to from `model`, or None."""
    field = None
    for name in str(path).split("."):
        if model is None or name not in model._fields:
            return None
        field = model._fields[name]
        model = model.env[field.comodel_name] if field.relational else None
    return field


def target_of(model, path):
    """Return the model that a dotted path of relations leads to, or None."""
    field = field_at(model, path)
    return model.env[field.comodel_name] if field is not None and field.relational else None


def single(model, path):
    """Whether a path leads to one value: no list of records on the way."""
    names = str(path).split(".")
    steps = [field_at(model, ".".join(names[: place + 1])) for place in range(len(names))]
    return all(step is not None and step.type not in ("one2many", "many2many") for step in steps)
