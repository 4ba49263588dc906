"""The Python environment: one folder, filled from the lock, made anew when the lock changes."""

import os
import shutil
import subprocess
import sys

from . import paths, processes, stamps, system_packages
from .say import step
from .trouble import Trouble

CANDIDATES = ("python3.12", "python3.11", sys.executable, "/usr/bin/python3")
PROBE = "import sys, venv, ensurepip; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))"


def python():
    """Return the environment's interpreter."""
    return paths.VENV / "bin" / "python"


def site_packages():
    """Return the environment's folder of packages."""
    return next((paths.VENV / "lib").glob("python3.*")) / "site-packages"


def _usable(command):
    """Tell whether an interpreter is there, of a right version, and able to make environments."""
    try:
        probe = subprocess.run([command, "-c", PROBE], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return probe.returncode == 0


def pick():
    """Return the best interpreter of this machine: 3.12 when it is there, else 3.11."""
    for _attempt in ("as it is", "with the packages"):
        for command in CANDIDATES:
            if _usable(command):
                return shutil.which(command)
        if not shutil.which("python3.11") and not shutil.which("python3.12"):
            break
        system_packages.require(["python3-venv"])
    raise Trouble("Python 3.11 or 3.12 is needed: apt-get install python3.11 python3.11-venv")


def _install():
    """Fill the environment with exactly what the lock names."""
    processes.call(
        [python(), "-m", "pip", "install", "-qq", "--no-deps", "--no-compile", "--no-input", "-r", paths.LOCK],
        "Installing the Python packages",
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def ensure():
    """Make the environment unless it already stands for this lock and interpreter."""
    if stamps.read("venv") == stamps.digest(paths.LOCK) and python().exists():
        return
    interpreter = pick()
    shutil.rmtree(paths.VENV, ignore_errors=True)
    count = len(paths.LOCK.read_text().split())
    with step(f"Making the Python environment with {interpreter}: {count} packages"):
        processes.call([interpreter, "-m", "venv", paths.VENV], "Making the Python environment")
        try:
            _install()
        except Trouble as first:
            if shutil.which("gcc"):
                raise
            _with_compiler(first)
    stamps.write("venv", stamps.digest(paths.LOCK))


def _with_compiler(first):
    """Try once more with a compiler, for a machine that finds no ready wheel."""
    try:
        system_packages.require(["build-essential", "python3-dev", "libpq-dev"])
    except Trouble as second:
        raise Trouble(f"{first}\n{second}") from first
    _install()
