"""Formulas as people read them: names as words or numbers, signs as in print."""

import ast
from collections.abc import Mapping

from .formulas import _line, _parse, names_in

SIGNS = {ast.Add: " + ", ast.Sub: " − ", ast.Mult: " × ", ast.Div: " ÷ "}
COMPARED = {ast.Eq: " = ", ast.NotEq: " ≠ ", ast.Lt: " < ", ast.LtE: " ≤ ", ast.Gt: " > ", ast.GtE: " ≥ "}
# how tightly a part holds together; a part that is looser than its place stands in brackets
LOOSE, SUM, PRODUCT, WHOLE = range(4)
TIGHTNESS = {ast.Add: SUM, ast.Sub: SUM, ast.Mult: PRODUCT, ast.Div: PRODUCT}


def spell(formula: str, words: Mapping[str, str], functions: Mapping[str, str] | None = None) -> str:
    """The formula with each name as `words` says, each function by its pattern in `functions`.

    A pattern has {first} and {second} for arguments or {all} for all of them; without one the function's name stands.

    >>> spell("20 * (good + bad) / all", {"good": "satisfied", "bad": "unhappy", "all": "total"})
    '20 × (satisfied + unhappy) ÷ total'
    >>> spell("mean(a, b) - max(0, -a)", {"a": "95", "b": "80"}, {"mean": "mean of ({all})"})
    'mean of (95, 80) − max(0, −95)'
    >>> spell("a - (b - c)", {"a": "1", "b": "2", "c": "3"})
    '1 − (2 − 3)'
    """
    tree = _parse(formula, names_in(formula))
    text, _tightness = _Speller(words, functions or {}, _line(formula)).spell(tree)
    return text


class _Speller:
    def __init__(self, words: Mapping[str, str], functions: Mapping[str, str], source: str):
        self.words, self.functions, self.source = words, functions, source

    def spell(self, node: ast.expr) -> tuple[str, int]:
        """The text of a node, and how tightly it holds together."""
        if isinstance(node, ast.Name):
            return self.words.get(node.id, node.id), WHOLE
        if isinstance(node, ast.Constant):
            return ast.get_source_segment(self.source, node), WHOLE
        if isinstance(node, ast.Call):
            return self._call(node), WHOLE
        if isinstance(node, ast.UnaryOp):
            sign = "−" if isinstance(node.op, ast.USub) else ""
            return f"{sign}{self._at_least(node.operand, WHOLE)}", PRODUCT
        if isinstance(node, ast.Compare):
            parts = [COMPARED[type(op)] + self._at_least(right, SUM) for op, right in zip(node.ops, node.comparators, strict=True)]
            return self._at_least(node.left, SUM) + "".join(parts), LOOSE
        return self._binary(node)

    def _binary(self, node: ast.BinOp) -> tuple[str, int]:
        tightness = TIGHTNESS[type(node.op)]
        left, right = self._at_least(node.left, tightness), self._at_least(node.right, tightness + 1)
        return f"{left}{SIGNS[type(node.op)]}{right}", tightness

    def _at_least(self, node: ast.expr, tightness: int) -> str:
        text, found = self.spell(node)
        return text if found >= tightness else f"({text})"

    def _call(self, node: ast.Call) -> str:
        name = node.func.id
        arguments = [self.spell(argument)[0] for argument in node.args]
        together = ", ".join(arguments)
        pattern = self.functions.get(name)
        named = dict(zip(("first", "second"), arguments, strict=False))
        return pattern.format(**named, all=together) if pattern else f"{name}({together})"
