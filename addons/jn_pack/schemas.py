"""The JSON Schemas of the sections, kept beside the code that reads the files."""

import json
from pathlib import Path


def load_schema(module_file, name):
    """The schema `schema/<name>.json` of the room that `module_file` (a `__file__` in its models folder) is in."""
    path = Path(module_file).parent.parent / "schema" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
