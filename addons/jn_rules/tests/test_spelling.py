import pytest

from ..spelling import spell

WORDS = {"a": "A", "b": "B", "c": "C"}


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("a + b * c", "A + B × C"),
        ("(a + b) * c", "(A + B) × C"),
        ("a - (b + c)", "A − (B + C)"),
        ("a - b - c", "A − B − C"),
        ("a / (b / c)", "A ÷ (B ÷ C)"),
        ("a / b / c", "A ÷ B ÷ C"),
        ("-(a + b)", "−(A + B)"),
        ("a < b", "A < B"),
        ("0.5 * unknown", "0.5 × unknown"),
        ("max(a, b + c)", "max(A, B + C)"),
    ],
)
def test_a_formula_is_read_with_brackets_only_where_they_are_needed(formula, told):
    assert spell(formula, WORDS) == told


def test_a_pattern_says_a_function_in_words():
    patterns = {"mean": "mean of ({all})", "if_empty": "{first}, else {second}"}
    assert spell("if_empty(mean(a, b), c)", WORDS, patterns) == "mean of (A, B), else C"
