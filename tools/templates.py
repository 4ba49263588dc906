"""Template databases: the slow part of making a database, done once for each state of the code."""

from . import addons, databases, odoo, odoo_source, paths, psql, stamps
from .say import step
from .trouble import Trouble

PREFIX = "jn-template-"
BASE_PREFIX = "jn-base-"
HALF = "-half"  # the name's end while a template is being made


def _build(name, source, fill):
    """Make a database under a half name, fill it, and only then give it its name."""
    half = name + HALF
    databases.drop(half)
    if source:
        databases.copy(source, half)
    else:
        databases.create(half)
    fill(half)
    databases.rename(half, name)


def _drop_others(prefix, keep):
    """Remove the templates of earlier states that were made here."""
    for name in stamps.read("databases").split():
        if name.startswith(prefix) and name != keep and databases.exists(name):
            databases.drop(name)


def _fill_base(name):
    """Install what our addons need of Odoo, in Chinese as in English."""
    odoo.install(name, {"--init": addons.outside_needs()}, "Installing Odoo", ["--load-language=zh_CN"])


def _fill(name):
    """Install our addons and apply the regulation's pack."""
    odoo.install(name, {"--init": addons.names()}, "Installing the addons")
    code, _output = odoo.script("make_template", name, pack=str(paths.DEFAULT_PACK))
    if code:
        raise Trouble("The pack could not be applied; what is wrong stands above")
    databases.note(name, addons=addons.checksums(), pack=stamps.folder_digest(paths.DEFAULT_PACK))


def base():
    """Return the name of the template with Odoo alone, making it if need be."""
    name = BASE_PREFIX + stamps.digest(odoo_source.version(), *addons.outside_needs())
    if not databases.exists(name):
        with step("Installing Odoo into a template database"):
            _build(name, None, _fill_base)
        _drop_others(BASE_PREFIX, name)
    return name


def ensure():
    """Return the name of the template for the code and pack as they are now, making it if need be."""
    if not addons.names():
        raise Trouble(f"There are no addons in {paths.ADDONS}; is the working copy complete? (git status)")
    sums = sorted(addons.checksums().items())
    name = PREFIX + stamps.digest(base(), *sums, stamps.folder_digest(paths.PACKS))
    if not databases.exists(psql.check_name(name)):
        with step("Installing the addons and the regulation into a template database"):
            _build(name, base(), _fill)
        _drop_others(PREFIX, name)
    return name
