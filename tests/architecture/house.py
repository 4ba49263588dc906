"""What the architecture's checks look at: the project's folders, files and syntax trees.

A check is a function of a project's root that returns sentences, one for each thing that is wrong.
"""

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).parents[2]

# The rooms from the ground up: each may use what lies below it, nothing else.
ORDER = (
    *("jn_rules", "jn_org", "jn_pack", "jn_flow", "jn_message", "jn_message_*", "jn_revisit", "jn_papers", "jn_export"),
    *("jn_spot", "jn_campaign", "jn_intake", "jn_roster", "jn_assessment", "jn_desk", "jn_bulletin", "jn_warning", "jn_analysis"),
)
CHANNEL = "jn_message_*"


def rank(addon):
    """The place of an addon in the order, None if it has none."""
    if addon.startswith(CHANNEL[:-1]):
        return ORDER.index(CHANNEL)
    return ORDER.index(addon) if addon in ORDER else None


def addons(root):
    """Return {name: folder} of all addons."""
    return {manifest.parent.name: manifest.parent for manifest in sorted(root.glob("addons/*/__manifest__.py"))}


def is_test(path):
    """Whether a file belongs to a room's tests."""
    return "tests" in path.parts


def python_files(*folders, tests=True):
    """All Python files below the folders, with or without tests."""
    found = ((path, folder) for folder in folders for path in sorted(folder.rglob("*.py")))
    return [path for path, folder in found if tests or not is_test(path.relative_to(folder))]


def tree(path):
    """The syntax tree of a file."""
    return _parsed(path.read_text(encoding="utf-8"))


@functools.cache
def _parsed(text):
    return ast.parse(text)


def nodes(path, *kinds):
    """All nodes of these kinds in a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def text_of(node):
    """The text of a constant, None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def assigned(body):
    """Return {name: value node} of the plain assignments in a body."""
    return {
        statement.targets[0].id: statement.value
        for statement in body
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }


def models(addon):
    """Yield (path, class, {attribute: value node}, kind) of every model class of an addon.

    kind is Model, TransientModel or AbstractModel.
    """
    for path in python_files(addon, tests=False):
        for node in nodes(path, ast.ClassDef):
            kinds = [base.attr for base in node.bases if isinstance(base, ast.Attribute)]
            if kinds and kinds[0] in ("Model", "TransientModel", "AbstractModel"):
                yield path, node, assigned(node.body), kinds[0]


def where(root, path, line):
    """A place in words, e.g. addons/jn_org/guards.py:12."""
    return f"{path.relative_to(root)}:{line}"
