"""What will become of a case, drawn beforehand: how its citizen feels and how its window works."""

from dataclasses import dataclass, field

# What a story may say; whatever it leaves open is drawn as for any other case.
STOPS = ("calling", "objecting", "reporting", "confirming", "checking", "reviewing", "accountability", "leader_desk")


@dataclass(frozen=True)
class Fate:
    """One case's future. `levels` are the citizen's answers in order, None is silence.

    `waits` are hours from the moment something could be done until somebody does it.
    """

    levels: tuple = ()
    waits: dict = field(default_factory=dict)
    window: str = "willing"  # or absent, careless, objects, unreachable
    findings: tuple = ()
    arrival: str = "in_time"  # or open: the matter is not finished yet
    phone: str = "mobile"  # or empty, landline, unknown, silent
    change: int | None = None  # the level to which the first answer is changed
    late_again: int | None = None  # a last bad answer after the case was closed
    decision: str = "close"
    review: str = "approved"
    uphold: bool = False
    repaired: bool = False
    spot: str | None = None
    stop: str | None = None
    stop_again: str | None = None  # as stop, from the second round of the stage on

    def level(self, turn):
        """The answer to the question number `turn`, counted from 1."""
        return self.levels[turn - 1] if turn <= len(self.levels) else None

    def finding(self, turn):
        """What the check number `turn`, counted from 1, finds."""
        return self.findings[turn - 1] if turn <= len(self.findings) else "satisfied"

    def stands(self, stage, turn=1):
        """Whether nobody acts in this stage."""
        return stage == self.stop or (turn > 1 and stage == self.stop_again)


def draw(rng, behaviour, profile):
    """Draw an ordinary case's fate for a window of that profile."""
    odds = behaviour["profiles"][profile]
    waits = draw_waits(rng, behaviour, profile)
    first, waits["first"] = _first_answer(rng, behaviour, odds)
    return Fate(
        levels=(first, _second_answer(rng, odds)),
        waits=waits,
        window=_pick(rng, odds, ("absent", "careless", "unreachable"), "willing"),
        findings=tuple(_findings(rng, behaviour["findings"])),
        phone=rng.choice(("empty", "landline", "unknown")) if rng.random() < odds["bad_number"] else "mobile",
        repaired=rng.random() < odds["answers"],
    )


def tell(rng, behaviour, profile, story):
    """The fate that a story prescribes; its people are quick unless it says otherwise."""
    given = {name: story[name] for name in Fate.__dataclass_fields__ if name in story}
    given["waits"] = dict.fromkeys(draw_waits(rng, behaviour, profile), 0) | story.get("waits", {})
    for name in ("levels", "findings"):
        given[name] = tuple(given.get(name, ()))
    return Fate(**given)


def draw_waits(rng, behaviour, profile):
    """Hours of waiting for each step, {step: hours}."""
    own = {step: behaviour["profiles"][profile][step] for step in ("call", "report", "confirm")}
    return {step: rng.uniform(*span) for step, span in {**behaviour["waits"], **own}.items()}


def weighted(rng, weights):
    """One of the keys, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def _first_answer(rng, behaviour, odds):
    """(level or None, hours after delivery)."""
    hours = rng.uniform(*behaviour["waits"]["first"])
    if rng.random() < odds["late_bad"]:
        return rng.choice((1, 2)), rng.uniform(*behaviour["waits"]["late"])
    if rng.random() >= odds["answers"]:
        return None, hours
    return _level(rng, odds["bad"]), hours


def _second_answer(rng, odds):
    if rng.random() < odds["silent_again"]:
        return None
    return _level(rng, 1 - odds["content_again"])


def _level(rng, bad):
    return rng.choice((1, 2)) if rng.random() < bad else rng.choice((3, 4, 4, 5, 5, 5))


def _findings(rng, weights):
    """What check after check finds, until one of them ends the case."""
    while (finding := weighted(rng, weights)) in ("untrue", "violation"):
        yield finding
    yield finding


def _pick(rng, odds, names, otherwise):
    """One of `names` by its own odds, or `otherwise`."""
    roll = rng.random()
    for name in names:
        if roll < odds[name]:
            return name
        roll -= odds[name]
    return otherwise
