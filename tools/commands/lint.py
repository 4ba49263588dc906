"""Check the source: Python, addons, translations, XML, the image and the compose file."""

import os
import subprocess

from .. import odoo_source, paths, setup
from ..python_env import python
from ..say import say

OWN = ("jn", "tools", "addons", "tests", "bench")
PYLINT_OFF = (
    "missing-readme",  # the description of an addon lies in its folder readme
    "no-search-all",  # configuration is small, and read whole
    "consider-merging-classes-inherited",  # one concern of a model, one file
    "missing-return",  # what returns nothing has nothing to pass on
)
OCA_OFF = (  # habits
    "missing-readme",
    "xml-header-missing",
    "xml-header-wrong",
    "xml-field-numeric-without-eval",
    "xml-tag-position",  # the order of attributes is the formatter's
)


def add_arguments(_parser):
    """Declare no options."""


def _sources():
    """Return our folders and files of Python that are there."""
    return [name for name in OWN if (paths.ROOT / name).exists()]


def _addons():
    """Return our addons, relative to the root."""
    return [f"addons/{file.parent.name}" for file in sorted(paths.ADDONS.glob("*/__manifest__.py"))]


def _translations():
    """Return our translation files, relative to the root."""
    return [str(file.relative_to(paths.ROOT)) for file in sorted(paths.ADDONS.glob("*/i18n/*.po"))]


def checks():
    """Return {name: command line}, in the order in which they run."""
    wanted = {
        "ruff": ["ruff", "check", *_sources()],
        "pylint-odoo": ["pylint", "--rcfile=pyproject.toml", f"--disable={','.join(PYLINT_OFF)}", *_addons()],
        "oca-checks-odoo-module": ["oca-checks-odoo-module", f"--disable={','.join(OCA_OFF)}", *_addons()],
        "oca-checks-po": ["oca-checks-po", *_translations()],
        "hadolint": ["hadolint", "--failure-threshold=warning", "docker/Dockerfile"],
        "compose": ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker/compose.yaml"],
        "shell scripts": ["bash", "-n", ".ci/run", "docker/entrypoint.sh"],
    }
    return {name: words for name, words in wanted.items() if words[-1] != "oca-checks-po"}


def _passes(name, words):
    """Run one check and tell whether it is content."""
    environment = {
        **os.environ,
        "PATH": f"{python().parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(odoo_source.home()),
    }
    done = subprocess.run(words, cwd=paths.ROOT, env=environment, capture_output=True, text=True, check=False)
    say(f"  {'ok    ' if done.returncode == 0 else 'FAILED'} {name}")
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main(_options):
    """Run every check, then say how many failed."""
    with setup.locked():
        setup.programs()
    failed = [name for name, words in checks().items() if not _passes(name, words)]
    if failed:
        say(f"jn lint: {', '.join(failed)} failed")
    return 1 if failed else 0
