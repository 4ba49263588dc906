import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..texts import Measure, TextError, check, fill, measure, placeholders, segments
from .common import SIGNS, quick


def test_placeholders_are_filled_wherever_they_stand():
    text = fill("{a}，您好！{b}{a}", {"a": "王女士", "b": 5, "unused": ""})
    assert text == "王女士，您好！5王女士"


def test_no_value_is_an_empty_place_and_false_is_not():
    assert fill("<{a}{b}{c}>", {"a": None, "b": 0, "c": False}) == "<0False>"


def test_doubled_braces_are_braces():
    assert fill("{{{a}}} {{a}}", {"a": 1}) == "{1} {a}"


def test_values_are_never_filled_again():
    assert fill("{a}", {"a": "{b}", "b": "secret"}) == "{b}"


def test_an_unknown_placeholder_names_the_known_ones():
    with pytest.raises(TextError) as caught:
        fill("{link} {lnk}", {"matter": "", "link": ""})
    assert caught.value.code == "unknown_placeholder"
    assert caught.value.params == {"name": "lnk", "known": "link, matter"}


@pytest.mark.parametrize(
    ("template", "position"),
    [("a {", 3), ("}", 1), ("{}", 1), ("{a.b}", 1), ("{a!r}", 1), ("{a:>9}", 1), ("{0}", 1)],
)
def test_a_brace_alone_is_refused_with_its_place(template, position):
    with pytest.raises(TextError) as caught:
        check(template, {"a"})
    assert (caught.value.code, caught.value.params["position"]) == ("brace", position)


def test_the_placeholders_of_a_text_come_once_in_order():
    assert placeholders("{链接} {a} {{b}} {链接}") == ("链接", "a")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("好", 1),
        ("好" * 70, 1),
        ("好" * 71, 2),
        ("好" * 134, 2),
        ("好" * 135, 3),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 69 + "好", 1),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_short_messages_are_counted_as_the_networks_count(text, parts):
    assert segments(text) == parts


def test_a_character_of_two_places_is_not_torn_over_two_parts():
    # 67 places hold 33 of them, 153 places 76.
    assert measure("😀" * 67) == Measure("ucs2", 134, 3)
    assert measure("€" * 153) == Measure("gsm7", 306, 3)


def test_one_chinese_character_makes_the_whole_text_wide():
    assert measure("a" * 100).encoding == "gsm7"
    assert measure("a" * 100 + "好") == Measure("ucs2", 101, 2)


@quick
@given(st.text(SIGNS, max_size=200), st.text(SIGNS, max_size=20))
def test_a_longer_text_never_takes_fewer_parts(text, more):
    assert segments(text + more) >= segments(text)


@quick
@given(st.text(SIGNS, max_size=40))
def test_escaped_text_is_filled_to_itself(text):
    assert fill(text.replace("{", "{{").replace("}", "}}"), {}) == text
