from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules.periods import day_of, quarter_of

from ..const import OPEN

READERS = ("leader", "supervisor", "administrator")
SCHEME_KIND = "county"
WARNINGS = 8


class JnCountyPage(models.AbstractModel):
    """The county head's page: where the county stands today, what cost points, what is due. It only reads."""

    _name = "jn.county.page"
    _description = "The county head's page"

    @api.model
    def page(self, county_id=None):
        """Return the page of one's county, or of the one chosen.

        :return: {county, counties, as_of, quarter, total, indicators, outlook, deductions, report, warnings, lights};
            {"counties": []} alone where there is no county to show
        """
        counties = self._counties()
        if not counties:
            return {"counties": []}
        county = self._chosen(counties, county_id)
        now, zone = self.env["jn.clock"]._now(), self.env["jn.warning.gauge"]._zone()
        today = day_of(now, zone)
        quarter = quarter_of(today)
        return {
            "county": {"id": county.id, "name": county.display_name},
            "counties": [{"id": one.id, "name": one.display_name} for one in counties],
            "quarter": {"start": quarter.start, "end": quarter.end, "today": today, "gone": (today - quarter.start).days + 1, "days": quarter.days},
            **self._score(county, quarter),
            "outlook": self.env["jn.warning.outlook"]._of_county(county),
            "deductions": self.env["jn.county.deductions"]._of(county, quarter),
            "report": self.env["jn.report.clock"]._of(county, quarter, today),
            "warnings": self._warnings(county),
            "lights": self._lights(county),
        }  # fmt: skip

    @api.model
    def _counties(self):
        """The counties that the reader may look at: leaders, supervisors and administrators those that they see."""
        user = self.env.user
        if not any(user.has_group(f"jn_org.group_{role}") for role in READERS):
            raise NotAllowed(self.env._("This page is for leaders and supervisors of a county or of the city."))
        return user.sight_unit_ids.filtered(lambda unit: unit.kind == "county" and unit.active).sorted("parent_path")

    @api.model
    def _chosen(self, counties, county_id):
        if county_id is None:
            return counties[:1]
        if not isinstance(county_id, int):
            raise BadInput(self.env._("Choose one of the counties."))
        found = counties.filtered(lambda unit: unit.id == county_id)
        if not found:
            raise NotAllowed(self.env._("You do not see this county. Choose another one."))
        return found

    @api.model
    def _score(self, county, quarter):
        """Provisional total, rank and indicators with the cases that cost points; nothing where no scheme holds."""
        scheme = self.env["jn.scheme"].search([("unit_kind", "=", SCHEME_KIND), ("unit_id", "=", False)], limit=1)
        if not scheme:
            return {"as_of": False, "total": False, "indicators": []}
        scheme = scheme._version_for(quarter.start)
        standing, book = self.env["jn.standing"]._of(scheme, quarter), self.env["jn.formula"]._book()
        zone = self.env["jn.warning.gauge"]._zone()
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), standing.as_of)
        return {
            "as_of": f"{local:%Y-%m-%d %H:%M}",
            "total": {**standing._line(county), "of": standing._ranked(), "full": scheme.full_marks, "note": scheme.unranked_note},
            "indicators": [self._indicator(one, scheme, book, standing, county) for one in scheme.indicator_ids],
        }

    @api.model
    def _indicator(self, indicator, scheme, book, standing, county):
        line = standing._line(county, indicator.code)
        score = line.get("score")
        lost = None if score is None else (indicator.weight - score if indicator.weight else -score)
        losses = [] if indicator.rate else self.env["jn.losses"]._of(indicator, book, standing, county)
        return {
            **line, "code": indicator.code, "name": indicator.name, "weight": indicator.weight, "lost": lost,
            "note": scheme.empty_note if line.get("remark") else "", "losses": losses,
        }  # fmt: skip

    @api.model
    def _warnings(self, county):
        """{count, rows, window} of the open warnings of the county and below, the red ones first."""
        domain = [("state", "=", OPEN), ("unit_id.county_id", "=", county.id)]
        warnings = self.env["jn.warning"].search(domain, order="light, opened_at desc, id desc", limit=WARNINGS)
        return {
            "count": self.env["jn.warning"].search_count(domain),
            "rows": [
                {"id": one.id, "name": one.display_name, "light": one.light, "words": one.explanation, "owner": one.owner_id.name or ""}
                for one in warnings
            ],
            "window": {
                "type": "ir.actions.act_window", "name": self.env._("Open warnings"), "res_model": "jn.warning", "domain": domain,
                "views": [[False, "list"], [False, "form"]],
            },
        }  # fmt: skip

    @api.model
    def _lights(self, county):
        """[{id, name, yellow, red}] of the county and of those of its halls and windows that have any, the reddest first."""
        below = self.env["jn.unit"].search([("id", "child_of", county.id), ("kind", "in", ["hall", "window"])])
        counted = self.env["jn.lights"]._count(county | below)
        rows = [
            {"id": unit.id, "name": unit.display_name, "yellow": counted[unit.id][0], "red": counted[unit.id][1]}
            for unit in below.filtered(lambda one: one.kind == "window")
        ]
        yellow, red = counted[county.id]
        shown = sorted((row for row in rows if row["yellow"] or row["red"]), key=lambda row: (-row["red"], -row["yellow"], row["name"]))
        return {"yellow": yellow, "red": red, "rows": shown[:WARNINGS]}
