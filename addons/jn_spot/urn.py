"""What lies in the urn when a county's sample is drawn: which cases, in which stratum, with how many lots."""

from collections import Counter
from typing import NamedTuple

from odoo.fields import Domain
from odoo.tools import SQL

from .const import COLUMNS


class Lot(NamedTuple):
    """One case in the urn; `key` is its text in the draw, `first` whether it goes before all others."""

    case_id: int
    key: str
    stratum: str
    first: bool
    weight: int


class Urn:
    """The cases of a county whose report was confirmed or whose check was concluded from `since` until `until`.

    Works in sets: two index ranges for the cases, then one query for each signal and stratum.
    """

    def __init__(self, env, county, since, until):
        self.env = env
        self.county, self.since, self.until = county, since, until

    def lots(self):
        """All lots, in the order of the cases."""
        keys = self._keys()
        strata, first, weights = self._strata(list(keys)), set(), Counter(dict.fromkeys(keys, 1))
        for signal in self.env["jn.spot.signal"]._in_force():
            hits = self._hits(keys, signal._condition())
            first |= hits if signal.goes_first else set()
            weights.update(dict.fromkeys(hits, signal.weight))
        return [Lot(case, key, strata[case], case in first, weights[case]) for case, key in keys.items()]

    def _keys(self):
        """Return {case id: key}; the number of the case is for people, its id makes the key unique."""
        units = self.env["jn.unit"].with_context(active_test=False).search([("county_id", "=", self.county.id)])
        self.env.flush_all()
        works = SQL(" UNION ").join(self._worked_on(table, at, units) for table, at in WORKS)
        rows = self.env.execute_query(SQL("SELECT id, ref FROM jn_case WHERE id IN (%s) ORDER BY id", works))
        return {case: " ".join([str(case), *ref.split()]) for case, ref in rows}

    def _worked_on(self, table, at, units):
        return SQL(
            "SELECT case_id FROM %s WHERE unit_id = ANY(%s) AND %s >= %s AND %s < %s",
            SQL.identifier(table), units.ids, SQL.identifier(at), self.since, SQL.identifier(at), self.until,
        )

    def _strata(self, ids):
        """Return {case id: code of the first stratum whose condition it meets}, "" for none."""
        found = dict.fromkeys(ids, "")
        for stratum in self.env["jn.spot.stratum"].search([]):
            left = [case for case in ids if not found[case]]
            found.update(dict.fromkeys(self._hits(left, stratum._condition()), stratum.code))
        return found

    def _hits(self, ids, condition):
        return set(self.env["jn.case"]._search(Domain("id", "in", list(ids)) & condition)) if ids else set()


WORKS = (("jn_rectification", "confirmed_at"), ("jn_verification", "concluded_at"))


def as_text(lots):
    """The urn as a file: a heading, then one line for each case, parts divided by tabs."""
    rows = [(lot.key, lot.stratum, int(lot.first), lot.weight) for lot in lots]
    return "\n".join("\t".join(map(str, row)) for row in [COLUMNS, *rows])
