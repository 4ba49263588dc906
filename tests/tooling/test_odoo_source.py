"""Odoo is taken from where it is already, else unpacked from Debian's package."""

import subprocess
from collections import namedtuple

import pytest

from tools import odoo_source, paths, stamps
from tools.trouble import Trouble


def odoo_in(folder):
    """Make something that looks like Odoo."""
    (folder / "odoo").mkdir(parents=True)
    (folder / "odoo" / "release.py").write_text("version_info = (19, 0)\n")
    return folder


@pytest.fixture
def environment(copy, monkeypatch):
    """An environment to put Odoo on the path of, and a machine without any Odoo."""
    site = copy / "site"
    site.mkdir()
    monkeypatch.delenv("ODOO_HOME", raising=False)
    monkeypatch.setattr(odoo_source.python_env, "site_packages", lambda: site)
    monkeypatch.setattr(odoo_source, "_importable", lambda: None)
    return site


def test_odoo_home_comes_first(environment, copy, monkeypatch):
    home = odoo_in(copy / "source")
    monkeypatch.setenv("ODOO_HOME", str(home))
    odoo_source.ensure()
    assert odoo_source.home() == home
    assert (environment / "odoo19.pth").read_text().strip() == str(home)


def test_odoo_home_may_be_an_unpacked_package(environment, copy, monkeypatch):
    home = odoo_in(copy / "tree" / "usr" / "lib" / "python3" / "dist-packages")
    monkeypatch.setenv("ODOO_HOME", str(copy / "tree"))
    odoo_source.ensure()
    assert odoo_source.home() == home


def test_a_wrong_odoo_home_is_told(environment, copy, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(copy))
    with pytest.raises(Trouble, match="correct or unset it"):
        odoo_source.ensure()


def test_an_importable_odoo_is_taken(environment, copy, monkeypatch):
    home = odoo_in(copy / "system")
    monkeypatch.setattr(odoo_source, "_importable", lambda: home)
    odoo_source.ensure()
    assert odoo_source.home() == home


def test_what_was_fetched_once_is_not_fetched_again(environment, copy, monkeypatch):
    stamps.write("odoo", str(odoo_in(copy / "fetched")))
    monkeypatch.setattr(odoo_source, "_fetch", lambda: pytest.fail("no second download"))
    odoo_source.ensure()
    assert odoo_source.home() == copy / "fetched"


def test_the_machines_own_archive_is_used_and_not_its_security_part(monkeypatch):
    lines = (
        "http://m/debian-security/ bookworm-security\nhttp://m/debian/ bookworm-updates\nhttp://m/debian/ bookworm\n"
    )
    monkeypatch.setattr(odoo_source.processes, "call", lambda *_a, **_k: lines)
    assert odoo_source._mirror() == ("http://m/debian/", "bookworm")


def test_a_machine_without_debians_archive_is_told_of_odoo_home(monkeypatch):
    monkeypatch.setattr(odoo_source.processes, "call", lambda *_a, **_k: "")
    with pytest.raises(Trouble, match="ODOO_HOME"):
        odoo_source._mirror()


def test_a_full_disk_is_told_before_anything_is_fetched(copy, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(odoo_source.shutil, "disk_usage", lambda _place: usage(2**20))
    with pytest.raises(Trouble, match="make room"):
        odoo_source._fetch()


def test_unpacking_leaves_out_other_countries_addons(copy):
    package = copy / "package"
    for name in ("l10n_fr", "mail"):
        (package / "usr/odoo/addons" / name).mkdir(parents=True)
    (package / "DEBIAN").mkdir()
    (package / "DEBIAN/control").write_text(
        "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n"
    )
    subprocess.run(["dpkg-deb", "-b", package, copy / "x.deb"], check=True, capture_output=True)
    odoo_source._unpack(copy, paths.ODOO)
    assert [place.name for place in (paths.ODOO / "usr/odoo/addons").iterdir()] == ["mail"]


def test_a_broken_package_is_told(copy):
    (copy / "x.deb").write_text("no package")
    with pytest.raises(Trouble, match=r"x\.deb could not be unpacked"):
        odoo_source._unpack(copy, paths.ODOO)
