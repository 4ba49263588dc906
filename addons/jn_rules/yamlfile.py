"""The YAML of the regulation packs: read with line numbers, written in one way only.

Only what JSON can hold is read (text, numbers, true, false, null, lists, mappings with text
keys): no dates, no yes/no, no tags, no aliases, and `007` stays text.
"""

import math
import re
from dataclasses import dataclass

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from .errors import RuleError
from .yamlcheck import Problem, check

__all__ = ["Loaded", "Problem", "YamlError", "check", "dump", "load"]

WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,99})")
FLOAT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*([eE][-+]?[0-9]{1,3})?|[eE][-+]?[0-9]{1,3})")
BEYOND = 10**100
# What YAML takes for an end of line; a text with one of the last three must be escaped.
ODD_BREAKS = re.compile("[\r\x85\u2028\u2029]")
INDENT = 2


class YamlError(RuleError):
    """A text that cannot be read as a pack file, or data that cannot be written as one."""

    sentences = {
        "syntax": "Line {line}: {problem}.",
        "encoding": "The file is not UTF-8 text.",
        "character": "Line {line}: the character {character} is not allowed.",
        "duplicate": "Line {line}: {key!r} is already given in line {first}.",
        "key": "Line {line}: a key must be plain text.",
        "alias": "Line {line}: anchors and aliases (& and *) are not allowed.",
        "tag": "Line {line}: tags ({tag}) are not allowed.",
        "too_deep": "The file is nested too deeply.",
        "unwritable": "{kind} cannot be written to a pack file.",
    }


@dataclass(frozen=True)
class Loaded:
    """The data of a file, and the line (from 1) of every path in it.

    A path is a tuple of keys and list positions; the root is the empty tuple.
    """

    data: object
    lines: dict[tuple, int]

    def line(self, path: tuple) -> int:
        """The line of a path, or of the nearest thing around it."""
        path = tuple(path)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str | bytes) -> Loaded:
    r"""Read a file; a mistake is a YamlError with its line.

    >>> loaded = load("stages:\n  - code: open\n    days: 3\n")
    >>> loaded.data, loaded.line(("stages", 0, "days"))
    ({'stages': [{'code': 'open', 'days': 3}]}, 3)
    """
    text = _decoded(text)
    lines = {(): 1}
    try:
        node = _Loader(text).get_single_node()
        return Loaded(None if node is None else _value(node, (), lines), lines)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError("character", line=line, character=f"U+{error.character:04X}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError("syntax", line=mark.line + 1, problem=error.problem) from error
    except RecursionError as error:
        raise YamlError("too_deep") from error


def dump(data: object) -> str:
    r"""Write data in the canonical form: keys sorted, block style, long texts as `|`.

    >>> print(dump({"b": ["on", 1, "1"], "a": "两\n行\n"}), end="")
    a: |
      两
      行
    b:
      - 'on'
      - 1
      - '1'
    """
    try:
        _check_writable(data)
        return yaml.dump(
            data,
            Dumper=_Dumper,
            sort_keys=True,
            allow_unicode=True,
            default_flow_style=False,
            indent=INDENT,
            width=math.inf,
        )
    except RecursionError as error:
        raise YamlError("too_deep") from error


class _Loader(Reader, Scanner, Parser, Composer, yaml.resolver.BaseResolver):
    """PyYAML up to the node tree, without aliases and tags; values are read by `_scalar`."""

    def __init__(self, text):
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)

    def compose_node(self, parent, index):
        event = self.peek_event()
        line = event.start_mark.line + 1
        if event.anchor:
            raise YamlError("alias", line=line)
        if event.tag:
            raise YamlError("tag", line=line, tag=event.tag)
        return super().compose_node(parent, index)


class _Dumper(yaml.SafeDumper):
    """PyYAML's block style with indented lists, quoting whatever any YAML would misread."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True

    def resolve(self, kind, value, implicit):
        # YAML 1.1 reads more words as values than `load` does (on, 12:30), and fewer numbers.
        tag = super().resolve(kind, value, implicit)
        is_text = tag == "tag:yaml.org,2002:str"
        return "tag:jn,value" if is_text and implicit[0] and _scalar(value) != value else tag


def _represent_text(dumper, text):
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


_Dumper.add_representer(str, _represent_text)


def _style(text):
    if ODD_BREAKS.search(text):
        return '"'
    if "\n" not in text:
        return None
    # A block text may neither begin with a blank nor end with several breaks.
    return '"' if text[0] in " \t\n" or text.endswith("\n\n") else "|"


def _decoded(text):
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError("encoding") from error


def _value(node, path, lines):
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, place), lines) for place, item in enumerate(node.value)]
    return _scalar(node.value) if node.style is None else node.value


def _mapping(node, path, lines):
    found = {}
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, key_node.value
        if not isinstance(key, str):
            raise YamlError("key", line=line)
        if key in found:
            raise YamlError("duplicate", line=line, key=key, first=lines[(*path, key)])
        lines[(*path, key)] = line
        found[key] = _value(value_node, (*path, key), lines)
    return found


def _scalar(text):
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _check_writable(data):
    children = ()
    if isinstance(data, dict):
        children = (*data, *data.values())
        if any(not isinstance(key, str) for key in data):
            raise YamlError("unwritable", kind="A key that is not text")
    elif isinstance(data, list):
        children = data
    elif isinstance(data, float) and not math.isfinite(data):
        raise YamlError("unwritable", kind=str(data))
    elif isinstance(data, int) and abs(data) >= BEYOND:
        raise YamlError("unwritable", kind="So large a number")
    elif not isinstance(data, str | int | float | bool | None):
        raise YamlError("unwritable", kind=type(data).__name__)
    for child in children:
        _check_writable(child)
