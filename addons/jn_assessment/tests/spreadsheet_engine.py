"""A small spreadsheet: works the formulas of a workbook out by itself, knowing nothing of how they were made."""

import math
import operator
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.formula import Tokenizer

LEVELS = [
    {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
]


class Broken(Exception):
    """What a spreadsheet shows as #N/A, #DIV/0! or #VALUE!."""


class Sheet:
    """Values of cells: `Sheet(page)["D5"]`; an error value raises `Broken`."""

    def __init__(self, page):
        self.page, self.known = page, {}

    def __getitem__(self, place):
        place = place.replace("$", "")
        if place not in self.known:
            found = self.page[place].value
            is_formula = isinstance(found, str) and found.startswith("=")
            self.known[place] = _Parser(self, found).value() if is_formula else found
        return self.known[place]

    def area(self, text):
        """The values of a column's part such as $B$6:$B$19."""
        return [self[cell.coordinate] for row in self.page[text.replace("$", "")] for cell in row]


class _Parser:
    """Reads one formula from left to right; arguments that may be errors are kept as functions until they are needed."""

    def __init__(self, sheet, text):
        self.sheet = sheet
        self.tokens = [token for token in Tokenizer(text).items if token.type != "WHITE-SPACE"]

    def value(self):
        return self._level(0)()

    def _level(self, depth):
        if depth == len(LEVELS):
            return self._single()
        left = self._level(depth + 1)
        while self.tokens and self.tokens[0].type == "OPERATOR-INFIX" and self.tokens[0].value in LEVELS[depth]:
            sign = LEVELS[depth][self.tokens.pop(0).value]
            left = _both(sign, left, self._level(depth + 1))
        return left

    def _single(self):
        token = self.tokens.pop(0)
        if token.type == "OPERATOR-PREFIX":
            operand = self._single()
            return (lambda: -_number(operand())) if token.value == "-" else operand
        if token.type == "PAREN":
            inner = self._level(0)
            self.tokens.pop(0)
            return inner
        if token.type == "FUNC":
            return self._function(token.value.rstrip("("))
        return self._operand(token)

    def _operand(self, token):
        if token.subtype == "RANGE":
            return lambda: self.sheet.area(token.value) if ":" in token.value else self.sheet[token.value]
        found = token.value.strip('"') if token.subtype == "TEXT" else float(token.value)
        return lambda: found

    def _function(self, name):
        arguments = []
        while not (self.tokens[0].type == "FUNC" and self.tokens[0].subtype == "CLOSE"):
            if self.tokens[0].type == "SEP":
                self.tokens.pop(0)
            else:
                arguments.append(self._level(0))
        self.tokens.pop(0)
        return lambda: FUNCTIONS[name](*arguments)


def _number(found):
    if isinstance(found, str):
        raise Broken("#VALUE!")
    return 0 if found is None else found


def _both(sign, left, right):
    def work():
        a, b = left(), right()
        if isinstance(a, list) or isinstance(b, list):
            size = len(a if isinstance(a, list) else b)
            spread = [one if isinstance(one, list) else [one] * size for one in (a, b)]
            return [_apply(sign, *pair) for pair in zip(*spread, strict=True)]
        return _apply(sign, a, b)

    return work


def _apply(sign, a, b):
    if sign in LEVELS[0].values():
        # text is greater than any number, an empty cell equals an empty text
        keys = [(isinstance(one, str), "" if one is None and isinstance(other, str) else one or 0 if one is None else one)
                for one, other in ((a, b), (b, a))]
        keys = [(True, value) if value == "" else (kind, value) for kind, value in keys]
        return int(sign(*keys))
    try:
        return sign(_number(a), _number(b))
    except ZeroDivisionError:
        raise Broken("#DIV/0!") from None


def _if_error(value, otherwise):
    try:
        return value()
    except Broken:
        return otherwise()


def _is_number(value):
    try:
        found = value()
    except Broken:
        return 0
    if isinstance(found, list):
        return [int(isinstance(one, int | float)) for one in found]
    return int(isinstance(found, int | float))


def _round(value, places):
    unit = Decimal(1).scaleb(-int(places()))
    # a spreadsheet rounds what it shows, fifteen digits, not the binary number behind
    return float(Decimal(f"{_number(value()):.15g}").quantize(unit, ROUND_HALF_UP))


def _not_available():
    raise Broken("#N/A")


def _average(area):
    numbers = [one for one in area() if isinstance(one, int | float)]
    if not numbers:
        raise Broken("#DIV/0!")
    return sum(numbers) / len(numbers)


FUNCTIONS = {
    "AVERAGE": _average,
    "IF": lambda test, then, otherwise: then() if test() else otherwise(),
    "IFERROR": _if_error,
    "ISNUMBER": _is_number,
    "NA": _not_available,
    "ROUND": _round,
    "INT": lambda value: math.floor(value()),
    "ABS": lambda value: abs(_number(value())),
    "MAX": lambda *values: max(_number(value()) for value in values),
    "MIN": lambda *values: min(_number(value()) for value in values),
    "SUMPRODUCT": lambda value: sum(value()),
}
