"""Replays cases of a city through the engine, inside Odoo: what people did is read from the facts, all else must come out the same."""

import json
import re
from datetime import datetime, timedelta
from random import Random

from .acting import travel
from .shapes import STAMPS
from .tables import Tables

LONGEST = timedelta(days=20)
NUMBER = re.compile(r"\d+")
# What people did, by the event that a passage tells of.
EVENTS = {
    "report_submitted": "_report", "confirmed": "_confirm", "refused": "_refuse", "approved": "_approve",
    "accountability_concluded": "_account", "decided_close": "_decide",
}


def main(env, sample, seed=1, until=None):
    """Replay `sample` cases of every way that cases went, and print {case number: differences}."""
    chosen, tables = _choose(env, sample, Random(seed)), Tables(env)
    until = datetime.fromisoformat(until) if until else env["jn.clock"]._now()
    found = {}
    for case in chosen:
        unlike = Replay(env, tables, case, until).differences()
        if unlike:
            found[case.ref] = unlike
    print(json.dumps({"replayed": len(chosen), "unlike": found}, ensure_ascii=False))


def _choose(env, sample, rng):
    """So many cases of every way: the same rows in all tables, the same end."""
    env.cr.execute("""
        SELECT array_agg(id ORDER BY id) FROM (
            SELECT c.id, concat_ws('/', c.close_reason, c.stage_code, c.is_late, c.is_too_late, c.phone_problem, c.handler_id IS NULL,
                (SELECT string_agg(p.event, ',' ORDER BY p.id) FROM jn_flow_passage p WHERE p.res_model = 'jn.case' AND p.res_id = c.id),
                (SELECT string_agg(d.state || d.timer_id, ',' ORDER BY d.id) FROM jn_flow_deadline d JOIN jn_rectification r ON r.id = d.res_id
                 WHERE d.res_model = 'jn.rectification' AND r.case_id = c.id)) AS way
            FROM jn_case c) AS ways GROUP BY way ORDER BY way""")
    ids = [rng.sample(row[0], min(sample, len(row[0]))) for row in env.cr.fetchall()]
    return env["jn.case"].browse(sorted(one for some in ids for one in some))


class Replay:
    """One case, done again."""

    def __init__(self, env, tables, case, until):
        self.env, self.tables, self.old, self.until = env, tables, case, until
        self.wanted = tables.rows(case)
        self.case = case.browse()

    def differences(self):
        """Where the case that was played differs from the one that was written: [sentence]."""
        now = self._begin()
        for at, act, record in sorted(self._acts(), key=lambda one: one[0]):
            travel(self.env, now, at, lambda _moment: None)
            now = at
            with self.env["jn.clock"]._frozen(at):
                getattr(self, act)(record)
            self.env.flush_all()
            self.env.invalidate_all()
        travel(self.env, now, min(self.until, now + LONGEST), lambda _moment: None)
        return list(self._compare(self._plain(self.wanted), self._plain(self.tables.rows(self.case))))

    def _begin(self):
        """Let the case arrive as it did, in one step or in two."""
        case, clock = self.old, self.env["jn.clock"]
        # the cap counts what a number was sent: the case that was written must not hold back the one that is played
        self.env.cr.execute("UPDATE jn_message SET merges = false WHERE id = ANY(%s)", [[row["id"] for row in self.wanted["jn_message"]]])
        first = datetime.fromisoformat(self.wanted["jn_flow_passage"][0]["entered_at"])
        intake = self.env["res.users"].browse(case.create_uid.id)
        if case.phone_e164 and any(row["error"] == "no_number" for row in self.wanted["jn_message"]):
            self.env["jn.demo.phone"]._for_numbers({case.phone_e164})[case.phone_e164].behaviour = "unknown"
        item = {
            "source": case.source, "ref": f"{case.ref}R", "unit": case.unit_id.code, "matter": case.matter_id.code, "handler": case.handler or "",
            "applicant_name": case.applicant_name, "phone": case.phone_number or "", "accepted_at": clock._iso(case.accepted_at),
            "completed_at": clock._iso(case.completed_at) if case.completed_at else None,
        }
        sent = [(first, {**item, "completed_at": None})] if first < case.arrived_at or not case.completed_at else []
        sent += [(case.arrived_at, item)] if case.completed_at else []
        for at, row in sent:
            with clock._frozen(at):
                [result] = self.env["jn.case"].with_user(intake).ingest([row])
            self.env.flush_all()
        self.case = self.case.browse(result["id"])
        self.env.invalidate_all()
        return sent[-1][0]

    def _acts(self):
        """Yield (moment, act, row) of all that people did, read from the facts."""
        for row in self.wanted.get("jn_answer", ()):
            yield datetime.fromisoformat(row["answered_at"]), "_answer", row
        for row in self.wanted.get("jn_call", ()):
            yield datetime.fromisoformat(row["at"]), "_call", row
        for row in self.wanted.get("jn_finding", ()):
            yield datetime.fromisoformat(row["at"]), "_find", row
        for row in self.wanted["jn_flow_passage"]:
            if row["event"] in EVENTS:
                yield datetime.fromisoformat(row["entered_at"]), EVENTS[row["event"]], row

    def _last(self, name, user):
        return self.case[name].sorted("id")[-1:].with_user(user)

    def _answer(self, row):
        tags = [pair["jn_answer_tag_id"] for pair in self.wanted["jn_answer_jn_answer_tag_rel"] if pair["jn_answer_id"] == row["id"]]
        codes = self.env["jn.answer.tag"].browse(tags).mapped("code")
        revisit = self.case.revisit_ids.sorted("id")[-1:]
        if row["channel"] == "app":
            revisit.with_user(row["create_uid"]).answer(row["level"], codes, row["comment"], "app")
        else:
            revisit._answer(row["level"], codes, row["comment"], row["channel"])

    def _call(self, row):
        self._last("rectification_ids", row["user_id"]).log_call(row["reached"], row["note"], row["method"])

    def _report(self, row):
        [work] = [work for work in self.wanted["jn_rectification"] if work["id"] == row["res_id"]]
        self._last("rectification_ids", row["user_id"]).submit_report(work["cause"], work["measures"], work["result"])

    def _confirm(self, row):
        self._last("rectification_ids", row["user_id"]).confirm()

    def _refuse(self, row):
        self._last("rectification_ids", row["user_id"]).confirm(False, row["note"])

    def _find(self, row):
        self._last("verification_ids", row["user_id"]).conclude(row["finding"], row["method"], row["note"], row["fault"])

    def _approve(self, row):
        self._last("verification_ids", row["user_id"]).approve(True, row["note"])

    def _account(self, row):
        [work] = [work for work in self.wanted["jn_accountability"] if work["id"] == row["res_id"]]
        self._last("accountability_ids", row["user_id"]).conclude(work["result"])

    def _decide(self, row):
        self.case.with_user(row["user_id"]).decide("close", row["note"])

    def _plain(self, rows):
        """Rows without ids of their own: {table: [row]}."""
        places = {
            table: {row["id"]: place for place, row in enumerate(rows.get(table, ())) if "id" in row} for table in self.tables.order
        }
        return {table: [self._row(table, row, places) for row in rows.get(table, ())] for table in self.tables.order}

    def _row(self, table, row, places):
        # the number of the case is its own, and so is a name with the number in it
        kept = {column: value for column, value in row.items() if column not in (*STAMPS, "ref", "res_name")}
        for column, value in kept.items():
            target = self._target(table, column, row)
            if target in places:
                kept[column] = places[target].get(value)
            elif column in ("key", "external_id") and value:
                kept[column] = NUMBER.sub("#", value)
        return kept

    def _target(self, table, column, row):
        """The table whose ids stand in a column."""
        if column == "res_id":
            return self.env[row["res_model"]]._table
        return table if column == "id" else self.tables.links[table].get(column)

    def _compare(self, wanted, found):
        for table in self.tables.order:
            if len(wanted[table]) != len(found[table]):
                yield f"{table}: {len(wanted[table])} rows written, {len(found[table])} by the engine"
            for place, (one, other) in enumerate(zip(wanted[table], found[table], strict=False)):
                for column in one:
                    if one[column] != other[column]:
                        yield f"{table}#{place}.{column}: {one[column]!r} written, {other[column]!r} by the engine"
