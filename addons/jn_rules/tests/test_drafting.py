"""What a draft says, and what it leaves out."""

from decimal import Decimal

import pytest

from ..drafting import Fact, Sentence, draft, placeholders
from ..formulas import FormulaError

ROWS = [{"name": Fact(None, name), "bad": Fact(bad, str(bad))} for name, bad in (("A", 5), ("B", 0), ("C", 2))]


def test_parts_come_in_the_order_of_their_sentences_and_lines():
    said = draft([Sentence("b", "two"), Sentence("a", "one"), Sentence("b", "three")], {}, {})
    assert said == {"b": "two\nthree", "a": "one"}


def test_a_sentence_stands_only_where_its_condition_holds():
    facts = {"score": Fact(Decimal("89.5"), "89.50")}
    said = draft([Sentence("a", "low", when="score < 90"), Sentence("a", "high", when="score >= 90")], facts, {})
    assert said == {"a": "low"}


def test_a_condition_over_no_figure_does_not_hold():
    assert draft([Sentence("a", "x", when="score < 90")], {"score": Fact()}, {}) == {}


def test_a_sentence_that_names_a_missing_figure_is_left_out():
    assert draft([Sentence("a", "before: {before}")], {"before": Fact()}, {}) == {}
    assert draft([Sentence("a", "before: {before}")], {}, {}) == {}


def test_each_row_of_a_list_is_a_line_the_first_ones_that_stand():
    sentence = Sentence("a", "{name}: {bad} of {all}", when="bad > 0", each="windows", most=1)
    assert draft([sentence], {"all": Fact(7, "7")}, {"windows": ROWS}) == {"a": "A: 5 of 7"}
    every = Sentence("a", "{name}", when="bad > 0", each="windows")
    assert draft([every], {}, {"windows": ROWS}) == {"a": "A\nC"}


def test_an_empty_list_says_nothing():
    assert draft([Sentence("a", "{name}", each="windows")], {}, {"windows": []}) == {}


def test_braces_may_be_written():
    assert draft([Sentence("a", "{{x}}")], {}, {}) == {"a": "{x}"}
    assert placeholders("{{x}} {y}") == {"y"}


def test_a_formula_that_cannot_be_read_is_an_error_and_no_silence():
    with pytest.raises(FormulaError):
        draft([Sentence("a", "x", when="1 +")], {}, {})
