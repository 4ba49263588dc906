from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 1


class JnStanding(models.Model):
    """How the units of a scheme stand today in a period that still runs: reckoned like a sheet, and no sheet."""

    _name = "jn.standing"
    _inherit = "jn.kept"
    _description = "Provisional standing"
    _order = "as_of desc, id desc"
    _rec_name = "as_of"

    scheme_id = fields.Many2one("jn.scheme", required=True, readonly=True, index=True, ondelete="cascade")
    period_start = fields.Date(required=True, readonly=True)
    period_end = fields.Date(required=True, readonly=True)
    as_of = fields.Datetime(required=True, readonly=True)
    lines = fields.Json(readonly=True, help="{unit id: {indicator code, or empty for the total: figures}}")

    @api.model
    def _of(self, scheme, period):
        """The standing in `period`, at the most so many minutes old; reckoned now where none is."""
        now = self.env["jn.clock"]._now()
        oldest = now - timedelta(minutes=self.env["jn.setting"]._get("standing.fresh_minutes"))
        standings = self.sudo()  # figures are the city's; what of them is shown to whom is the page's to decide
        found = standings.search([
            ("scheme_id", "=", scheme.id), ("period_start", "=", period.start), ("period_end", "=", period.end),
            ("as_of", ">", oldest), ("as_of", "<=", now),
        ], limit=1)  # fmt: skip
        return found or standings.create({
            "scheme_id": scheme.id, "period_start": period.start, "period_end": period.end, "as_of": now,
            "lines": standings._reckon(scheme, period, now),
        })  # fmt: skip

    @api.model
    def _reckon(self, scheme, period, now):
        """The lines that a sheet computed now would have, without one."""
        reckoner, book = self.env["jn.reckoner"], self.env["jn.formula"]._book()
        sheet = self.env["jn.sheet"].new({"scheme_id": scheme.id, "period_start": period.start, "period_end": period.end})
        codes = {indicator.id: indicator.code for indicator in scheme.indicator_ids}
        lines = {}
        for row in reckoner._lines(sheet, book, reckoner._facts(sheet, book, now)):
            figures = {name: value for name, value in row.items() if name not in ("sheet_id", "unit_id", "counts")}
            lines.setdefault(str(row["unit_id"]), {})[codes.get(row.get("indicator_id"), "")] = figures
        return lines

    def _line(self, unit, code=""):
        """The figures of one unit's indicator, or total; empty for a unit that is not ranked."""
        return self.lines.get(str(unit.id), {}).get(code, {})

    def _ranked(self):
        """How many units have a rank."""
        return sum(1 for figures in self.lines.values() if figures[""]["rank"])

    @api.autovacuum
    def _forget(self):
        # nobody needs yesterday's: it can be reckoned again
        self.sudo().search([("as_of", "<", self.env["jn.clock"]._now() - timedelta(days=KEPT_DAYS))]).unlink()
