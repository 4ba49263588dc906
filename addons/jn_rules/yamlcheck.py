"""What is wrong in a pack file, by line, in plain words (JSON Schema, Draft 2020-12)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, relevance
from referencing import Registry

ALTERNATIVES = ("anyOf", "oneOf")
LONGEST = 60
TYPE_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}
SENTENCES = {
    "type": "expected {expected}, found {found}",
    "required": "{expected} is missing",
    "additionalProperties": "{found} is not known here; known are: {expected}",
    "enum": "expected one of {expected}, found {found}",
    "const": "expected {expected}, found {found}",
    "pattern": "expected a text like {expected}, found {found}",
    "format": "expected a {expected}, found {found}",
    "minimum": "expected at least {expected}, found {found}",
    "maximum": "expected at most {expected}, found {found}",
    "minItems": "expected at least {expected} entries, found {found}",
    "maxItems": "expected at most {expected} entries, found {found}",
    "minLength": "expected at least {expected} characters, found {found}",
    "maxLength": "expected at most {expected} characters, found {found}",
    "uniqueItems": "no entry may come twice",
}
OTHER = "{found} does not meet {code} {expected}"


@dataclass(frozen=True)
class Problem:
    """One mistake: its path and line, the `code` (the schema's word), expected and found.

    `type` gives a tuple of JSON type names as expected and one as found; `required` the
    missing key as expected; `additionalProperties` the known keys and the unknown one.
    """

    path: tuple
    line: int
    code: str
    expected: object
    found: object

    def __str__(self):
        words = _type_words if self.code == "type" else _words
        known = isinstance(self.expected, list)
        expected = ", ".join(map(str, self.expected)) if known else words(self.expected)
        sentence = SENTENCES.get(self.code, OTHER).format(
            code=self.code, expected=expected, found=words(self.found)
        )
        place = ".".join(str(part) for part in self.path)
        return f"Line {self.line}: {place + ': ' if place else ''}{sentence}."


def check(loaded, schema: dict) -> list[Problem]:
    r"""What is wrong in a loaded file (see `yamlfile.load`), in the order of its lines.

    >>> from jn_rules.yamlfile import load
    >>> schema = {"properties": {"days": {"type": "integer"}}, "required": ["code"]}
    >>> for problem in check(load("name: x\ndays: three\n"), schema):
    ...     print(problem)
    Line 1: 'code' is missing.
    Line 2: days: expected a whole number, found a text.
    """
    # An empty registry: a $ref to the network must fail, not fetch.
    validator = Draft202012Validator(
        schema, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    found = {}
    for error in validator.iter_errors(loaded.data):
        for path, code, expected, value in _facts(_narrowed(error)):
            problem = Problem(path, loaded.line(path), code, expected, value)
            found[repr(problem)] = problem
    return sorted(found.values(), key=lambda problem: (problem.line, str(problem)))


def _narrowed(error: ValidationError) -> ValidationError:
    """The alternative that was probably meant: the one that went wrong deepest inside."""
    while error.validator in ALTERNATIVES and error.context:
        deepest = max(len(each.absolute_path) for each in error.context)
        if deepest == len(error.absolute_path) and _only_types(error):
            break
        inner = [each for each in error.context if len(each.absolute_path) == deepest]
        error = min(inner, key=lambda each: (each.validator == "type", relevance(each)))
    return error


def _only_types(error: ValidationError) -> bool:
    return all(each.validator == "type" for each in error.context)


def _facts(error: ValidationError) -> Iterator[tuple]:
    """Yield (path, code, expected, found) for an error: several keys are several problems."""
    path, code, instance = tuple(error.absolute_path), error.validator, error.instance
    if code == "required":
        missing = [key for key in error.validator_value if key not in instance]
        yield from ((path, code, key, None) for key in missing)
    elif code == "additionalProperties" and error.validator_value is False:
        known = sorted(error.schema.get("properties", ()))
        extra = [key for key in instance if key not in known and not _is_pattern(key, error)]
        yield from (((*path, key), code, known, key) for key in extra)
    elif code == "type":
        yield path, code, _types(error), _type_of(instance)
    elif code in ALTERNATIVES and error.context:
        types = tuple(name for each in error.context for name in _types(each))
        yield path, "type", types, _type_of(instance)
    else:
        counted = code in ("minItems", "maxItems", "minLength", "maxLength")
        yield path, code, error.validator_value, len(instance) if counted else instance


def _types(error: ValidationError) -> tuple[str, ...]:
    names = error.validator_value
    return (names,) if isinstance(names, str) else tuple(names)


def _type_of(instance: object) -> str:
    if instance is None or isinstance(instance, bool):
        return "null" if instance is None else "boolean"
    kinds = {str: "string", int: "integer", float: "number", list: "array"}
    return kinds.get(type(instance), "object")


def _is_pattern(key: str, error: ValidationError) -> bool:
    return any(re.search(each, key) for each in error.schema.get("patternProperties", ()))


def _type_words(names: tuple[str, ...] | str) -> str:
    names = (names,) if isinstance(names, str) else names
    return " or ".join(TYPE_WORDS[name] for name in names)


def _words(value: object) -> str:
    if isinstance(value, str):
        return repr(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
