"""The packages that only measurements need: from a lock of their own, in a folder of their own."""

import os
import shutil

from tools import paths, processes, python_env, stamps
from tools.say import step

LOCK = paths.ROOT / "bench" / "requirements.lock"
FOLDER = paths.JN / "bench-packages"
ADDONS = FOLDER / "odoo" / "addons"
STAMP = "bench-packages"


def ensure():
    """Fill the folder with exactly what the lock names, unless it stands already."""
    if stamps.read(STAMP) == stamps.digest(LOCK) and FOLDER.exists():
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    with step(f"Installing what measurements need: {len(LOCK.read_text().split())} packages"):
        words = ["-qq", "--no-deps", "--no-compile", "--no-input", "--target", FOLDER, "-r", LOCK]
        processes.call(
            [python_env.python(), "-m", "pip", "install", *words], "Installing the packages of measurements",
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
    stamps.write(STAMP, stamps.digest(LOCK))


def versions():
    """Return {package: version} as the lock names them."""
    return dict(line.split("==") for line in LOCK.read_text().split())


def program(name):
    """The path of a program that one of them brings."""
    return FOLDER / "bin" / name
