"""Reads the demo city's data files."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


def load(name):
    """The content of one of the YAML files beside this one."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
