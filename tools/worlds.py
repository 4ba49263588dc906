"""What a suite needs around it, given as environment variables and taken away afterwards."""

import os
from contextlib import contextmanager

from . import addons, databases, odoo, paths, ports, prepare, psql, servers, setup, system_packages, templates

BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
OFFICE_PACKAGES = ("libreoffice-calc", "libreoffice-writer", "poppler-utils")  # recompute score sheets, print papers, say what stands where

FOREIGN = "JN_TABLE_FOREIGN"  # the password of the exchange table that a test puts into our own server


def _unsafe_but_fast(database):
    """Let a test database not wait for the disk."""
    psql.ask('ALTER DATABASE :"name" SET synchronous_commit = off', name=database)


@contextmanager
def _pure(_suite):
    """Give nothing: this suite needs none."""
    yield {}


@contextmanager
def _odoo(suite):
    """Give a fresh copy of the template, and a configuration that pytest-odoo reads."""
    name = f"jn-test-{suite}-{os.getpid()}"
    with setup.locked():
        system_packages.require(BROWSER_PACKAGES + OFFICE_PACKAGES)  # widgets are tested in a browser, files in an office
        databases.copy(templates.ensure(), name)
    _unsafe_but_fast(name)
    if addons.for_tests():
        odoo.install(name, {"--init": addons.for_tests()}, "Installing the addons for tests")
    conf = odoo.write_conf(paths.TEST / f"{suite}.conf", name, http_port=ports.any_free())
    try:
        yield {"ODOO_RC": conf}
    finally:
        databases.drop(name)


@contextmanager
def _browser(_suite):
    """Serve a rehearsal database with the demo city and tell the tests where, and which template to copy."""
    system_packages.require(BROWSER_PACKAGES)
    name = f"jn-browser-{os.getpid()}"
    os.environ[FOREIGN] = odoo.environment().get("PGPASSWORD") or "none"
    with setup.locked():
        prepare.make(name, rehearsal=True, demo=True)
        _unsafe_but_fast(name)
        lease = servers.start(name, ports.any_free(), rehearsal=True)
    try:
        servers.wait_until_healthy(lease)
        yield {"JN_TEST_URL": servers.url(lease), "JN_TEST_DB": name, "JN_TEST_TEMPLATE": templates.ensure()}
    finally:
        servers.stop(lease)
        databases.drop(name)


@contextmanager
def _template(_suite):
    """Tell the tests which template to copy."""
    with setup.locked():
        template = templates.ensure()
    yield {"JN_TEST_TEMPLATE": template}


WORLDS = {"pure": _pure, "odoo": _odoo, "browser": _browser, "template": _template}
