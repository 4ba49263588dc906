"""Which room uses which: imports, manifests, models and external ids must point downwards."""

import ast
import re

from . import house

XML_ID = re.compile(r"\b(jn_\w+)\.\w+")


def order(root):
    """Manifests depend on rooms below only; the channels carry nobody."""
    wrong = []
    for name in house.addons(root):
        if house.rank(name) is None:
            wrong.append(f"{name} has no place in the order {house.ORDER}")
            continue
        for need in depends(root, name):
            if house.rank(need) is None or house.rank(need) >= house.rank(name) or _is_channel(need):
                wrong.append(f"{name} depends on {need}, which is not below it")
    return wrong


def uses(root):
    """Whatever a room imports, names as model or as external id comes from itself or from below."""
    homes = _homes(root)
    wrong = []
    for name, folder in house.addons(root).items():
        known = closure(root, name)
        for path, line, other in [*_imports(folder), *_models(folder, homes), *_references(folder, house.addons(root))]:
            if other not in known:
                wrong.append(f"{house.where(root, path, line)} uses {other}, which {name} does not depend on")
    return wrong


def pure(root):
    """jn_rules decides without odoo."""
    return [
        f"{house.where(root, path, node.lineno)} imports odoo"
        for path in house.python_files(root / "addons" / "jn_rules")
        for node in house.nodes(path, ast.Import, ast.ImportFrom)
        if any(module.split(".")[0] == "odoo" for module in _modules(node))
    ]


def unmeasured(root):
    """Nothing imports bench: a measurement may go, and nobody misses it."""
    return [
        f"{house.where(root, path, node.lineno)} imports bench"
        for path in house.python_files(*(root / name for name in ("addons", "tools", "tests")))
        for node in house.nodes(path, ast.Import, ast.ImportFrom)
        if not getattr(node, "level", 0) and any(module.split(".")[0] == "bench" for module in _modules(node))
    ]


def depends(root, name):
    """The rooms of ours that an addon's manifest names."""
    manifest = ast.literal_eval((root / "addons" / name / "__manifest__.py").read_text(encoding="utf-8"))
    return [need for need in manifest.get("depends", ()) if need.startswith("jn_")]


def closure(root, name):
    """The addon itself and all rooms it depends on, however indirectly."""
    found, queue = set(), [name]
    while queue:
        addon = queue.pop()
        if addon not in found and (root / "addons" / addon).is_dir():
            found.add(addon)
            queue += depends(root, addon)
    return found


def _is_channel(name):
    return house.rank(name) == house.ORDER.index(house.CHANNEL)


def _modules(node):
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


def _imports(folder):
    for path in house.python_files(folder):
        for node in house.nodes(path, ast.Import, ast.ImportFrom):
            for module in _modules(node):
                names = [alias.name for alias in node.names] if module == "odoo.addons" else []
                found = re.match(r"odoo\.addons\.(jn_\w+)", module)
                for other in [found[1]] if found else [name for name in names if name.startswith("jn_")]:
                    yield path, node.lineno, other


def _homes(root):
    """Return {model: addon that makes it}."""
    return {
        name: addon
        for addon, folder in house.addons(root).items()
        for _path, _node, fields, _kind in house.models(folder)
        if (name := house.text_of(fields.get("_name")))
    }


def _models(folder, homes):
    for path in house.python_files(folder, tests=False):
        for node in house.nodes(path, ast.Constant):
            if node.value in homes:
                yield path, node.lineno, homes[node.value]


def _references(folder, known):
    for path in sorted(folder.rglob("*.xml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for other in XML_ID.findall(line):
                if other in known:
                    yield path, number, other
