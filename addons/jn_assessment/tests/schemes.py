"""The shipped schemes as the pure calculation takes them, under any choice of options."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from odoo.addons.jn_rules import yamlfile

from ..calculation import ACTIVE, OFFICIAL, Indicator, Scheme

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


@cache
def shipped():
    """The data of `assessment.yaml`."""
    return yamlfile.load((PACK / "assessment.yaml").read_bytes()).data


def scheme(code, **options):
    """The shipped scheme `code`; options by the setting's code with __ for the point."""
    chosen = {**DEFAULTS, **{key.replace("__", "."): option for key, option in options.items()}}
    row = shipped()["schemes"][code]
    return Scheme(
        indicators=tuple(_indicator(part) for part in row["indicators"]),
        business=row["business"],
        total=row["total"],
        idle=row["idle"],
        shown=row.get("shown", "total"),
        extras={part["code"]: part["formula"] for part in row["extras"]},
        base=Decimal(row.get("base", 0)),
        formulas={name: _text(formula, chosen) for name, formula in shipped()["formulas"].items()},
    )


def counts(**numbers):
    """Numbers of every shipped measure, 0 unless given."""
    return {**dict.fromkeys(shipped()["measures"], 0), **numbers}


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
