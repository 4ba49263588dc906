"""Fill a fresh database with a city: python -m tools.city DATABASE --cases N --seed S."""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from tools import addons, databases, odoo, paths, psql, stamps
from tools.say import say, step

from . import load, rhythm, setting
from .progress import Bar

CHUNK = 100_000  # cases written by one set of statements
PLAYS = paths.JN / "city"  # what plays told
FOUNDED = " UNION ALL ".join(
    f"SELECT string_agg(concat(id, {code}), ' ' ORDER BY id) FROM {table}" for table, code in {
        "jn_flow_stage": "code", "jn_flow_timer": "code", "jn_flow_move": "event", "jn_unit": "code", "res_users": "login",
        "jn_matter": "code", "jn_answer_tag": "code", "jn_message_template": "code",
    }.items()
)
MOST = 2_000_000_000  # ids end a little above


def main(words):
    """Found, play, draw, write; return 0."""
    parser = argparse.ArgumentParser(prog="tools.city", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    started = time.monotonic()
    with step("Founding the city: units, matters, people"):
        _script("found", options.database)
    city = setting.make(options.cases, options.seed, _played(options.database))
    rows = _write(options.database, city)
    _script("finish", options.database, until=str(city.until))
    seconds = time.monotonic() - started
    print(json.dumps({"cases": rows["jn_case"], "rows": dict(sorted(rows.items())), "seconds": round(seconds, 1)}))
    return 0


def _script(name, database, **arguments):
    code, output = odoo.script(f"tools.city.{name}", database, capture=True, **arguments)
    if code:
        raise RuntimeError(f"{name} ended with {code}: {output}")
    return output


def _played(database):
    """What the engine writes in every course; played once for the same code, regulation and founding."""
    kept = PLAYS / f"{_founding(database)}.json"
    if not kept.exists():
        told = _play(database)
        PLAYS.mkdir(parents=True, exist_ok=True)
        kept.write_text(told, encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))


def _founding(database):
    """Stands for all that a play depends on, the ids of what it names included."""
    ids = [row[0] for row in psql.ask(FOUNDED, database)]
    return stamps.digest(*addons.checksums().values(), *map(stamps.folder_digest, (paths.PACKS, Path(__file__).parent)), *ids)


def _play(database):
    """Let the engine play every course in a copy, and return what it told."""
    stage = f"{database}-play"
    databases.drop(stage)
    with step("Playing every course through the engine"):
        databases.copy(database, stage)
        try:
            return _script("play", stage)
        finally:
            databases.drop(stage)


def _write(database, city):
    """Write all rows and everything that was taken away before; return {table: rows}."""
    cursor, days = load.connect(database).cursor(), rhythm.days(city.cases, city.until, city.calendar, city.behaviour, city.seed)
    setting.write(cursor, city)
    bare = load.Stripped(cursor, list(city.columns))
    strides = load.Stamper(city.shapes, city.columns, {}, city.zone, city.until).strides
    if max(strides.values()) * (city.cases + 2) > MOST:
        raise RuntimeError(f"{city.cases} cases need more ids than a column holds")
    bare.strip()
    rows = _fill(database, city, rhythm.chunks(days, CHUNK))
    load.move_sequences(cursor, strides, city.cases)
    for what, works in (("Indexes", bare.own()), ("Foreign keys", bare.foreign)):
        works = works() if callable(works) else works
        with Bar(what, len(works)) as bar:
            for _done in load.each(database, works):
                bar.add(1)
    cursor.execute(setting.AWAY)
    return rows


def _fill(database, city, chunks):
    rows = Counter()
    with Bar("Cases", city.cases) as bar:
        for written in load.fill(database, city, chunks, city.until):
            rows.update(written)
            bar.add(written.get("jn_case", 0))
    say(f"    {sum(rows.values()):,} rows")
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
