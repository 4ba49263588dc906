"""Odoo 19: one that is already there, or Debian's package unpacked beside us, never installed."""

import os
import shutil
import subprocess
from pathlib import Path

from . import paths, processes, python_env, stamps
from .say import step
from .trouble import Trouble

PACKAGE = "odoo-19"
COMPANIONS = (  # of the machine's own suite: newer ones lack the files that Odoo links to
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
UNUSED = "*/odoo/addons/l10n_*"  # other countries' accounting, half of the package
NEEDED = 4 * 2**30  # bytes of free disk
ELSEWHERE = "set ODOO_HOME to a folder with Odoo 19 and run again"


def _importable():
    """Return the folder of an Odoo 19 that the machine's own Python can import, or None."""
    code = "import odoo.release as r, pathlib as p; print(r.version_info[0], p.Path(r.__file__).parents[1])"
    found = subprocess.run([python_env.pick(), "-c", code], capture_output=True, text=True, check=False, cwd="/")
    major, _space, folder = found.stdout.strip().partition(" ")
    return Path(folder) if major == "19" else None


def _given():
    """Return the folder named by ODOO_HOME, or None."""
    if not os.environ.get("ODOO_HOME"):
        return None
    home = Path(os.environ["ODOO_HOME"]).resolve()
    for folder in (home, home / "usr" / "lib" / "python3" / "dist-packages"):
        if (folder / "odoo" / "release.py").exists():
            return folder
    raise Trouble(f"ODOO_HOME names {home}, where no odoo package lies; correct or unset it")


def _mirror():
    """Return the archive's address and suite as the machine's own apt knows them."""
    try:
        lines = processes.call(
            ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"],
            "Asking apt for its archive",
        ).splitlines()
    except Trouble as error:
        raise Trouble(f"Odoo comes from Debian's archive, and there is no apt here; {ELSEWHERE}") from error
    for uri, suite in sorted({tuple(line.split()[:2]) for line in lines}):
        if "debian" in uri and "security" not in uri and "-" not in suite:
            return uri, suite
    raise Trouble(f"apt knows no Debian archive to fetch Odoo from; {ELSEWHERE}")


def _apt(work):
    """Return the apt-get command with a state of its own, so that the system's stays untouched."""
    options = {
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "/nonexistent",
        "Dir::State::lists": work / "lists",
        "Dir::Cache": work / "cache",
        "APT::Get::List-Cleanup": "0",
        "Acquire::Languages": "none",
        "APT::Sandbox::User": "root",
    }
    return ["apt-get", "-qq", *(word for key, value in options.items() for word in ("-o", f"{key}={value}"))]


def _download(work):
    """Fetch Odoo and its companions into work/debs; apt checks every signature."""
    uri, suite = _mirror()
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    (work / "sources.list").write_text(
        "".join(f"deb [signed-by={KEYRING}] {uri} {name} main\n" for name in ("sid", suite))
    )
    processes.call([*_apt(work), "update"], "Reading Debian's package lists")
    wanted = [f"{PACKAGE}/sid", *(f"{name}/{suite}" for name in COMPANIONS)]
    processes.call([*_apt(work), "download", *wanted], "Downloading Odoo", cwd=work / "debs")


def _unpack(debs, target):
    """Unpack every package below target, other countries' addons left out."""
    target.mkdir(parents=True)
    for deb in sorted(debs.glob("*.deb")):
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as tar:
            unpacked = subprocess.run(["tar", "-x", "-C", target, f"--exclude={UNUSED}"], stdin=tar.stdout, check=False)
        if unpacked.returncode or tar.returncode:
            raise Trouble(f"{deb.name} could not be unpacked; is the disk full? (df -h {target})")


def _fetch():
    """Fetch and unpack Odoo, all or nothing, and return its folder."""
    if shutil.disk_usage(paths.ROOT).free < NEEDED:
        raise Trouble(f"Less than 4 GB are free for the set-up; make room (df -h {paths.ROOT})")
    for folder in (paths.APT, paths.ODOO):
        shutil.rmtree(folder, ignore_errors=True)
    with step("Fetching Odoo 19 from Debian's archive (125 MB)"):
        _download(paths.APT)
    with step("Unpacking Odoo 19"):
        _unpack(paths.APT / "debs", paths.ODOO)
    shutil.rmtree(paths.APT)
    return paths.ODOO / "usr" / "lib" / "python3" / "dist-packages"


def home():
    """Return the folder that holds the odoo package, as the set-up left it."""
    return Path(stamps.read("odoo"))


def ensure():
    """Find or fetch Odoo 19 and put it on the environment's path."""
    folder = _given()
    if folder is None and stamps.read("odoo") and (home() / "odoo").exists():
        folder = home()
    folder = folder or _importable() or _fetch()
    stamps.write("odoo", str(folder))
    (python_env.site_packages() / "odoo19.pth").write_text(f"{folder}\n")


def version():
    """Return Odoo's version as its packager states it, for stamps."""
    return stamps.digest(home() / "odoo" / "release.py", str(home()))
