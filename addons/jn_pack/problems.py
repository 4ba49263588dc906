"""What can be wrong in a pack's file, in words that are translated."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# codes of jn_rules.yamlfile.YamlError
UNREADABLE = {
    "syntax": _lt("this is not YAML (%(problem)s)"),
    "encoding": _lt("the file is not UTF-8 text"),
    "character": _lt("the character %(character)s is not allowed"),
    "duplicate": _lt("“%(key)s” is already given in line %(first)s"),
    "key": _lt("a key must be plain text"),
    "alias": _lt("anchors and aliases (& and *) are not allowed"),
    "tag": _lt("tags (%(tag)s) are not allowed"),
    "too_deep": _lt("the file is nested too deeply"),
}

# codes of jn_rules.yamlfile.Problem: the words of JSON Schema
MISFIT = {
    "type": _lt("expected %(expected)s, found %(found)s"),
    "required": _lt("“%(expected)s” is missing"),
    "additionalProperties": _lt("unknown key “%(found)s”; expected one of %(expected)s"),
    "enum": _lt("expected one of %(expected)s, found “%(found)s”"),
    "pattern": _lt("expected a text like %(expected)s, found “%(found)s”"),
    "minimum": _lt("expected at least %(expected)s, found %(found)s"),
    "maximum": _lt("expected at most %(expected)s, found %(found)s"),
    "minItems": _lt("expected at least %(expected)s entries, found %(found)s"),
    "minLength": _lt("expected a text that is not empty"),
}
OTHER_MISFIT = _lt("expected %(code)s %(expected)s, found “%(found)s”")

TYPES = {
    "string": _lt("a text"),
    "integer": _lt("a whole number"),
    "number": _lt("a number"),
    "boolean": _lt("true or false"),
    "null": _lt("nothing"),
    "array": _lt("a list"),
    "object": _lt("a mapping"),
}


def unreadable(env, error):
    """Line and translated sentence of a YamlError."""
    template = env._(UNREADABLE[error.code])
    return error.params.get("line", 1), template % error.params


def misfit(env, problem):
    """The translated sentence of one problem that the schema found."""
    words = {"code": problem.code, "expected": _words(env, problem.expected), "found": problem.found}
    if problem.code == "type":
        words["found"] = env._(TYPES[problem.found])
    template = env._(MISFIT.get(problem.code, OTHER_MISFIT))
    # an unknown key is its own place
    where = "" if problem.code == "additionalProperties" else place(problem.path)
    return template % words + where


def place(path):
    """Where in the file, to go after a sentence.

    >>> place(("settings", "call.days", "options", 1)), place(())
    (' (settings › call.days › options › 2)', '')
    """
    # people count from one
    parts = [str(part + 1) if isinstance(part, int) else part for part in path]
    return f" ({' › '.join(parts)})" if parts else ""


def _words(env, expected):
    if isinstance(expected, tuple):
        return " / ".join(env._(TYPES[name]) for name in expected)
    return ", ".join(map(str, expected)) if isinstance(expected, list) else str(expected)
