"""Turns shapes into statements that write the rows of all cases of a plan that take a course."""

import json
from collections import Counter

from psycopg2.extensions import QuotedString

STAMP = "city"  # what stands where a process has left its mark
HOME = "+86"


def literal(value):
    """A constant as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    quoted = QuotedString(value)
    quoted.encoding = "utf8"
    return quoted.getquoted().decode()


def strides(shapes):
    """How many ids of each table belong to one case: the most that any shape needs."""
    most = Counter()
    for row in (row for shape in shapes for tables in shape.snapshots for rows in tables.values() for row in rows):
        if "id" in row:
            _id, table, place = row["id"]
            most[table] = max(most[table], place + 2)
    return dict(most)


class Stamper:
    """Writes statements; `zone` is the city's offset from UTC in hours, `at` the moment that rows are said to be written."""

    def __init__(self, shapes, columns, texts, zone, at):
        self.shapes, self.columns, self.texts = shapes, columns, texts
        self.zone, self.at = zone, at
        self.strides = strides(shapes)

    def statements(self, course, snap):
        """Yield (table, statement) that write the rows which cases of a course have after its event number `snap`."""
        shape = self.shapes[course]
        where = f"FROM city_plan p WHERE p.course = {course} AND p.snap = {snap}"
        for table, rows in shape.snapshots[snap].items():
            names = [name for name in rows[0] if any(row[name] != ["const", None] for row in rows)]
            selects = (f"SELECT {self._values(table, names, row, shape)} {where}" for row in rows)
            listed = ", ".join(f'"{name}"' for name in names)
            yield table, f"INSERT INTO {table} ({listed}) {' UNION ALL '.join(selects)}"

    def _values(self, table, names, row, shape):
        kinds = self.columns[table]
        return ", ".join(f"({self._cell(row[name], shape, kinds[name])})::{kinds[name]}" for name in names)

    def _cell(self, cell, shape, kind):
        verb, *values = cell
        return getattr(self, f"_{verb}")(*values, shape=shape, kind=kind)

    def _const(self, value, **_where):
        return literal(value)

    def _stamp(self, kind, **_where):
        return literal(str(self.at) if kind == "timestamp" else STAMP)

    def _at(self, anchor, seconds, **_where):
        return f"p.m[{anchor + 1}]" + (f" + interval '{seconds} seconds'" if seconds else "")

    def _day(self, anchor, seconds, **_where):
        return self._at(anchor, seconds + self.zone * 3600)

    def _id(self, table, place, **_where):
        return f"p.n * {self.strides[table]} + {place}"

    def _word(self, word, **_where):
        if word == "e164":
            return f"'{HOME}' || translate(ltrim(p.phone, '0'), '-', '')"
        if word not in self.texts:
            return f"p.{word}"
        choices = ", ".join(map(literal, self.texts[word]))
        return f"(ARRAY[{choices}])[1 + mod(p.h, {len(self.texts[word])})]"

    def _steps(self, due, shape, **_where):
        return f"p.s[{[one.place for one in shape.dues].index(due) + 1}]"

    def _iso(self, anchor, seconds, **_where):
        moment = self._at(anchor, seconds + self.zone * 3600)
        return f"to_char({moment}, 'YYYY-MM-DD\"T\"HH24:MI:SS') || '{self.zone:+03}:00'"

    def _text(self, parts, shape, kind):
        return " || ".join(self._cell(part, shape, kind) for part in parts if part != ["const", ""])


def as_json(steps):
    """The steps of a reckoning as the engine keeps them."""
    return json.dumps(steps, ensure_ascii=False)
