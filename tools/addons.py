"""Our addons: which there are, what they need, and whether they changed."""

import ast

from . import odoo_source, paths, python_env, stamps


def _found():
    """Return every folder with a manifest."""
    return sorted(manifest.parent.name for manifest in paths.ADDONS.glob("*/__manifest__.py"))


def names():
    """Return the addons to install, those for tests only (test_*) left out."""
    return [name for name in _found() if not name.startswith("test_")]


def for_tests():
    """Return the addons that only the Odoo suite installs."""
    return [name for name in _found() if name.startswith("test_")]


def outside_needs():
    """Return the modules of others that ours depend on."""
    needed = {"base", "web"}
    for name in names():
        manifest = ast.literal_eval((paths.ADDONS / name / "__manifest__.py").read_text())
        needed.update(manifest.get("depends", ()))
    return sorted(needed - set(names()))


def checksums():
    """Return {addon: digest of its files}."""
    return {name: stamps.folder_digest(paths.ADDONS / name) for name in names()}


def path():
    """Return the value of Odoo's addons_path: ours, those of packages, Odoo's own."""
    home = odoo_source.home()
    places = (
        paths.ADDONS,
        python_env.site_packages() / "odoo" / "addons",
        home / "odoo" / "addons",
        home / "addons",
    )
    return ",".join(str(place) for place in places if place.is_dir())
