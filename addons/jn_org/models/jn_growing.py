from odoo import models
from odoo.tools import SQL

CHANGED = 1_000  # rows: minutes of an ordinary day in a large city; PostgreSQL looks once a minute


class JnGrowing(models.AbstractModel):
    """A table that takes thousands of rows a day for years, and is read by its latest ones.

    PostgreSQL tidies up a table when a fifth of it is new: with ten million rows, after two months. Until then it reads the
    latest rows, those that everybody works with, by the page where an index would do. So here a number of rows decides, no
    share. Such a pass is short: it skips all pages that nobody touched, and leaves indexes alone while few pages changed.
    """

    _name = "jn.growing"
    _description = "Table that grows for years"

    def init(self):
        super().init()
        if not self._abstract:
            self.env.cr.execute(SQL(
                """ALTER TABLE %s SET (
                    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = %s,
                    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = %s)""",
                SQL.identifier(self._table), CHANGED, CHANGED,
            ))  # fmt: skip
