"""Formulas as a spreadsheet reckons them, so that whoever is assessed can check a score cell by cell.

"No data" (0/0) is an error value there: like None it travels through every operation, and IFERROR puts something in
its place. Whole points are cut after nine decimals, for a spreadsheet's numbers are binary (decision C9).
"""

import ast
from collections.abc import Mapping

from .formulas import _line, _parse, names_in

SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
    ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
NOTHING = "NA()"
DECIMALS = 9
FUNCTIONS = {
    "min": "MIN({all})",
    "max": "MAX({all})",
    "floor": f"INT(ROUND({{0}},{DECIMALS}))",
    "ceil": f"(-INT(-ROUND({{0}},{DECIMALS})))",
    "if_empty": "IFERROR({0},{1})",
    "ratio": "(({0})/({1}))",
    "points_below": f"MAX(0,INT(ROUND(100*(({{1}})-({{0}})),{DECIMALS})))",
}


def translate(formula: str, cells: Mapping[str, str], formulas: Mapping[str, str] | None = None) -> str:
    """The formula over cells; names not among `cells` are formulas themselves and stand there worked out.

    >>> translate("weight * rate", {"weight": "20", "rate": "D5"})
    '20*D5'
    >>> translate("if_empty(points, 0)", {"a": "A1"}, {"points": "100 * (a - 0.5)"})
    'IFERROR((100*(A1-0.5)),0)'
    >>> translate("mean(a, b)", {"a": "A1", "b": "B1"})
    '((IFERROR(A1,0)+IFERROR(B1,0))/(ISNUMBER(A1)+ISNUMBER(B1)))'
    """
    return _text(_parse(formula, names_in(formula)), _line(formula), cells, formulas or {})


def _text(node: ast.expr, source: str, cells: Mapping[str, str], formulas: Mapping[str, str]) -> str:
    def inner(part):
        text = _text(part, source, cells, formulas)
        return f"({text})" if isinstance(part, ast.BinOp | ast.Compare) else text

    if isinstance(node, ast.Name):
        return cells[node.id] if node.id in cells else f"({translate(formulas[node.id], cells, formulas)})"
    if isinstance(node, ast.Constant):
        return ast.get_source_segment(source, node)
    if isinstance(node, ast.Call):
        return _call(node.func.id, [_text(one, source, cells, formulas) for one in node.args])
    if isinstance(node, ast.UnaryOp):
        return f"-{inner(node.operand)}" if isinstance(node.op, ast.USub) else inner(node.operand)
    if isinstance(node, ast.Compare):
        parts = [SIGNS[type(op)] + inner(right) for op, right in zip(node.ops, node.comparators, strict=True)]
        return f"--({inner(node.left)}{''.join(parts)})"
    return inner(node.left) + SIGNS[type(node.op)] + inner(node.right)


def _call(name: str, arguments: list[str]) -> str:
    if name == "mean":
        sums = "+".join(f"IFERROR({one},0)" for one in arguments)
        return f"(({sums})/({'+'.join(f'ISNUMBER({one})' for one in arguments)}))"
    return FUNCTIONS[name].format(*arguments, all=",".join(arguments))
