"""What the business systems of the halls send: finished matters, through the public intake."""

from datetime import datetime, timedelta

from . import fates, people
from .fates import Fate

SOURCE = "hall"


class Counter:
    """Sends cases as the intake's machine does, and remembers those still open at the window."""

    def __init__(self, world, stories):
        self.world, self.rng = world, world.rng
        self.stories = stories
        self.number = 0
        self.open = []
        codes = [window for _place, window, _department in world.windows]
        weights = world.behaviour["weights"]
        city = world.places["city"]["code"]
        kinds = ["centre" if place == city else "county" for place, _window, _department in world.windows]
        self.weights = dict(zip(codes, [weights[kind] for kind in kinds], strict=True))

    def visit(self, working_days_left, first):
        """Send what has been finished since the last visit; the stories of this day come with its first one."""
        finished, self.open = self.open, []
        batch = [self._ordinary() for _case in range(self.rng.randint(*self.world.behaviour["cases_per_visit"]))]
        if first:
            batch += [self._told(story) for story in self.stories if story["day"] == working_days_left]
        items = [self._finish(item) for item in finished] + [item for item, _fate in batch]
        results = self._send(items)[len(finished) :]
        for result, (_item, fate) in zip(results, batch, strict=True):
            self.world.fates[result["id"]] = fate

    def send_faulty(self):
        """Send rows that cannot be taken: they wait for people in the list of rejects."""
        faults = (
            {"unit": "370899-GA"},
            {"matter": "GA-99"},
            {"accepted_at": "2026-11-02 09:00"},
            {"completed_at": "?"},
        )
        window = self.world.windows[0][1]
        self._send([{**self._item(window, Fate()), **fault} for fault in faults])

    def _send(self, items):
        user = self.world.staff[self.world.places["city"]["code"], "intake"]
        return self.world.acting(self.world.env["jn.case"], user).ingest(items)

    def _ordinary(self):
        code = fates.weighted(self.rng, self.weights)
        fate = fates.draw(self.rng, self.world.behaviour, self.world.profile(code))
        item = self._item(code, fate)
        return self._arriving(item), fate

    def _told(self, story):
        fate = fates.tell(self.rng, self.world.behaviour, self.world.profile(story["unit"]), story)
        item = self._item(story["unit"], fate)
        return {**item, "completed_at": None} if fate.arrival == "open" else item, fate

    def _item(self, code, fate):
        """A case as a business system writes it."""
        self.number += 1
        completed = self.world.now - timedelta(minutes=self.rng.randint(5, 110))
        accepted = completed - timedelta(minutes=self.rng.randint(8, 4000))
        unit = self.world.units[code]
        return {
            "source": SOURCE,
            "ref": f"JN{completed:%Y%m%d}{self.number:05}",
            "unit": code,
            "matter": self.rng.choice(self.world.matters[code.rpartition("-")[2]]).code,
            "handler": self.world.person(unit, "window_clerk").staff_code,
            "applicant_name": people.person_name(self.rng, self.world.places),
            "phone": self._phone(fate.phone),
            "accepted_at": self._iso(accepted),
            "completed_at": self._iso(completed),
        }

    def _phone(self, kind):
        """A number of that kind; the demo phones of unknown and silent numbers take no message."""
        if kind == "empty":
            return ""
        if kind == "landline":
            return f"0537-{self.rng.randint(2000000, 6999999)}"
        number = f"1{self.rng.choice(('38', '39', '50', '58', '86'))}{self.rng.randint(0, 99999999):08}"
        if kind != "mobile":
            self.world.env["jn.demo.phone"].create({"number": f"+86{number}", "behaviour": kind})
        return number

    def _arriving(self, item):
        """Let a few arrive late, and keep a few open until the next visit."""
        how = fates.weighted(self.rng, self.world.behaviour["arrivals"])
        if how == "open":
            self.open.append(item)
            return {**item, "completed_at": None}
        delay = timedelta(days=self.world.behaviour["delays"].get(how, 0))
        moments = ("accepted_at", "completed_at")
        return {**item, **{name: (datetime.fromisoformat(item[name]) - delay).isoformat() for name in moments}}

    def _finish(self, item):
        return {**item, "completed_at": self._iso(self.world.now)}

    def _iso(self, moment):
        return self.world.env["jn.clock"]._iso(moment)
