import pytest

from ..yamlcheck import Problem
from ..yamlfile import check, load

NAME = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"zh_CN": {"type": "string"}, "en_US": {"type": "string"}},
            "required": ["zh_CN"],
            "additionalProperties": False,
        },
    ]
}
TIMER = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[a-z_]+$", "minLength": 2},
        "amount": {"type": "integer", "minimum": 1, "maximum": 99},
        "unit": {"enum": ["natural_hours", "working_days"]},
        "on": {"type": "string", "format": "date"},
        "name": NAME,
        "articles": {"type": "array", "minItems": 1, "uniqueItems": True},
    },
    "required": ["code", "unit"],
    "patternProperties": {"^x_": {}},
    "additionalProperties": False,
}
SCHEMA = {"type": "object", "properties": {"timers": {"type": "array", "items": TIMER}}}


def problems(*lines):
    text = "timers:\n  - code: call\n    unit: natural_hours\n"
    return check(load(text + "".join(f"    {line}\n" for line in lines)), SCHEMA)


def sentences(*lines):
    return [str(problem) for problem in problems(*lines)]


def test_a_good_file_has_no_problem():
    assert (
        problems("amount: 24", "name: 电话", "x_note: 1", "on: 2019-05-22", "articles: [7]") == []
    )


def test_a_problem_names_path_line_expected_and_found():
    assert problems("amount: many") == [
        Problem(("timers", 0, "amount"), 4, "type", ("integer",), "string")
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("amount: many", "amount: expected a whole number, found a text"),
        ("amount: 0", "amount: expected at least 1, found 0"),
        ("amount: 100", "amount: expected at most 99, found 100"),
        ("amount:", "amount: expected a whole number, found nothing"),
        ("amount: true", "amount: expected a whole number, found true or false"),
        ("amount: 1.5", "amount: expected a whole number, found a number"),
        ("amount: [1]", "amount: expected a whole number, found a list"),
        ("on: tomorrow", "on: expected a 'date', found 'tomorrow'"),
        ("articles: []", "articles: expected at least 1 entries, found 0"),
        ("articles: [7, 7]", "articles: no entry may come twice"),
        ("name: 7", "name: expected a text or a mapping, found a whole number"),
        ("name: {zh_CN: 7}", "name.zh_CN: expected a text, found a whole number"),
        ("name: {en_US: Call}", "name: 'zh_CN' is missing"),
        (
            "amout: 1",
            "amout: 'amout' is not known here; known are: amount, articles, code, name, on, unit",
        ),
    ],
)
def test_each_problem_is_a_plain_sentence(line, sentence):
    assert sentences(line) == [f"Line 4: timers.0.{sentence}."]


def test_an_unknown_word_is_told_the_known_ones():
    found = check(load("timers:\n- {code: call, unit: days}\n"), SCHEMA)
    assert str(found[0]) == (
        "Line 2: timers.0.unit: expected one of natural_hours, working_days, found 'days'."
    )


def test_each_missing_key_is_a_problem_of_its_own():
    found = check(load("timers:\n  - amount: 1\n"), SCHEMA)
    assert [(problem.code, problem.expected) for problem in found] == [
        ("required", "code"),
        ("required", "unit"),
    ]


def test_problems_come_in_the_order_of_the_lines():
    assert [problem.line for problem in problems("zz: 1", "amount: 0", "aa: 1")] == [4, 5, 6]


def test_a_text_that_misses_its_pattern_shows_the_pattern():
    found = check(load("timers: [{code: A B, unit: working_days}]\n"), SCHEMA)
    assert str(found[0]) == "Line 1: timers.0.code: expected a text like '^[a-z_]+$', found 'A B'."


def test_a_rule_without_a_sentence_of_its_own_is_still_told():
    found = check(load("a: 3\n"), {"properties": {"a": {"multipleOf": 2}}})
    assert str(found[0]) == "Line 1: a: 3 does not meet multipleOf 2."


def test_an_empty_file_is_no_mapping():
    assert str(check(load(""), SCHEMA)[0]) == "Line 1: expected a mapping, found nothing."


def test_a_long_value_is_shortened():
    found = check(load("a: [" + "1, " * 100 + "1]\n"), {"properties": {"a": {"const": 1}}})
    assert len(str(found[0])) < 300
