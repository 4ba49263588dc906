"""Settings that nobody reads: an administrator would turn a wheel that moves nothing."""

import ast
import re

import yaml

from . import house

# how a condition asks a setting, such as ago('business.final_after_days')
ASKED = re.compile(r"\b(?:ago|chosen)\('([^']+)'")
LIST = "tests/architecture/unread_settings.txt"


def differences(root):
    """The list of unread settings is exactly what is unread, so that it can only shrink."""
    unread, listed = unread_codes(root), listed_codes(root)
    return [
        *(f"{code} has no reader" for code in sorted(unread - listed)),
        *(f"{code} has a reader by now or is gone: strike it from {LIST}" for code in sorted(listed - unread)),
    ]


def unread_codes(root):
    """Codes of settings that neither a room nor another file of the pack names."""
    return {
        code
        for pack in sorted(root.glob("config/packs/*/"))
        for code in _codes(pack) - _named_in_code(root) - _named_in_pack(pack)
    }


def listed_codes(root):
    """Codes in the list, comments left out."""
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def _codes(pack):
    """A pack on top brings values of settings, and no settings."""
    return set(yaml.safe_load((pack / "settings.yaml").read_text(encoding="utf-8")).get("settings", ()))


def _named_in_code(root):
    files = house.python_files(root / "addons", tests=False)
    return {node.value for path in files for node in house.nodes(path, ast.Constant) if isinstance(node.value, str)}


def _named_in_pack(pack):
    """All words in the pack's other files."""
    others = [path for path in pack.rglob("*.yaml") if path.name != "settings.yaml"]
    return {word for path in others for word in _words(yaml.safe_load(path.read_text(encoding="utf-8")))}


def _words(data):
    if isinstance(data, dict):
        data = [*data, *data.values()]
    if isinstance(data, list):
        return [word for item in data for word in _words(item)]
    return [data, *ASKED.findall(data)] if isinstance(data, str) else []
