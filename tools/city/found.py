"""Founds the city, inside Odoo: units, matters, and people for every role."""

from odoo import Command

from tools.demo.logins import PASSWORD, PEOPLE

from . import names

WINDOW_ROLES = ("window_clerk", "liaison", "chief_representative")
COUNTY_ROLES = ("supervisor", "supervisor", "leader")


def main(env, windows=None, people=True):
    """Make all that cases are about; there are none yet. `windows`: only so many in each hall; `people`: hire them, too."""
    chosen = [*names.windows(windows)]
    units = _units(env, chosen)
    _matters(env, units)
    if people:
        _people(env, units, chosen)
    _compare_no_reports(env)


def _compare_no_reports(env):
    """Texts of such a city are alike by construction: which report resembles which tells nothing, and is left out."""
    env["jn.setting"].search([("code", "=", "report.compared_with")]).default_value = "0"


def _units(env, chosen):
    """Return {code: unit}, from the city down to its windows."""
    known, places = names.towns(), names.load("places")
    city = env["jn.unit"].create({**known["city"], "kind": "city"})
    below = [{"code": f"{city.code}-YW", "name": places["office"], "kind": "office", "parent_id": city.id}]
    below += [{"code": row["code"], "name": row["name"], "kind": "county", "parent_id": city.id} for row in known["counties"]]
    below += [
        {"code": f"D-{code}", "name": row["of"], "kind": "department", "parent_id": city.id}
        for code, row in places["departments"].items()
    ]
    units = {unit.code: unit for unit in city | env["jn.unit"].create(below)}
    halls = [
        {"code": f"{code}-H", "name": name, "kind": "hall", "phone": city.phone, "parent_id": units[code].id}
        for code, name in names.halls()
    ]
    units |= {unit.code: unit for unit in env["jn.unit"].create(halls)}
    rows = [
        {"code": code, "name": name, "kind": "window", "parent_id": units[f"{place}-H"].id, "department_id": units[f"D-{of}"].id}
        for code, name, place, of in chosen
    ]
    return units | {unit.code: unit for unit in env["jn.unit"].create(rows)}


def _matters(env, units):
    """The matters of each department; those of the first are the business office's field."""
    [office] = [unit for unit in units.values() if unit.kind == "office"]
    field = next(iter(names.load("places")["departments"]))
    env["jn.matter"].create([
        {"code": code, "name": name, "department_id": units[f"D-{of}"].id, "office_id": of == field and office.id}
        for code, name, of in names.matters()
    ])


def _people(env, units, chosen):
    """Hire three people a window and three a county, those with logins among them."""
    posts = [(code, role, 1) for code, *_rest in chosen for role in WINDOW_ROLES]
    for county in names.towns()["counties"]:
        posts += [(county["code"], role, number) for number, role in enumerate(COUNTY_ROLES, start=1)]
    taken = {(person.unit, person.role) for person in PEOPLE}
    rows = [_row(env, units, person.login, person.name, person.role, person.unit, PASSWORD) for person in PEOPLE if person.unit in units]
    for number, (code, role, place) in enumerate(posts):
        if (code, role) not in taken:
            rows.append(_row(env, units, f"{code}.{role}.{place}".lower(), _name(number), role, code))
    env["res.users"].with_context(no_reset_password=True, tracking_disable=True, mail_create_nosubscribe=True).create(rows)
    env.ref("base.user_admin").name = names.load("places")["administrator"]


def _name(number):
    known = names.towns()
    return known["surnames"][number * 7 % len(known["surnames"])] + known["given"][number * 11 % len(known["given"])]


def _row(env, units, login, name, role, code, password=None):
    group = env.ref(f"jn_org.group_{role}")
    values = {
        "login": login, "name": name, "staff_code": login, "lang": "zh_CN", "tz": "Asia/Shanghai",
        "unit_ids": [Command.set(units[code].ids)], "group_ids": [Command.set(group.ids)],
    }
    return values | ({"password": password} if password else {})
