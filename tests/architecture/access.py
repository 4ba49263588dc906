"""Who may see what: every model has its access row, every model with a unit its rule and its index."""

import ast
import csv
import re

from . import house

# Configuration whose unit says for whom it holds, not to whom it belongs: read by the system for everybody.
SCOPED = ("jn.flow", "jn.message.account", "jn.pack")
# Asked for by record, and listed the newest first for administrators: an index by unit would only make each case dearer.
BY_RECORD = ("jn.flow.passage",)


def rows(root):
    """Every stored model of an addon has a row in its ir.model.access.csv."""
    wrong = []
    for name, folder in house.addons(root).items():
        listed = _listed(folder)
        for model, path, node, _fields in _own(folder, ("Model", "TransientModel")):
            if _ref(model) not in listed:
                wrong.append(f"{house.where(root, path, node.lineno)} {model} has no access row in {name}")
    return wrong


def rules(root):
    """Every stored model with a unit has a record rule."""
    ruled = {ref for folder in house.addons(root).values() for ref in _ruled(folder)}
    without = [(place, model) for place, model, _fields in _with_unit(root) if _ref(model) not in ruled]
    return [f"{place} {model} has a unit and no record rule" for place, model in without]


def indexes(root):
    """Every stored model with a unit has an index that begins with it."""
    without = [(place, model) for place, model, fields in _with_unit(root) if model not in BY_RECORD and not _is_indexed(fields)]
    return [f"{place} {model} has a unit and no index on it" for place, model in without]


def _own(folder, kinds):
    """Yield (model, path, class, attributes) of the models that an addon makes."""
    for path, node, fields, kind in house.models(folder):
        model, inherits = house.text_of(fields.get("_name")), fields.get("_inherit")
        extended = [house.text_of(name) for name in getattr(inherits, "elts", [inherits])]
        if model and kind in kinds and model not in extended:
            yield model, path, node, fields


def _with_unit(root):
    for folder in house.addons(root).values():
        for model, path, node, fields in _own(folder, ("Model",)):
            if "unit_id" in fields and model not in SCOPED:
                yield house.where(root, path, node.lineno), model, fields


def _is_indexed(fields):
    keywords = {keyword.arg: keyword.value for keyword in getattr(fields["unit_id"], "keywords", ())}
    calls = [value for value in fields.values() if isinstance(value, ast.Call) and value.args]
    texts = [house.text_of(call.args[0]) or "" for call in calls]
    return "index" in keywords or any(re.match(r"\(\s*unit_id\b", text) for text in texts)


def _ref(model):
    return f"model_{model.replace('.', '_')}"


def _listed(folder):
    file = folder / "security" / "ir.model.access.csv"
    if not file.exists():
        return set()
    with file.open(encoding="utf-8", newline="") as lines:
        named = [row.get("model_id:id") or row.get("model_id/id") or "" for row in csv.DictReader(lines)]
    return {name.split(".")[-1] for name in named}


def _ruled(folder):
    """References of the models that the addon's record rules are about."""
    for path in folder.rglob("*.xml"):
        text = path.read_text(encoding="utf-8")
        for record in re.findall(r'<record[^>]+model="ir\.rule".*?</record>', text, re.DOTALL):
            yield from re.findall(r'name="model_id"\s+ref="(?:\w+\.)?(\w+)"', record)
