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


def sentence(env, deadline):
    """Return the deadline's steps in words, with its time limit and articles, in the user's language."""
    timer = deadline.timer_id.sudo()  # configuration is read for everybody
    words = _words(env, deadline, deadline.steps or ())
    return env._("%(name)s: %(sum)s (%(basis)s)", name=timer.name, sum=" → ".join(words), basis=_basis(env, deadline))


def passport(env, deadline):
    """Return the same apart, to be read at a glance: {'sum': text, 'changes': [text], 'basis': text}."""
    first, changes = [], []
    for key, params in deadline.steps or ():
        if changes or key in CHANGES:
            changes.append((key, params))
        else:
            first.append((key, params))
    return {
        "sum": " → ".join(_words(env, deadline, first)),
        "changes": _words(env, deadline, changes),
        "basis": _basis(env, deadline),
    }


def _words(env, deadline, steps):
    said = [step for step in steps if step[0] != "provisional" or deadline.provisional]
    return [text for key, params in said if (text := _step(env, key, params))]


def _basis(env, deadline):
    """The articles, the version and, where working days matter, the calendar."""
    timer = deadline.timer_id.sudo()  # configuration is read for everybody
    version = env._("version %(number)s", number=timer.version_id.number)
    names = [params["name"] for key, params in deadline.steps or () if key == "calendar"][-1:]
    calendars = [env._("calendar %(name)s", name=_calendar(env, name)) for name in names]
    return ", ".join([*timer.article_ids.mapped("display_name"), version, *calendars])


def _calendar(env, code):
    return env["jn.calendar"]._title_of(code) or env._("weekends only")


def limit(env, timer):
    """Return how long a time limit is, in words: amount and unit."""
    return env._("%(amount)s %(unit)s", amount=f"{timer.amount:g}", unit=_unit(env, timer.unit))


def _step(env, key, params):
    """Return one step in words; steps that a reader does not need are empty."""
    shown = {name: _shown(env, name, value) for name, value in params.items()}
    return {
        "start": lambda: env._("from %(at)s", **shown),
        "add": lambda: env._("+ %(amount)s %(unit)s = %(at)s", **shown),
        "day_not_counted": lambda: env._("the day itself is not counted"),
        "few_hours": lambda: env._("only %(worked)s working hours inside, fewer than %(min)s", **shown),
        "not_working": lambda: env._("%(day)s is no working day", **shown),
        "rolled": lambda: env._("moved to %(at)s", **shown),
        "resumed": lambda: env._("paused %(paused_at)s to %(resumed_at)s, %(left)s %(unit)s left = %(at)s", **shown),
        "already_due": lambda: env._("was over before the pause"),
        "granted": lambda: env._("extended on %(on)s by %(by)s, asked for by %(asked_by)s: %(why)s", **shown),
        "extended": lambda: env._("+ %(amount)s %(unit)s = %(at)s", **shown),
        "recounted": lambda: env._("computed anew on %(on)s, the year's calendar being loaded; before: %(before)s", **shown),
        "provisional": lambda: env._("provisional: the holidays of %(years)s are not loaded", **shown),
        "migrated": lambda: env._("moved to version %(version)s (%(policy)s)", **shown),
        "handed_on": lambda: env._("goes on in version %(version)s", **shown),
        "dropped": lambda: env._("ended, because version %(version)s has no such limit here", **shown),
    }.get(key, str)()


def _shown(env, name, value):
    if name in MOMENTS:
        return _moment(env, datetime.fromisoformat(value))
    if name == "day":
        return _day(env, Date.to_date(value))
    if name == "unit":
        return _unit(env, value)
    if name == "policy":
        return _policy(env, value)
    if name == "years":
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else value


def _moment(env, at):
    """A moment in its unit's own time zone; midnight is 24:00 of the day that it ends."""
    day, time = said(at)
    return env._("%(day)s %(time)s", day=_day(env, day), time=time)


def _day(env, day):
    lang = get_lang(env)
    return _written(day, lang.code, lang.date_format)


@lru_cache(maxsize=1024)  # lists show many moments of few days, and finding a language's rules takes long
def _written(day, code, style):
    locale = babel_locale_parse(code)
    return dates.format_date(day, format=posix_to_ldml(style, locale=locale), locale=locale)


def _unit(env, unit):
    return {
        "natural_hours": env._("natural hours"),
        "working_hours": env._("working hours"),
        "natural_days": env._("natural days"),
        "working_days": env._("working days"),
    }[unit]


def _policy(env, policy):
    return {
        "keep": env._("deadline kept"),
        "recompute": env._("computed anew"),
        "earlier": env._("the earlier of both"),
    }[policy]
