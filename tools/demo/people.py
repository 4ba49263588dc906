"""Hires the city's staff: a clerk, a liaison and a chief representative a window, supervisors and a leader a county."""

from odoo import Command

from . import places as city_places
from .logins import PASSWORD, PEOPLE

WINDOW_ROLES = ("window_clerk", "liaison", "chief_representative")
COUNTY_ROLES = ("supervisor", "supervisor", "leader")


def hire(env, places, units, rng):
    """Create all users; return {(code of the unit, role): users}."""
    known = {(person.unit, person.role) for person in PEOPLE}
    posts = [post for post in _posts(places) if post[:2] not in known]
    named = [_named_values(env, person, units) for person in PEOPLE]
    rows = [_values(env, post, units, person_name(rng, places)) for post in posts]
    users = env["res.users"].with_context(no_reset_password=True, tracking_disable=True).create([*named, *rows])
    env.ref("base.user_admin").name = "系统管理员"
    return _by_post([(person.unit, person.role) for person in PEOPLE] + [post[:2] for post in posts], users)


def person_name(rng, places):
    """A Chinese name."""
    return rng.choice(places["surnames"]) + rng.choice(places["given"])


def _posts(places):
    """Yield (code of the unit, role, which of several) of everybody who is needed."""
    for _place, window, _department in city_places.windows(places):
        yield from ((window, role, 1) for role in WINDOW_ROLES)
    for county in places["counties"]:
        yield from ((county["code"], role, place) for place, role in enumerate(COUNTY_ROLES, start=1))


def _by_post(posts, users):
    """Group users by their post, in order."""
    found = {}
    for post, user in zip(posts, users, strict=True):
        found[post] = found.get(post, user.browse()) + user
    return found


def _named_values(env, person, units):
    """A person whose login is for people to use."""
    return _user_values(env, person.login, person.name, person.role, units[person.unit]) | {"password": PASSWORD}


def _values(env, post, units, name):
    """A person who acts in the story and never logs in."""
    code, role, place = post
    return _user_values(env, f"{code}.{role}.{place}".lower(), name, role, units[code])


def _user_values(env, login, name, role, unit):
    group = env.ref(f"jn_org.group_{role}")
    return {
        "login": login,
        "name": name,
        "staff_code": login,
        "lang": "zh_CN",
        "tz": "Asia/Shanghai",
        "unit_ids": [Command.set(unit.ids)],
        "group_ids": [Command.set(group.ids)],
    }
