"""The conditions of measures: domains as text, with `now` and `ago("setting")`, and nothing else."""

import ast
from collections.abc import Callable
from datetime import datetime

from simpleeval import EvalWithCompoundTypes, InvalidExpression

ALLOWED = (ast.List, ast.Tuple, ast.Constant, ast.Name, ast.Call, ast.UnaryOp, ast.Expr)


class ConditionError(ValueError):
    """A text that is no condition; the message says where it breaks."""


def read(text: str, now: datetime, ago: Callable[[str], datetime]) -> list:
    """The domain that `text` stands for at the moment `now`.

    >>> read("[('ended_at', '<=', now)]", datetime(2019, 5, 22), None)
    [('ended_at', '<=', datetime.datetime(2019, 5, 22, 0, 0))]
    >>> read("[('id', '=', now.year)]", datetime(2019, 5, 22), None)
    Traceback (most recent call last):
    ...
    jn_assessment.conditions.ConditionError: Sorry, Attribute is not available in this evaluator
    """
    evaluator = EvalWithCompoundTypes(functions={"ago": ago}, names={"now": now})
    evaluator.nodes = {kind: do for kind, do in evaluator.nodes.items() if issubclass(kind, ALLOWED)}
    try:
        found = evaluator.eval(text)
    except (InvalidExpression, SyntaxError, TypeError, ValueError, KeyError) as error:
        raise ConditionError(str(error)) from error
    if not isinstance(found, list):
        raise ConditionError(f"{text} is not a list")
    return found
