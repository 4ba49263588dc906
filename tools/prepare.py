"""A database ready for use: a copy of the template, or an older one brought up to the code."""

import json

from . import addons, databases, odoo, paths, postgres, psql, stamps, templates
from .say import say, step
from .trouble import Trouble


def make(name, rehearsal, demo):
    """Make a new database; return the facts about it."""
    template = templates.ensure()
    with step(f"Making the database {name}" + (" with the demo city" if demo else "")):
        databases.copy(template, name)
        given = {"rehearsal": rehearsal, "demo": demo, "development": not postgres.is_foreign()}
        code, output = odoo.script("first_start", name, capture=True, **given)
        if code:
            databases.drop(name)
            raise Trouble(f"The database {name} could not be made; what is wrong stands above")
    databases.note(name, rehearsal=rehearsal, demo=demo, logins=json.loads(output))
    return databases.facts(name)


def update(name, known):
    """Bring a database up to the addons as they are now."""
    now, then = addons.checksums(), known.get("addons", {})
    changed = {
        "--update": [addon for addon in now if addon in then and then[addon] != now[addon]],
        "--init": [addon for addon in now if addon not in then],
    }
    if any(changed.values()):
        with step(f"Bringing the database {name} up to the code"):
            odoo.install(name, changed, "The update of the addons")
        databases.note(name, addons=now)
    if known.get("pack") != stamps.folder_digest(paths.DEFAULT_PACK):
        say(f"The pack has changed since: ./jn pack plan {paths.DEFAULT_PACK.relative_to(paths.ROOT)} --db {name}")


def ensure(name, rehearsal=None, demo=True, fresh=False):
    """Return the facts about the database NAME, made or brought up to date as need be."""
    psql.check_name(name)
    if fresh:
        databases.drop(name)
    if not databases.exists(name):
        return make(name, bool(rehearsal), demo)
    known = databases.require(name)
    if rehearsal and not known["rehearsal"]:
        raise Trouble(f"The database {name} is no rehearsal database; --fresh makes it anew, or choose another --db")
    update(name, known)
    return known
