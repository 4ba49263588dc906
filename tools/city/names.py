"""The places, departments and words of the city: the demo city's own, and twenty departments with their matters."""

from functools import cache
from pathlib import Path

import yaml

from tools.demo import data

FOLDER = Path(__file__).parent


def load(name):
    """The content of one of the YAML files beside this one."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def towns():
    """The demo city's places: the city, its centre, the counties, surnames and given names."""
    return data.load("city")


def halls():
    """Yield (code of the place, name of its hall) of the city's centre and of every county and zone."""
    known = towns()
    yield known["city"]["code"], known["centre"]["name"]
    for county in known["counties"]:
        yield county["code"], county["name"] + known["hall_suffix"]


def windows(most=None):
    """Yield (code, name, code of the place, code of the department) of all 600 windows, or of so many in each hall.

    >>> [*windows()][0]
    ('370800-GA', '公安综合窗口', '370800', 'GA')
    >>> len([*windows()])
    600
    """
    places = load("places")
    kinds = [*enumerate(places["windows"], start=1)]
    in_hall = [(code, row["name"] + kind, "" if number == 1 else str(number))
               for code, row in places["departments"].items() for number, kind in kinds]
    for place, _hall in halls():
        for code, name, ending in in_hall[:most]:
            yield f"{place}-{code}{ending}", name, place, code


def matters():
    """Yield (code, name, code of the department) of all 3,000 matters.

    >>> len({name for _code, name, _department in matters()})
    3000
    """
    places = load("places")
    for code, department in places["departments"].items():
        kinds = [subject + act for subject in department["subjects"] for act in places["acts"]]
        for number, name in enumerate(kinds, start=1):
            yield f"{code}-{number:03}", name, code
