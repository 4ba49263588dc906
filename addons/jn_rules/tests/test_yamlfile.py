import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ..yamlfile import YamlError, dump, load
from .common import SIGNS, quick

NESTING = 500


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("a: 1", {"a": 1}),
        ("a: -1.5", {"a": -1.5}),
        ("a: 1e3", {"a": 1000.0}),
        (
            "a: true\nb: false\nc:\nd: ~\ne: null",
            {"a": True, "b": False, "c": None, "d": None, "e": None},
        ),
        ("a: '1'", {"a": "1"}),
        ('a: "true"', {"a": "true"}),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
    ],
)
def test_what_json_can_hold_is_read(text, data):
    assert load(text).data == data


@pytest.mark.parametrize(
    "word",
    [
        "007",
        "on",
        "off",
        "yes",
        "No",
        "2019-05-22",
        "12:30",
        "+5",
        "0x1F",
        "1_000",
        ".inf",
        "=",
        "<<",
    ],
)
def test_what_other_yaml_readers_would_twist_stays_text(word):
    assert load(f"key: {word}").data == {"key": word}
    assert dump({"key": word, word: 1}) == dump(load(dump({"key": word, word: 1})).data)


def test_keys_are_text_even_where_they_look_like_something_else():
    assert load("on: 1\n1: 2\nnull: 3\n").data == {"on": 1, "1": 2, "null": 3}


def test_bytes_with_a_mark_are_read():
    assert load("\ufeffa: 满意\n".encode()).data == {"a": "满意"}


def test_every_path_has_its_line():
    loaded = load("title: x\nstages:\n  - code: a\n    name:\n      zh_CN: 甲\n  - code: b\n")
    assert loaded.line(()) == 1
    assert loaded.line(("stages",)) == 2
    assert loaded.line(("stages", 0, "name", "zh_CN")) == 5
    assert loaded.line(("stages", 1, "code")) == 6


def test_a_missing_path_has_the_line_of_what_surrounds_it():
    loaded = load("a:\n  b: 1\n")
    assert loaded.line(("a", "c", 0)) == 1
    assert loaded.line(["a", "b", "x"]) == 2
    assert loaded.line(("z",)) == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate", 3),
        ("x:\n  on: 1\n  'on': 2\n", "duplicate", 3),
        ("a: &x 1\nb: *x\n", "alias", 1),
        ("b: *x\n", "alias", 1),
        ("a: 1\nb: !!python/object:os.system x\n", "tag", 2),
        ("a: !!str 1\n", "tag", 1),
        ("a: 1\n? [x]\n: 2\n", "key", 2),
        ("a: [1\nb: 2\n", "syntax", 2),
        ("a: 1\n---\nb: 1\n", "syntax", 2),
        ("a:\n\tb: 1\n", "syntax", 2),
        ("a: 1\nb: \x07\n", "character", 2),
    ],
)
def test_a_mistake_has_its_line(text, code, line):
    with pytest.raises(YamlError) as caught:
        load(text)
    assert (caught.value.code, caught.value.params["line"]) == (code, line)
    assert str(caught.value).startswith(f"Line {line}: ")


def test_a_duplicate_key_names_the_line_of_the_first():
    with pytest.raises(YamlError, match="'a' is already given in line 1"):
        load("a: 1\na: 2\n")


def test_what_is_not_utf_8_says_so():
    with pytest.raises(YamlError) as caught:
        load("a: 满意".encode("gb18030"))
    assert caught.value.code == "encoding"


def test_a_bottomless_file_is_refused():
    with pytest.raises(YamlError) as caught:
        load("[" * NESTING)
    assert caught.value.code == "too_deep"


def test_the_canonical_form_is_sorted_indented_and_readable():
    data = {
        "words": "第一行\n第二行\n",
        "name": {"zh_CN": "整改落实", "en_US": "Rectification"},
        "articles": [7, 8],
        "rows": [{"b": 1, "a": [True, None]}],
        "empty": {"list": [], "mapping": {}, "text": ""},
        "long": "很长 " * 60 + "。",
    }
    assert dump(data) == (
        "articles:\n  - 7\n  - 8\n"
        "empty:\n  list: []\n  mapping: {}\n  text: ''\n"
        f"long: {data['long']}\n"
        "name:\n  en_US: Rectification\n  zh_CN: 整改落实\n"
        "rows:\n  - a:\n      - true\n      - null\n    b: 1\n"
        "words: |\n  第一行\n  第二行\n"
    )


def test_the_same_list_twice_is_written_twice():
    same = [1]
    assert dump({"a": same, "b": same}) == "a:\n  - 1\nb:\n  - 1\n"


def test_a_text_without_final_break_keeps_having_none():
    assert dump({"a": "x\ny"}) == "a: |-\n  x\n  y\n"


@pytest.mark.parametrize(
    "data", [{1: 2}, {"a": (1, 2)}, {"a": {1}}, float("nan"), [float("inf")], 10**100]
)
def test_what_could_not_be_read_back_is_not_written(data):
    with pytest.raises(YamlError) as caught:
        dump(data)
    assert caught.value.code == "unwritable"


def test_data_that_holds_itself_is_not_written():
    data = []
    data.append(data)
    with pytest.raises(YamlError) as caught:
        dump(data)
    assert caught.value.code == "too_deep"


breaks = st.text("ab \t\n\r\x85\u2028\ufeff#:-'\"|>&*!%@`{}[],?~=😀满", max_size=12)
numberish = st.text("0123456789-+_.:eE", min_size=1, max_size=6)
words = st.sampled_from(
    ["on", "No", "~", "", "null", "2019-05-22", "12:30:00", "<<", "=", ".nan", "0o7"]
)
texts = st.text(SIGNS, max_size=12) | breaks | numberish | words
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def same(left, right):
    """Equal, and of the same types: 1, 1.0 and True differ."""
    return repr(_ordered(left)) == repr(_ordered(right))


def _ordered(data):
    if isinstance(data, dict):
        return [(key, _ordered(data[key])) for key in sorted(data)]
    return [_ordered(each) for each in data] if isinstance(data, list) else data


@quick
@given(trees)
def test_what_is_written_is_read_back_and_written_the_same(data):
    text = dump(data)
    assert same(load(text).data, data)
    assert dump(load(text).data) == text


@quick
@given(trees)
def test_other_yaml_readers_read_the_same_data(data):
    assert same(yaml.safe_load(dump(data)), data)


@quick
@given(st.text(SIGNS, max_size=30) | st.text("ab:-[]{}&*!|>'\"\n #,?1", max_size=20))
def test_every_text_is_read_or_refused(text):
    try:
        loaded = load(text)
    except YamlError as error:
        assert error.code in YamlError.sentences
    else:
        assert all(line >= 1 for line in loaded.lines.values())
