"""Prints the sum behind a deadline as one sentence (peers: nobody knows why it is "6 days")."""

from datetime import datetime
from functools import lru_cache

from babel import dates

from odoo.fields import Date
from odoo.tools.misc import babel_locale_parse, get_lang, posix_to_ldml

from odoo.addons.jn_rules.deadlines import said

MOMENTS = ("at", "paused_at", "resumed_at", "on", "before")
# Steps that tell that something changed a limit after it had begun.
CHANGES = ("resumed", "already_due", "granted", "extended", "recounted", "migrated", "handed_on", "dropped", "provisional")


class Tongue:
    """The reader's language: each text of it is looked up once, for a list holds hundreds of sums."""

    def __init__(self, env):
        self.env, self.lang, self.known, self.calendars = env, get_lang(env), {}, {}

    def _(self, source, **shown):
        """Return a text in this language, its places filled."""
        if source not in self.known:
            self.known[source] = self.env._(source)  # pylint: disable=translation-not-lazy
        return self.known[source] % shown if shown else self.known[source]


def sentence(tongue, deadline):
    """Return the deadline's steps in words, with its time limit and articles, in a `Tongue`."""
    timer = deadline.timer_id.sudo()  # configuration is read for everybody
    steps = deadline.steps or ()  # read once: each reading copies it whole
    words = _words(tongue, deadline, steps)
    return tongue._("%(name)s: %(sum)s (%(basis)s)", name=timer.name, sum=" → ".join(words), basis=_basis(tongue, timer, steps))


def passport(tongue, deadline):
    """Return the same apart, to be read at a glance: {'sum': text, 'changes': [text], 'basis': text}."""
    first, changes = [], []
    steps = deadline.steps or ()
    for key, params in steps:
        if changes or key in CHANGES:
            changes.append((key, params))
        else:
            first.append((key, params))
    return {
        "sum": " → ".join(_words(tongue, deadline, first)),
        "changes": _words(tongue, deadline, changes),
        "basis": _basis(tongue, deadline.timer_id.sudo(), steps),  # configuration is read for everybody
    }


def _words(tongue, deadline, steps):
    said = [step for step in steps if step[0] != "provisional" or deadline.provisional]
    return [text for key, params in said if (text := _step(tongue, key, params))]


def _basis(tongue, timer, steps):
    """The articles, the version and, where working days matter, the calendar."""
    version = tongue._("version %(number)s", number=timer.version_id.number)
    names = [params["name"] for key, params in steps if key == "calendar"][-1:]
    calendars = [tongue._("calendar %(name)s", name=_calendar(tongue, name)) for name in names]
    return ", ".join([*timer.article_ids.mapped("display_name"), version, *calendars])


def _calendar(tongue, code):
    if code not in tongue.calendars:
        tongue.calendars[code] = tongue.env["jn.calendar"]._title_of(code)
    return tongue.calendars[code] or tongue._("weekends only")


def limit(env, timer):
    """Return how long a time limit is, in words: amount and unit."""
    tongue = Tongue(env)
    return tongue._("%(amount)s %(unit)s", amount=f"{timer.amount:g}", unit=_unit(tongue, timer.unit))


def _step(tongue, key, params):
    """Return one step in words; steps that a reader does not need are empty."""
    shown = {name: _shown(tongue, name, value) for name, value in params.items()}
    return {
        "start": lambda: tongue._("from %(at)s", **shown),
        "add": lambda: tongue._("+ %(amount)s %(unit)s = %(at)s", **shown),
        "day_not_counted": lambda: tongue._("the day itself is not counted"),
        "few_hours": lambda: tongue._("only %(worked)s working hours inside, fewer than %(min)s", **shown),
        "not_working": lambda: tongue._("%(day)s is no working day", **shown),
        "rolled": lambda: tongue._("moved to %(at)s", **shown),
        "resumed": lambda: tongue._("paused %(paused_at)s to %(resumed_at)s, %(left)s %(unit)s left = %(at)s", **shown),
        "already_due": lambda: tongue._("was over before the pause"),
        "granted": lambda: tongue._("extended on %(on)s by %(by)s, asked for by %(asked_by)s: %(why)s", **shown),
        "extended": lambda: tongue._("+ %(amount)s %(unit)s = %(at)s", **shown),
        "recounted": lambda: tongue._("computed anew on %(on)s, the year's calendar being loaded; before: %(before)s", **shown),
        "provisional": lambda: tongue._("provisional: the holidays of %(years)s are not loaded", **shown),
        "migrated": lambda: tongue._("moved to version %(version)s (%(policy)s)", **shown),
        "handed_on": lambda: tongue._("goes on in version %(version)s", **shown),
        "dropped": lambda: tongue._("ended, because version %(version)s has no such limit here", **shown),
    }.get(key, str)()


def _shown(tongue, name, value):
    if name in MOMENTS:
        return _moment(tongue, datetime.fromisoformat(value))
    if name == "day":
        return _day(tongue, Date.to_date(value))
    if name == "unit":
        return _unit(tongue, value)
    if name == "policy":
        return _policy(tongue, value)
    if name == "years":
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else value


def _moment(tongue, at):
    """A moment in its unit's own time zone; midnight is 24:00 of the day that it ends."""
    day, time = said(at)
    return tongue._("%(day)s %(time)s", day=_day(tongue, day), time=time)


def _day(tongue, day):
    return _written(day, tongue.lang.code, tongue.lang.date_format)


@lru_cache(maxsize=1024)  # lists show many moments of few days, and finding a language's rules takes long
def _written(day, code, style):
    locale = babel_locale_parse(code)
    return dates.format_date(day, format=posix_to_ldml(style, locale=locale), locale=locale)


def _unit(tongue, unit):
    return {
        "natural_hours": tongue._("natural hours"),
        "working_hours": tongue._("working hours"),
        "natural_days": tongue._("natural days"),
        "working_days": tongue._("working days"),
    }[unit]


def _policy(tongue, policy):
    return {
        "keep": tongue._("deadline kept"),
        "recompute": tongue._("computed anew"),
        "earlier": tongue._("the earlier of both"),
    }[policy]
