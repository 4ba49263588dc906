"""The shipped schemes as the pure calculation takes them, under any choice of options."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from odoo.addons.jn_rules import yamlfile

from ..calculation import ACTIVE, OFFICIAL, Indicator, Scheme, reach

PACK = Path(__file__).parents[3] / "config" / "packs" / "jining_2019"
DEFAULTS = {
    "deduction.floor": "none",
    "deduction.points_below": "floor",
    "explained.counts_as": "not_satisfied",
    "invalid.counts_as": "excluded",
    "score.empty_ratio": "full",
    "score.level_due_counts": "true",
    "score.no_business": "unranked",
    "score.which_checks": "first_and_second",
    "silence.counts_as": "effective_satisfied",
    "silence.second": "outside",
    "undelivered.refused_contact": "keep",
    "window.formula": "mean",
    "window.no_second_level": "first_alone",
}
# numbers by which a sheet is reckoned, the shipped one first, and some that a city might choose
SCORED = {"score.confidence_percent": (95, 90, 99), "score.decimals": (2, 0, 1, 3), "score.small_sample": (30, 1, 4)}


@cache
def shipped():
    """The data of `assessment.yaml`."""
    return yamlfile.load((PACK / "assessment.yaml").read_bytes()).data


@cache
def choices(code):
    """{setting: its options} of every formula on which the shipped scheme `code` rests, whatever is chosen."""
    texts = {name: _texts(formula) for name, formula in shipped()["formulas"].items()}
    names = frozenset().union(*(reach(text, texts) for text in _told(shipped()["schemes"][code])))
    formulas = [formula for name, formula in shipped()["formulas"].items() if name in names and "setting" in formula]
    return {formula["setting"]: tuple(sorted(formula["variants"])) for formula in formulas}


@cache
def deciding():
    """The settings that say which facts count or by which moment: measures and schemes ask them while counting."""
    measures, schemes = shipped()["measures"].values(), shipped()["schemes"].values()
    conditions = [*(one["domain"] for one in measures), *(one.get("units", "") for one in schemes)]
    asked = re.findall(r"(?:ago|chosen)\('([\w.]+)'", " ".join(conditions))
    return frozenset([*asked, *(one["date_setting"] for one in measures if "date_setting" in one)])


@cache
def _settings():
    return yamlfile.load((PACK / "settings.yaml").read_bytes()).data["settings"]


def held(code):
    """The values that a shipped setting can have, as it holds them; of a number, the default alone."""
    setting = _settings()[code]
    values = {"boolean": (True, False), "choice": [option["code"] for option in setting.get("options", ())]}
    return tuple(values.get(setting["kind"], [setting["default"]]))


def scheme(code, **options):
    """The shipped scheme `code`; options by the setting's code with __ for the point."""
    chosen = {**shipped_numbers(), **DEFAULTS, **{key.replace("__", "."): option for key, option in options.items()}}
    row = shipped()["schemes"][code]
    return Scheme(
        indicators=tuple(_indicator(part) for part in row["indicators"]),
        business=row["business"],
        total=row["total"],
        idle=row["idle"],
        shown=row.get("shown", "total"),
        extras={part["code"]: part["formula"] for part in row["extras"]},
        base=Decimal(row.get("base", 0)),
        decimals=chosen["score.decimals"],
        formulas={name: _text(formula, chosen) for name, formula in shipped()["formulas"].items()},
    )


def shipped_numbers():
    """{setting: the shipped number} of those by which a sheet is reckoned."""
    return {code: numbers[0] for code, numbers in SCORED.items()}


def counts(**numbers):
    """Numbers of every shipped measure, 0 unless given."""
    return {**dict.fromkeys(shipped()["measures"], 0), **numbers}


def _texts(formula):
    return list(formula["variants"].values()) if "setting" in formula else [formula["formula"]]


def _told(row):
    """Every formula that a scheme's row tells, of the units, of each indicator and of what is printed beside."""
    parts = ("numerator", "denominator", "active_numerator", "active_denominator", "rate", "score")
    whole = [row.get(name) for name in ("business", "total", "idle", "shown")]
    counted = [indicator.get(name) for indicator in row["indicators"] for name in parts]
    return [text for text in [*whole, *counted, *(extra["formula"] for extra in row["extras"])] if text]


def _text(formula, chosen):
    return formula["variants"][chosen[formula["setting"]]] if "setting" in formula else formula["formula"]


def _indicator(part):
    return Indicator(
        code=part["code"],
        counts={
            OFFICIAL: (part.get("numerator", ""), part.get("denominator", "")),
            ACTIVE: (part.get("active_numerator", ""), part.get("active_denominator", "")),
        },
        rate=part.get("rate", ""),
        score=part.get("score", ""),
        weight=Decimal(str(part.get("weight", 0))),
        standard=Decimal(str(part.get("standard", 0))),
        parent=part.get("parent", ""),
    )
