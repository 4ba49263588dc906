"""The conditions of measures and schemes: domains as text that may ask the clock and the settings, and nothing else."""

import ast
from collections.abc import Callable, Mapping
from datetime import datetime

from simpleeval import EvalWithCompoundTypes, InvalidExpression

ALLOWED = (ast.List, ast.Tuple, ast.Constant, ast.Name, ast.Call, ast.UnaryOp, ast.Expr)
ALWAYS, NEVER = (1, "=", 1), (0, "=", 1)


class ConditionError(ValueError):
    """A text that is no condition; the message says where it breaks."""


def read(text: str, now: datetime, functions: Mapping[str, Callable] | None = None) -> list:
    """The domain that `text` stands for at the moment `now`; `functions` are what it may call.

    >>> read("[('ended_at', '<=', now)]", datetime(2019, 5, 22))
    [('ended_at', '<=', datetime.datetime(2019, 5, 22, 0, 0))]
    >>> read("[chosen('silence', 'kept')]", None, {"chosen": lambda setting, *options: leaf("kept" in options)})
    [(1, '=', 1)]
    >>> read("[('id', '=', now.year)]", datetime(2019, 5, 22))
    Traceback (most recent call last):
    ...
    jn_assessment.conditions.ConditionError: Sorry, Attribute is not available in this evaluator
    """
    evaluator = EvalWithCompoundTypes(functions=dict(functions or {}), names={"now": now})
    evaluator.nodes = {kind: do for kind, do in evaluator.nodes.items() if issubclass(kind, ALLOWED)}
    try:
        found = evaluator.eval(text)
    except (InvalidExpression, SyntaxError, TypeError, ValueError, KeyError) as error:
        raise ConditionError(str(error)) from error
    if not isinstance(found, list):
        raise ConditionError(f"{text} is not a list")
    return found


def leaf(holds: bool) -> tuple:
    """The part of a domain that always holds, or never.

    >>> leaf(True), leaf(False)
    ((1, '=', 1), (0, '=', 1))
    """
    return ALWAYS if holds else NEVER
