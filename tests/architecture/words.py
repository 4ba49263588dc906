"""Words that users see, as far as they can be read without running Odoo, and their translation."""

import ast
import re

import polib
from lxml import etree

from . import house

MARKS = {"_", "_lt", "_t"}
ATTRIBUTES = ("string", "help", "confirm", "placeholder", "title", "sum", "avg")
# Records whose name is shown to users.
NAMED = re.compile(r"ir\.actions\.\w+|ir\.ui\.menu|res\.groups(\.privilege)?|ir\.module\.category")
JS_MARK = re.compile(r"""\b_t\(\s*(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
# Fields of our mixins: a model that defines one again keeps the label it has there.
MIXED_IN = {"next_due_at", "light_at", "stage_id", "stage_code", "unit_id"}
LETTER = re.compile("[A-Za-z]{2}")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
# Names and examples that are the same in every language; the canonical form of a .po file leaves those empty.
SAME = {"English", "hall", "https://", "id", "public.cases", "schema.table", "updated_at"}
TEXTS = set(
    ["p", "span", "div", "button", "h1", "h2", "h3", "h4", "label", "li", "strong", "small", "a", "th", "td", "legend"]
)


def untranslated(root):
    """Every such word has a Chinese translation in its addon's i18n/zh_CN.po."""
    wrong = []
    for name, folder in house.addons(root).items():
        if name == "jn_rules":
            continue
        known = translated(folder)
        missing = {words: place for place, words in _words(root, folder) if not _is_known(words, known)}
        wrong += [f"{place} {words!r} has no translation in {name}" for words, place in missing.items()]
    return wrong


def _is_known(words, known):
    """Whether the words have a translation, alone or in the sentence that Odoo makes with what stands beside."""
    if words in SAME or not LETTER.search(PLACEHOLDER.sub("", words)):
        return True
    return words in known or any(f">{words}<" in source or f"{words} <" in source for source in known)


def translated(folder):
    """The source words that have a complete translation."""
    file = folder / "i18n" / "zh_CN.po"
    entries = polib.pofile(str(file)) if file.exists() else []
    return {entry.msgid for entry in entries if entry.msgstr and not entry.fuzzy and not entry.obsolete}


def _words(root, folder):
    """Yield (place, words)."""
    for path in house.python_files(folder, tests=False):
        for line, words in [*_marked(path), *_labels(folder, path)]:
            yield house.where(root, path, line), words
    for path in sorted(folder.rglob("*.xml")):
        for line, words in _in_xml(path):
            yield house.where(root, path, line), words
    for path in sorted(folder.glob("static/src/**/*.js")):
        for found in JS_MARK.finditer(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(root)), found[2].replace("\\", "")


def _marked(path):
    """Yield (line, words) of the calls that mark words for translation."""
    for node in house.nodes(path, ast.Call):
        mark = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
        words = house.text_of(node.args[0]) if mark in MARKS and node.args else None
        if words:
            yield node.lineno, words


def _labels(folder, path):
    """Yield (line, words) of descriptions, fields, selections and constraints of the models in a file."""
    for at, node, fields, kind in house.models(folder):
        if at != path:
            continue
        if kind != "AbstractModel" and house.text_of(fields.get("_description")):
            yield node.lineno, house.text_of(fields["_description"])
        extends = "_inherit" in fields
        for name, value in fields.items():
            if extends and name in MIXED_IN and not _has_label(value):
                continue
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                yield from ((value.lineno, words) for words in _of_member(folder, name, value) if words)


def _has_label(value):
    return any(keyword.arg == "string" for keyword in getattr(value, "keywords", ()))


def _of_member(folder, name, call):
    """The words of one member of a model: a field or a constraint."""
    owner, kind = getattr(call.func.value, "id", None), call.func.attr
    if owner == "models" and kind in ("Constraint", "UniqueIndex"):
        return [house.text_of(node) for node in call.args[1:2]]
    if owner != "fields":
        return []
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    inherited = "related" in given  # such a field has the label of the one it shows
    label = None if inherited and "string" not in given else _default_label(name)
    words = [house.text_of(given.get("string")) or label, house.text_of(given.get("help"))]
    if kind == "Selection":
        words += _choices(folder, given.get("selection") or (call.args[0] if call.args else None))
    return words


def _default_label(name):
    """The label that Odoo makes of a field's name."""
    return re.sub("_ids?$", "", name).replace("_", " ").title()


def _choices(folder, node):
    """The labels of a selection, given in place or by the name of a list in the same addon."""
    if isinstance(node, ast.Name):
        lists = [house.assigned(house.tree(path).body).get(node.id) for path in house.python_files(folder, tests=False)]
        node = next((found for found in lists if found is not None), None)
    pairs = getattr(node, "elts", ())
    return [house.text_of(pair.elts[1]) for pair in pairs if isinstance(pair, ast.Tuple) and len(pair.elts) == 2]


def _in_xml(path):
    """Yield (line, words) of labels, menus, names of actions and plain paragraphs."""
    for node in etree.parse(str(path)).iter(etree.Element):
        if node.get("t-translation") == "off" or any(up.get("t-translation") == "off" for up in node.iterancestors()):
            continue
        for words in _of_node(node):
            if words and LETTER.search(words):
                yield node.sourceline, words


def _of_node(node):
    # The attributes of a component (its tag begins with a capital) are expressions.
    plain = node.tag not in ("record", "template", "menuitem") and not node.tag[0].isupper()
    words = [node.get(name) for name in ATTRIBUTES] if plain else []
    if node.tag == "menuitem":
        words.append(node.get("name"))
    if node.tag in TEXTS and not len(node):
        words.append((node.text or "").strip())
    if node.tag == "field" and node.get("name") == "name" and NAMED.fullmatch(node.getparent().get("model") or ""):
        words.append((node.text or "").strip())
    return words
