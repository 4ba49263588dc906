"""The tools keep the house rules: small files, the standard library only, no machine in the settings."""

import ast
import configparser
import sys

import pytest

from tools import paths

TOOLS = sorted(
    file for pattern in ("*.py", "commands/*.py", "odoo_scripts/*.py") for file in (paths.ROOT / "tools").glob(pattern)
)
FILES = [paths.ROOT / "jn", *(file for file in TOOLS if file.name != "demo_city.py")]


def imported(file):
    """Return the top names that a file imports."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_stays_under_300_lines(file):
    assert len(file.read_text().splitlines()) < 300


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_needs_the_standard_library_only(file):
    allowed = {"tools", *sys.stdlib_module_names}
    if file.parent.name == "odoo_scripts":
        allowed |= {"odoo", *(beside.stem for beside in file.parent.glob("*.py"))}
    assert set(imported(file)) <= allowed


def test_the_settings_name_no_folder_port_or_server_of_a_machine():
    parser = configparser.ConfigParser()
    parser.read(paths.CONF)
    keys = set(parser["options"])
    assert not keys & {"addons_path", "data_dir", "db_host", "db_password", "http_port", "logfile"}


def test_nobody_manages_databases_from_the_web():
    parser = configparser.ConfigParser()
    parser.read(paths.CONF)
    assert not parser["options"].getboolean("list_db")
    assert parser["options"]["admin_passwd"] == ""
