"""The databases of measurements: copies of one that is prepared, so that every run begins the same."""

import json
from contextlib import contextmanager

from bench import packages
from tools import addons, databases, odoo, paths


class Ground:
    """A database to be measured on."""

    def __init__(self, name):
        self.name = name
        places = (paths.ROOT / "bench" / "addons", packages.ADDONS)
        self.options = ["--addons-path", ",".join([addons.path(), *(str(place) for place in places if place.is_dir())])]

    def install(self, *names):
        """Bring addons of `bench/addons` and peers, with all that they need."""
        odoo.install(self.name, {"--init": names}, "Installing the peers of the measurement", self.options)

    def script(self, name, **arguments):
        """Run a script inside Odoo and return what it says."""
        code, output = odoo.script(name, self.name, capture=True, extra=self.options, **arguments)
        if code:
            raise RuntimeError(f"{name} ended with {code}: {output}")
        return json.loads(output) if output.strip() else None


@contextmanager
def copied(source, name, kind=Ground):
    """Give a copy of a database and take it away afterwards."""
    databases.drop(name)
    databases.copy(source, name)
    try:
        yield kind(name)
    finally:
        databases.drop(name)
