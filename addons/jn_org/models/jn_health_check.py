from odoo import api, models
from odoo.tools import SQL

from ..health import GREEN, Row, window


class JnHealthCheck(models.AbstractModel):
    """Through this model a room registers its checks: it inherits it and says what it sees."""

    _name = "jn.health.check"
    _description = "Health check"

    @api.model
    def _health_rows(self):
        """All rows of this room for the page: of the machine, and of what people owe."""
        return [*self._health_machine(), *self._health_duties()]

    @api.model
    def _health_machine(self):
        """Rows that say whether the machine works, from indexed counts only; asked by monitors, with nobody logged in."""
        return []

    @api.model
    def _health_duties(self):
        """Rows about what people owe the regulation, within the sight of the user who looks."""
        return []

    @api.model
    def _count_row(self, code, name, model, domain, since, colour, advice, duty=False, **more):
        """One row that counts the records of `model` in `domain` and opens them; `since` is the field of their age.

        Whoever may not read that model is told the number without a way in.
        """
        found = self.env[model]
        if not found.has_access("read"):
            found = found.sudo()  # a number says nothing about anybody
        [[count, oldest]] = found._read_group(domain, [], ["__count", f"{since}:min"])
        colour = colour if count else GREEN
        return Row(code, name, colour, count, oldest or None, advice if count else "", window(name, model, domain, **more), duty)

    @api.model
    def _one(self, query, **values):
        """The first row of an SQL query."""
        return self.env.execute_query(SQL(query, **values))[0]
