"""Debian packages that the project needs from the machine."""

import os
import shutil
from pathlib import Path

from . import processes
from .say import step
from .trouble import Trouble


def is_debian():
    """Tell whether this machine installs packages the Debian way."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def installed(package):
    """Tell whether a Debian package is installed."""
    try:
        state = processes.call(["dpkg-query", "-W", "-f", "${Status}", package], "the look-up")
    except Trouble:
        return False
    return state.endswith("ok installed")


def require(packages):
    """Install the packages that are missing, or say in one sentence who must run what."""
    missing = [package for package in packages if not installed(package)]
    if not missing:
        return
    command = "apt-get install -y --no-install-recommends " + " ".join(missing)
    if not is_debian() or os.geteuid() != 0:
        raise Trouble(f"These system packages are missing; run as root: {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing system packages: " + ", ".join(missing)):
        processes.call(["apt-get", "update", "-qq"], "apt-get update", env=environment)
        processes.call(command.split(), command, env=environment)
