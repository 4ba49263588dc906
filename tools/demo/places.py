"""Makes the city: its counties, halls, windows, sending departments and matters."""


def make(env, places):
    """Create all units and matters; return ({code: unit}, {department code: matters})."""
    units = _top(env, places)
    units |= _departments(env, places, units[places["city"]["code"]])
    halls = _halls(env, places, units)
    units |= {hall.code: hall for hall in halls}
    units |= _windows(env, places, units)
    return units, _matters(env, places, units)


def windows(places):
    """Yield (code of the place, code of the window, code of the department) of every window."""
    for place in [places["city"] | places["centre"], *places["counties"]]:
        for department in place["windows"]:
            yield place["code"], f"{place['code']}-{department}", department


def _top(env, places):
    city = env["jn.unit"].create({**places["city"], "kind": "city"})
    office = {"code": f"{city.code}-YW", "name": "业务科", "kind": "office", "parent_id": city.id}
    rows = [
        {"code": row["code"], "name": row["name"], "kind": "county", "parent_id": city.id} for row in places["counties"]
    ]
    made = env["jn.unit"].create([office, *rows])
    return {unit.code: unit for unit in city | made}


def _departments(env, places, city):
    made = env["jn.unit"].create(
        [
            {"code": f"D-{code}", "name": row["name"], "kind": "department", "parent_id": city.id}
            for code, row in places["departments"].items()
        ]
    )
    return {unit.code: unit for unit in made}


def _halls(env, places, units):
    centre = (places["city"]["code"], places["centre"]["name"])
    rows = [(row["code"], row["name"] + places["hall_suffix"]) for row in places["counties"]]
    common = {"kind": "hall", "phone": places["city"]["phone"]}
    return env["jn.unit"].create(
        [{**common, "code": f"{code}-H", "name": name, "parent_id": units[code].id} for code, name in [centre, *rows]]
    )


def _windows(env, places, units):
    made = env["jn.unit"].create(
        [
            {
                "code": code,
                "name": places["departments"][department]["window"],
                "kind": "window",
                "parent_id": units[f"{place}-H"].id,
                "department_id": units[f"D-{department}"].id,
            }
            for place, code, department in windows(places)
        ]
    )
    return {unit.code: unit for unit in made}


def _matters(env, places, units):
    office = units[f"{places['city']['code']}-YW"]
    rows = [
        {"code": f"{code}-{place:02}", "name": name, "department_id": units[f"D-{code}"].id, "office_id": office.id}
        for code, row in places["departments"].items()
        for place, name in enumerate(row["matters"], start=1)
    ]
    made = env["jn.matter"].create(rows)
    return {code: made.filtered(lambda m, code=code: m.code.startswith(f"{code}-")) for code in places["departments"]}
