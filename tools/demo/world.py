"""The demo city while it lives: who is where, what will become of each case, what was done when."""

import random
from datetime import timedelta

from . import data, people, places


class World:
    """The city with its people, and what the actors share.

    `fates` is {case id: Fate}; `units`, `matters` and `staff` are by code.
    """

    def __init__(self, env):
        self.env = env
        self.places, self.behaviour, self.texts = data.load("city"), data.load("behaviour"), data.load("texts")
        self.rng = random.Random(self.behaviour["seed"])
        self.units, self.matters = places.make(env, self.places)
        self.staff = people.hire(env, self.places, self.units, self.rng)
        self.windows = list(places.windows(self.places))
        self.fates = {}
        self._seen = {}

    @property
    def now(self):
        """The clock's moment, naive UTC."""
        return self.env["jn.clock"]._now()

    def person(self, unit, role, place=0):
        """The user with that role at the unit; the last one if there are not so many."""
        return self.staff[unit.code, role][: place + 1][-1:]

    def acting(self, records, user):
        """The records as this person handles them."""
        return records.with_user(user).with_context(lang="zh_CN", tz="Asia/Shanghai")

    def supervisor(self, check, place=0):
        """Who checks: the unit's own level, the city's supervisors once it was handed over."""
        unit = check.unit_id._city() if check.handed_over else check.unit_id.county_id
        return self.person(unit, "supervisor", place)

    def text(self, *path, **values):
        """One of the texts at that place, filled in."""
        found = self.texts
        for step in path:
            found = found[step]
        return (self.rng.choice(found) if isinstance(found, list) else found).format(**values)

    def has_waited(self, record, step):
        """Whether the hours of this step are over, counted from when it was first asked about in this stage."""
        since = self._seen.setdefault((record._name, record.id, record.stage_code, step), self.now)
        return self.now - since >= timedelta(hours=self.fates[record.case_id.id].waits[step])

    def profile(self, code):
        """The quality of a window."""
        quality = self.behaviour["quality"]
        return next((name for name in ("good", "poor") if code in quality[name]), quality["default"])
