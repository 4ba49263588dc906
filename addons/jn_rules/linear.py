"""Formulas that only add up: what they make of many counts is reckoned without evaluating them for each.

`asked - refused` is 1 × asked − 1 × refused. A trial of a rule asks for the figures of every window on every day; there
the coefficients are read once. What is not such a sum stays with `formulas.evaluate`.
"""

import ast
from collections.abc import Mapping
from fractions import Fraction

from .formulas import _checked

CONSTANT = ""


def coefficients(formula: str, formulas: Mapping[str, str]) -> dict[str, Fraction] | None:
    """{name: by what it is multiplied} of a sum, through the named `formulas`; CONSTANT is what is added; None: no sum.

    >>> coefficients("business - late", {"business": "asked - refused"})
    {'asked': Fraction(1, 1), 'refused': Fraction(-1, 1), 'late': Fraction(-1, 1)}
    >>> coefficients("good / all", {}) is None, coefficients("2 * good + 1", {})
    (True, {'good': Fraction(2, 1), '': Fraction(1, 1)})
    """
    return _sum(_checked(formula), formulas)


def total(parts: Mapping[str, Fraction], counts: Mapping[str, int]) -> Fraction:
    """What a sum comes to with these counts.

    >>> total({"asked": Fraction(1), "refused": Fraction(-1)}, {"asked": 10, "refused": 3})
    Fraction(7, 1)
    """
    return sum((factor * (counts[name] if name else 1) for name, factor in parts.items()), Fraction(0))


def _sum(node: ast.expr, formulas: Mapping[str, str]) -> dict[str, Fraction] | None:
    if isinstance(node, ast.Constant):
        return {CONSTANT: node.value}
    if isinstance(node, ast.Name):
        return coefficients(formulas[node.id], formulas) if node.id in formulas else {node.id: Fraction(1)}
    if isinstance(node, ast.UnaryOp):
        return _times(_sum(node.operand, formulas), Fraction(-1 if isinstance(node.op, ast.USub) else 1))
    if isinstance(node, ast.BinOp):
        return _joined(node.op, *(_sum(side, formulas) for side in (node.left, node.right)))
    return None


def _joined(operator: ast.operator, left: dict | None, right: dict | None) -> dict | None:
    if left is None or right is None:
        return None
    if isinstance(operator, ast.Add | ast.Sub):
        return _added(left, _times(right, Fraction(1 if isinstance(operator, ast.Add) else -1)))
    if isinstance(operator, ast.Mult):
        for factor, other in ((left, right), (right, left)):
            if factor.keys() <= {CONSTANT}:
                return _times(other, factor.get(CONSTANT, Fraction(0)))
    return None


def _added(left: dict, right: dict) -> dict:
    return {name: left.get(name, Fraction(0)) + right.get(name, Fraction(0)) for name in {**left, **right}}


def _times(parts: dict | None, factor: Fraction) -> dict | None:
    return parts and {name: factor * number for name, number in parts.items()}
