"""Inside Odoo: both sheets of a quarter, and the same numbers by hand; nothing of it stays unless it is to be opened."""

import json
import resource
import time
from datetime import timedelta

from odoo.addons.jn_rules import periods

from bench.assessment.byhand import STATEMENTS

SCHEMES = ("county", "window")
SETTLE = timedelta(days=100)  # so long before the last completion lies a quarter in which all is over


def main(env, repeat=3, keep=False):
    """Print what was found as JSON: {quarter, moments, cases, units, sheets, by_hand, differing, megabytes, opened}."""
    quarter = _quarter(env)
    moments = _moments(env, quarter)
    found = {
        "quarter": [str(quarter.start), str(quarter.end)], "moments": [str(moments["start"]), str(moments["end"])], "cases": _cases(env, quarter),
        "history": env["jn.case"].search_count([]), "sheets": [], "by_hand": [],
    }
    before = _megabytes()
    for _turn in range(repeat):
        with env.cr.savepoint() as turn:
            seconds, sheets = _sheets(env, quarter)
            found["sheets"].append(seconds)
            found["units"] = sum(len(sheet.line_ids.unit_id) for sheet in sheets)
            turn.rollback()
        env.invalidate_all(flush=False)
        seconds, counts, statements = _by_hand(env, quarter)
        found["by_hand"].append(seconds)
    found |= {"megabytes": _megabytes() - before, "statements": statements, "differing": _differing(env, quarter, counts)}
    if keep:
        _seconds, sheets = _sheets(env, quarter)
        found["opened"] = sheets.ids
        env.cr.commit()
    print(json.dumps(found))


def _sheets(env, quarter):
    """Make and compute both sheets of a quarter; return the seconds and the sheets."""
    started = time.perf_counter()
    schemes = env["jn.scheme"].search([("code", "in", SCHEMES), ("unit_id", "=", False)])
    values = {"period_start": quarter.start, "period_end": quarter.end}
    sheets = env["jn.sheet"].create([{"scheme_id": scheme.id, **values} for scheme in schemes])
    sheets.compute()
    env.flush_all()
    return time.perf_counter() - started, sheets


def _by_hand(env, quarter):
    """Return the seconds of the statements, {measure: {unit id: number}}, and each statement's own seconds."""
    counts, each, moments = {}, [], _moments(env, quarter)
    for statement in STATEMENTS:
        started = time.perf_counter()
        env.cr.execute(statement, moments)
        rows = env.cr.dictfetchall()
        each.append(time.perf_counter() - started)
        for name in rows[0].keys() - {"unit_id"} if rows else ():
            counts[name] = {row["unit_id"]: row[name] for row in rows if row[name]}
    return sum(each), counts, each


def _differing(env, quarter, counts):
    """The measures of both sheets whose numbers are not those that were counted by hand."""
    moments = _moments(env, quarter)
    schemes = env["jn.scheme"].search([("code", "in", SCHEMES), ("unit_id", "=", False)])
    measures = env["jn.measure"].union(*(scheme._measures(env["jn.formula"]._book()) for scheme in schemes))
    ours = measures._count(moments["start"], moments["end"], moments["now"])
    return sorted(name for name in ours if ours[name] != counts.get(name, {}))


def _moments(env, quarter):
    city = env["jn.unit"].search([("kind", "=", "city")], limit=1)
    start, end = periods.utc_bounds(quarter, city._calendar().tz)
    now = env["jn.clock"]._now()
    return {"start": start, "end": end, "now": now, "settled": now - timedelta(days=env["jn.setting"]._get("business.final_after_days"))}


def _quarter(env):
    env.cr.execute("SELECT max(completed_at) FROM jn_case")
    return periods.quarter_of((env.cr.fetchone()[0] - SETTLE).date())


def _cases(env, quarter):
    moments = _moments(env, quarter)
    return env["jn.case"].search_count([("completed_at", ">=", moments["start"]), ("completed_at", "<", moments["end"])])


def _megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
