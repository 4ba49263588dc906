"""Inside Odoo: both sheets of the last settled quarter, and the windows' year up to it; computed and kept."""

import json

from odoo.addons.jn_rules import periods

from bench.assessment import sheets


def main(env):
    """Print {kind of workbook: the ids of its sheets}."""
    quarter = sheets._quarter(env)
    _seconds, made = sheets._sheets(env, quarter)
    found = {sheet.scheme_id.code: sheet.ids for sheet in made}
    year = _year(made.filtered(lambda sheet: sheet.scheme_id.code == "window"), quarter)
    print(json.dumps({**found, "year": year.ids, "bulletin": made.ids}))


def _year(last, quarter):
    """The year that is the mean of its quarters up to that of the `last` sheet, all of them published."""
    year = periods.year_of(quarter.start)
    starts = [year.start.replace(month=month) for month in range(1, quarter.start.month, periods.MONTHS_IN_QUARTER)]
    before = last.create([_values(last, periods.quarter_of(start)) for start in starts])
    before.compute()
    (before | last).publish()
    made = last.create([_values(last, year)])
    made.compute()
    return made


def _values(last, period):
    return {"scheme_id": last.scheme_id.id, "period_start": period.start, "period_end": period.end}
