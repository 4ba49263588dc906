from odoo import api, models

from odoo.addons.jn_rules import periods

from .. import bulletin_facts
from ..const import RED_KINDS


class JnBulletinContent(models.AbstractModel):
    """What a bulletin tells, out of published sheets alone: rankings with their changes, best and last, red items."""

    _name = "jn.bulletin.content"
    _description = "Figures of bulletins"

    @api.model
    def _gather(self, bulletin):
        """The figures of a bulletin as they stand now, signed corrections included."""
        words = self.with_context(lang=self.env["jn.quarterly.texts"]._language())
        get = self.env["jn.setting"]._get
        sheets = bulletin.sheet_ids.sorted(lambda sheet: (sheet.scheme_id.unit_kind != "county", sheet.scheme_id.code))
        told = [{**words._sheet(sheet), "name": words._called(sheet, bulletin)} for sheet in sheets]
        return {
            "city": bulletin.unit_id.name, "period": [str(bulletin.period_start), str(bulletin.period_end)],
            "counts": {"best": get("bulletin.best_count"), "worst": get("bulletin.worst_count")},
            "sheets": told, "red": words._red(bulletin, sheets, told),
        }

    @api.model
    def _sheet(self, sheet):
        """One published sheet as rows, with the digest by which it was frozen and its corrections counted in."""
        sheet = sheet.with_context(lang=self.env.lang).sudo()  # what is published is everybody's
        previous = self.env["jn.score.table"].sudo()._previous(sheet)  # as above
        now, before = sheet._final_ranks(), previous._final_ranks() if previous else {}
        totals = sheet.line_ids.filtered(lambda line: not line.indicator_id)
        return {
            "id": sheet.id, "kind": sheet.scheme_id.unit_kind, "digest": sheet.digest,
            "corrections": len(sheet.correction_ids), "previous": previous.display_name if previous else "",
            "rows": sorted(
                (self._row(line, now[line.unit_id.id], before.get(line.unit_id.id, {})) for line in totals),
                key=lambda row: (row["group"], row["rank"] or float("inf"), row["unit"]),
            ),
        }

    @api.model
    def _called(self, sheet, bulletin):
        """What a bulletin calls a sheet: its period is said where it is not the bulletin's own."""
        name, ends = sheet.sudo().with_context(lang=self.env.lang).scheme_id.name, (sheet.period_start, sheet.period_end)  # published
        own = ends == (bulletin.period_start, bulletin.period_end)
        return name if own else self.env._("%(sheet)s (%(period)s)", sheet=name, period=bulletin._paper_period(*ends))

    @api.model
    def _row(self, line, now, before):
        return {
            "unit_id": line.unit_id.id, "unit": line.unit_id.display_name, "group": line.group_id.display_name or "",
            "rank": now["rank"], "score": now["score"], "deducted": line.deducted, "business": line.business or 0,
            "before_rank": before.get("rank"), "before_score": before.get("score"),
            "announced": line.announced or None, "arrived": line.arrived if line.announced else None,
        }

    @api.model
    def _red(self, bulletin, sheets, told):
        """[{kind, unit, words}]: what has to be named."""
        found = [*self._deductions(bulletin), *self._below_standard(sheets), *self._drops(told), *self._accountability(bulletin)]
        return [{"kind": self.env._(RED_KINDS[kind]), "unit": unit, "words": words} for kind, unit, words in found]

    @api.model
    def _deductions(self, bulletin):
        period = periods.Period(bulletin.period_start, bulletin.period_end)
        units = bulletin.sheet_ids.sudo().line_ids.unit_id  # who is ranked is told to everybody
        booked = self.env["jn.deduction"].sudo()  # what is booked stands in the sheets
        for one in booked.search(booked._booked_domain(period, units), order="unit_id, kind_id, id"):
            yield "deduction", one.unit_id.display_name, self.env._("%(kind)s, −%(points)s points", kind=one.kind_id.name, points=f"{one.points:g}")

    @api.model
    def _below_standard(self, sheets):
        lines = sheets.sudo().line_ids.filtered(lambda line: line.indicator_id.standard and line.rate is not False)  # published
        for line in lines.sorted(lambda line: (line.unit_id.display_name, line.indicator_sequence)):
            if line.rate < line.indicator_id.standard:
                indicator = line.with_context(lang=self.env.lang).indicator_id
                yield "standard", line.unit_id.display_name, self.env._(
                    "%(indicator)s %(rate)s, standard %(standard)s", indicator=indicator.name, rate=f"{line.rate:.2%}",
                    standard=f"{indicator.standard:.0%}",
                )

    @api.model
    def _drops(self, told):
        most = self.env["jn.setting"]._get("bulletin.red_places")
        for sheet in told:
            for row in sheet["rows"]:
                gained = bulletin_facts.gained(row)
                if gained is not None and gained <= -most:
                    yield "drop", row["unit"], self.env._(
                        "from place %(before)s to place %(rank)s", before=row["before_rank"], rank=row["rank"]
                    )

    @api.model
    def _accountability(self, bulletin):
        """Violations without conclusion stay in every bulletin, with their age; nobody's name is told (Art. 9)."""
        below = [("unit_id", "child_of", bulletin.unit_id.id), ("concluded_at", "=", False)]
        for one in self.env["jn.accountability"].sudo().search(below, order="opened_at, id"):  # units and days are no secret
            yield "accountability", one.unit_id.display_name, self.env._("open for %(days)s days", days=one.age_days)
