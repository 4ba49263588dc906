"""Habits of this house that a machine can see: sudo says why, regulation words are data."""

import ast
import re
import tokenize

from . import house

NUMERALS = "numerals.py"  # how the language counts is no word of the regulation
DEMO = "demo"  # the folder of the demo city, which is Chinese by nature
CHINESE = re.compile("[\u3400-\u9fff]")


def sudo(root):
    """Every sudo() has its reason beside it: a comment on its line or on the line above."""
    wrong = []
    for folder in house.addons(root).values():
        for path in house.python_files(folder, tests=False):
            explained = _comment_lines(path)
            wrong += [
                f"{house.where(root, path, line)} sudo() without a reason"
                for line in _sudo_lines(path)
                if not {line, line - 1} & explained
            ]
    return wrong


def chinese(root):
    """No text of the code holds Chinese words; docstrings and comments may quote the regulation."""
    return [
        f"{house.where(root, path, node.lineno)} holds {node.value!r}"
        for path in house.python_files(root / "addons", root / "tools", tests=False)
        if DEMO not in path.relative_to(root).parts and path.name != NUMERALS
        for node in house.nodes(path, ast.Constant)
        if isinstance(node.value, str) and CHINESE.search(node.value) and node.lineno not in _docstring_lines(path)
    ]


def _sudo_lines(path):
    calls = house.nodes(path, ast.Call)
    return sorted({c.func.end_lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "sudo"})


def _comment_lines(path):
    with path.open("rb") as lines:
        return {token.start[0] for token in tokenize.tokenize(lines.readline) if token.type == tokenize.COMMENT}


def _docstring_lines(path):
    holders = house.nodes(path, ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.body[0].lineno for node in holders if ast.get_docstring(node, clean=False) is not None}
