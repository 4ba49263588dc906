"""Prints the sum behind a deadline as one sentence (peers: nobody knows why it is "6 days")."""

from datetime import datetime, timedelta

from odoo.tools import format_date


def sentence(env, deadline):
    """Return the deadline's steps in words, with its time limit and articles, in the user's language."""
    timer = deadline.timer_id.sudo()  # configuration is read for everybody
    words = [text for key, params in deadline.steps or () if (text := _step(env, key, params))]
    source = ", ".join(timer.article_ids.mapped("display_name"))
    version = env._("version %(number)s", number=timer.version_id.number)
    return env._("%(name)s: %(sum)s (%(basis)s)", name=timer.name, sum=" → ".join(words),
                 basis=", ".join(filter(None, [source, version])))


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
        "provisional": lambda: env._("provisional: the holidays of %(years)s are not loaded", **shown),
        "migrated": lambda: env._("moved to version %(version)s (%(policy)s)", **shown),
        "handed_on": lambda: env._("goes on in version %(version)s", **shown),
        "dropped": lambda: env._("ended, because version %(version)s has no such limit here", **shown),
    }.get(key, str)()


def _shown(env, name, value):
    if name in ("at", "paused_at", "resumed_at"):
        return _moment(env, datetime.fromisoformat(value))
    if name == "day":
        return format_date(env, value)
    if name == "unit":
        return _unit(env, value)
    if name == "policy":
        return _policy(env, value)
    if name == "years":
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else value


def _moment(env, at):
    """A moment in its unit's own time zone; midnight is 24:00 of the day that it ends."""
    if not (at.hour or at.minute):
        return env._("%(day)s %(time)s", day=format_date(env, at.date() - timedelta(days=1)), time="24:00")
    return env._("%(day)s %(time)s", day=format_date(env, at.date()), time=at.strftime("%H:%M"))


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
