"""How long files and functions may be."""

import ast

from . import house

MOST_LINES = 300
MOST_BODY = 25


def files(root):
    """Files stay under the limit."""
    return [
        f"{path.relative_to(root)} has {count} lines"
        for path in _all(root)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]


def functions(root):
    """Functions stay under the limit, their docstring not counted."""
    return [
        f"{house.where(root, path, node.lineno)} {node.name} has {count} lines"
        for path in _all(root)
        for node in house.nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if (count := _body_lines(node)) > MOST_BODY
    ]


def _all(root):
    return house.python_files(*(root / name for name in ("addons", "tools", "tests", "bench")))


def _body_lines(node):
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0
