"""The databases of the measurement: prepared once, and for each run a copy that is the same to the last row."""

import time
from functools import partial
from pathlib import Path

from bench import ground
from tools import psql

PEER = "jn_bench_peer"
HAND = Path(__file__).parent / "hand.sql"
TABLES = ("jn_case", "jn_revisit", "jn_flow_passage", "jn_flow_deadline", "jn_bench_case")
# Columns that tell when something was written, which is never twice the same moment.
MOMENTS = "{left_at,entered_at,ended_at,closed_at,final_at,create_date,write_date}"
DIGEST = """
    SELECT count(*), md5(string_agg(row, '' ORDER BY row)) FROM (
        SELECT md5((SELECT jsonb_object_agg(key, CASE WHEN key = ANY(:'moments'::text[]) THEN to_jsonb(value <> 'null')
                                                 ELSE value END)
                    FROM jsonb_each(to_jsonb(t)) WHERE key <> 'id' OR NOT :unnumbered)::text) AS row
        FROM :"table" t) AS rows
"""


class Ground(ground.Ground):
    """A database with due cases for all who are measured."""

    def prepare(self, records):
        """Bring the peer's model and the due cases; return how many these are."""
        self.install(PEER)
        made = self.script("due_cases", count=records)
        self.script("bench.engine.peer", prepare=True)
        return made

    def ours(self, **arguments):
        """Sweep; return what came of it with the faults found afterwards."""
        told = self.script("sweep", **arguments)
        return {**told, "faults": self.script("due_check")}

    def peer(self):
        """Run the rule of base_automation."""
        return self.script("bench.engine.peer")

    def hand(self):
        """Run the hand-written statement."""
        started = time.monotonic()
        psql.ask(HAND.read_text(encoding="utf-8"), self.name)
        return {"seconds": time.monotonic() - started, "faults": self.script("due_check")}

    def rows_written(self):
        """Return how many rows have been inserted or updated since the database was copied."""
        names = ",".join(TABLES)
        query = "SELECT sum(n_tup_ins + n_tup_upd) FROM pg_stat_user_tables WHERE relname = ANY(string_to_array(:'names', ','))"
        return int(psql.ask(query, self.name, names=names)[0][0])

    def digests(self):
        """Return {table: (rows, digest)} over everything but the moments of writing."""
        return {table: self._digest(table) for table in TABLES if table != "jn_bench_case"}

    def _digest(self, table):
        numbered = table != "jn_flow_passage"  # its numbers depend on the order of writing
        values = {"moments": MOMENTS, "table": table, "unnumbered": "false" if numbered else "true"}
        return psql.ask(DIGEST, self.name, **values)[0]


copied = partial(ground.copied, kind=Ground)
