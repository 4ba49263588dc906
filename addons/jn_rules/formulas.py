"""Formulas that an administrator writes, evaluated exactly and without any other power.

Numbers go in and come out as Decimals; between they are fractions, because a whole point
below a standard (decision C9) must not hang on the 28th decimal. None means "no data" (0/0)
and travels through every operation except `mean`, which leaves it out, and `if_empty`, which
puts something in its place (decisions C2, C3).
"""

import ast
import math
import operator
import re
import threading
from collections.abc import Callable, Collection, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache, wraps

from simpleeval import SimpleEval

from .errors import RuleError

MAX_LENGTH = 1000
MAX_DEPTH = 40
DIGITS = 50
# Formulas are few and evaluated often: so many stay read.
READ = 1024
# Text and comments have no place here; a number that runs into a word is refused before
# Python's parser would warn about it.
FOREIGN = re.compile(r"""['"\\#]""")
RUN_ON = re.compile(r"(?<!\w)\.?[0-9][0-9._]*[^\W\d]\w*")
LITERAL = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20}")


class FormulaError(RuleError):
    """A formula that cannot be used, with a sentence for whoever wrote it."""

    sentences = {
        "empty": "The formula is empty.",
        "too_long": "The formula has {length} characters; {limit} are allowed.",
        "too_deep": "The formula is nested too deeply.",
        "syntax": "The formula cannot be read near character {position}.",
        "unknown_name": "{name} is not known; known are: {known}.",
        "unknown_function": "There is no function {name}; there are: {known}.",
        "arguments": "{name} takes {takes} values, not {given}.",
        "number": "{text} is not a plain decimal number.",
        "power": "Powers (**) are not allowed.",
        "division": "{text} is always nothing: there is nothing to divide by.",
        "forbidden": "{construct} is not allowed in a formula.",
    }


def check(formula: str, names: Collection[str]):
    """Raise a FormulaError unless the formula can be evaluated with these names.

    >>> check("20 * ratio(answered, asked)", {"answered", "asked"})
    >>> check("answered / 0", {"answered"})
    Traceback (most recent call last):
    ...
    jn_rules.formulas.FormulaError: 0 is always nothing: there is nothing to divide by.
    >>> check("20 * answred", {"answered"})
    Traceback (most recent call last):
    ...
    jn_rules.formulas.FormulaError: answred is not known; known are: answered.
    """
    source = _line(formula)
    for node in ast.walk(_parse(formula, names)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            _check_divisor(node.right, source)
        elif isinstance(node, ast.Call) and node.func.id == "ratio":
            _check_divisor(node.args[1], source)


@lru_cache(maxsize=READ)
def names_in(formula: str) -> frozenset[str]:
    """The names a readable formula asks for, functions not among them.

    >>> sorted(names_in("mean(a, b) / 2"))
    ['a', 'b']
    """
    return _names(_read(_line(formula)))


def evaluate(formula: str, values: Mapping[str, int | float | Decimal | None]) -> Decimal | None:
    """The formula's value; a comparison gives 1 or 0, and dividing by zero gives None.

    >>> evaluate("(a + b) / 2", {"a": Decimal("0.95"), "b": Decimal("0.80")})
    Decimal('0.875')
    >>> evaluate("20 * ratio(good, asked)", {"good": 0, "asked": 0}) is None
    True
    >>> evaluate("mean(first, second)", {"first": Decimal("0.9"), "second": None})
    Decimal('0.9')
    >>> evaluate("if_empty(20 * rate, 20)", {"rate": None})
    Decimal('20')
    >>> evaluate("20 - points_below(rate, 0.95)", {"rate": Decimal("0.9299")})
    Decimal('18')
    """
    tree = _parse(formula, values)
    numbers = {name: _fraction(values[name]) for name in names_in(formula)}
    return _decimal(_thread.evaluator.reckoned(formula, tree, numbers))


def _travelling(function: Callable) -> Callable:
    """Let None through instead of calling the function with it."""

    @wraps(function)
    def travels(*numbers):
        return None if None in numbers else function(*numbers)

    return travels


def _compare(function: Callable) -> Callable:
    return _travelling(lambda left, right: Fraction(function(left, right)))


@_travelling
def _divide(left, right):
    return left / right if right else None


def _mean(*numbers):
    present = [number for number in numbers if number is not None]
    return sum(present) / len(present) if present else None


def _points_below(value, standard):
    """Whole percentage points below a standard, both as shares (Art. 16, decision C9)."""
    return Fraction(max(0, math.floor((standard - value) * 100)))


def _if_empty(value, otherwise):
    return otherwise if value is None else value


# Function, fewest and most arguments (None: any number).
FUNCTIONS = {
    "min": (_travelling(min), 2, None),
    "max": (_travelling(max), 2, None),
    "floor": (_travelling(lambda number: Fraction(math.floor(number))), 1, 1),
    "ceil": (_travelling(lambda number: Fraction(math.ceil(number))), 1, 1),
    "mean": (_mean, 1, None),
    "if_empty": (_if_empty, 2, 2),
    "ratio": (_divide, 2, 2),
    "points_below": (_travelling(_points_below), 2, 2),
}
OPERATORS = {
    ast.Add: _travelling(operator.add),
    ast.Sub: _travelling(operator.sub),
    ast.Mult: _travelling(operator.mul),
    ast.Div: _divide,
    ast.USub: _travelling(operator.neg),
    ast.UAdd: _travelling(operator.pos),
    ast.Eq: _compare(operator.eq),
    ast.NotEq: _compare(operator.ne),
    ast.Lt: _compare(operator.lt),
    ast.LtE: _compare(operator.le),
    ast.Gt: _compare(operator.gt),
    ast.GtE: _compare(operator.ge),
}
ALLOWED = (ast.Name, ast.Load, ast.Constant, ast.Call, ast.UnaryOp, ast.BinOp, ast.Compare)


class _Evaluator(SimpleEval):
    """simpleeval without everything a formula has no use for."""

    def __init__(self):
        super().__init__(operators=OPERATORS, functions={name: function for name, (function, *_takes) in FUNCTIONS.items()})
        self.nodes = {kind: do for kind, do in self.nodes.items() if issubclass(kind, ALLOWED)}

    def reckoned(self, formula: str, tree: ast.expr, numbers: Mapping[str, Fraction | None]) -> Fraction | None:
        self.names = numbers
        return self.eval(formula, tree)


class _Thread(threading.local):
    """To make an evaluator is dearer than to evaluate most formulas: each thread makes one."""

    def __init__(self):
        self.evaluator = _Evaluator()


_thread = _Thread()


def _parse(formula: str, names: Collection[str]) -> ast.expr:
    tree = _checked(formula)
    for name in sorted(names_in(formula).difference(names)):
        raise FormulaError("unknown_name", name=name, known=", ".join(sorted(names)))
    return tree


@lru_cache(maxsize=READ)
def _checked(formula: str) -> ast.expr:
    """The tree of an allowed formula; its numbers are Fractions, as they are written."""
    source = _line(formula)
    tree = _read(source)
    _check_depth(tree)
    for node in ast.walk(tree):
        _check_node(node, source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = Fraction(ast.get_source_segment(source, node))
    return tree


def _line(formula: str) -> str:
    return " ".join(formula.split())


def _read(source: str) -> ast.expr:
    if not source:
        raise FormulaError("empty")
    if len(source) > MAX_LENGTH:
        raise FormulaError("too_long", length=len(source), limit=MAX_LENGTH)
    if found := FOREIGN.search(source):
        raise FormulaError("forbidden", construct=found[0])
    if found := RUN_ON.search(source):
        raise FormulaError("number", text=found[0])
    try:
        return ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise FormulaError("syntax", position=error.offset or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("too_deep") from error


def _check_depth(tree: ast.expr):
    level, depth = [tree], 0
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    if depth > MAX_DEPTH:
        raise FormulaError("too_deep")


def _names(tree: ast.expr) -> frozenset[str]:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return frozenset(node.id for node in nodes if id(node) not in called)


def _check_node(node: ast.AST, source: str):
    if isinstance(node, ast.Pow):
        raise FormulaError("power")
    if not isinstance(node, (*ALLOWED, *OPERATORS)):
        raise FormulaError("forbidden", construct=type(node).__name__)
    if isinstance(node, ast.Constant):
        _check_literal(ast.get_source_segment(source, node))
    elif isinstance(node, ast.Call):
        _check_call(node)


def _check_literal(text: str):
    if not LITERAL.fullmatch(text):
        raise FormulaError("number", text=text)


def _check_divisor(node: ast.expr, source: str):
    """Refuse a divisor that is 0 whatever is counted; one that may become 0 gives None when it does."""
    text = ast.get_source_segment(source, node)
    if not _names(node) and not evaluate(text, {}):
        raise FormulaError("division", text=text)


def _check_call(node: ast.Call):
    name = node.func.id if isinstance(node.func, ast.Name) else type(node.func).__name__
    if name not in FUNCTIONS:
        raise FormulaError("unknown_function", name=name, known=", ".join(FUNCTIONS))
    if node.keywords:
        raise FormulaError("forbidden", construct="keyword")
    _function, least, most = FUNCTIONS[name]
    if len(node.args) < least or (most is not None and len(node.args) > most):
        takes = f"at least {least}" if most is None else str(least)
        raise FormulaError("arguments", name=name, takes=takes, given=len(node.args))


def _fraction(value) -> Fraction | None:
    if value is None or isinstance(value, Fraction):
        return value
    return Fraction(value if isinstance(value, int | Decimal) else str(value))


def _decimal(number: Fraction | None) -> Decimal | None:
    if number is None:
        return None
    return Context(prec=DIGITS).divide(Decimal(number.numerator), Decimal(number.denominator))
