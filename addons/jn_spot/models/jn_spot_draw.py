import base64
import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_rules import periods, sampling

from ..const import DRAW_STATES
from ..urn import Urn, as_text

SEED_BYTES = 16


class JnSpotDraw(models.Model):
    """The sample of one county and quarter, sealed when it is drawn and never drawn again (Art. 15; decision D10).

    Everybody concerned sees the seal before the first call; seed, urn and list are the city's until the list
    is concluded, then the county's too: whoever has them draws the list again (`jn_rules.sampling`).
    """

    _name = "jn.spot.draw"
    _inherit = "jn.append.only"
    _description = "Draw of spot checks"
    _order = "period_start desc, unit_id"

    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="County")
    city_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="Drawn by the city")
    period_start = fields.Date(required=True, readonly=True, string="From")
    period_end = fields.Date(required=True, readonly=True, string="To")
    drawn_at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="Drawn by")
    size = fields.Integer(required=True, readonly=True, string="To be drawn")
    reserves = fields.Integer(required=True, readonly=True, string="Reserves to be drawn")
    population_count = fields.Integer(required=True, readonly=True, string="Cases in the urn")
    seal = fields.Char(required=True, readonly=True, string="Seal (SHA-256)")
    seed = fields.Char(required=True, readonly=True, string="Sealed seed", groups=fields.NO_ACCESS)
    population = fields.Text(readonly=True, groups=fields.NO_ACCESS)
    listed = fields.Text(readonly=True, groups=fields.NO_ACCESS, help="The drawn cases, then the reserves, one a line.")
    check_ids = fields.One2many("jn.spot.check", "draw_id", string="List")
    finding_ids = fields.One2many("jn.spot.finding", "draw_id", string="Proposed deductions")
    state = fields.Selection(DRAW_STATES, compute="_compute_progress")
    open_count = fields.Integer(compute="_compute_progress", string="To call")
    done_count = fields.Integer(compute="_compute_progress", string="Called")
    false_count = fields.Integer(compute="_compute_progress", string="Not true")
    shown_seed = fields.Char(compute="_compute_shown", string="Seed")
    population_file = fields.Binary(compute="_compute_shown", string="The urn")
    population_name = fields.Char(compute="_compute_shown")

    _once = models.UniqueIndex("(unit_id, period_start)", "This county's sample of the quarter has been drawn and stays as it is.")

    @api.depends("unit_id.name", "period_start")
    def _compute_display_name(self):
        for draw in self:
            draw.display_name = self.env._("%(county)s, from %(start)s", county=draw.unit_id.name, start=draw.period_start)

    @api.depends("check_ids.state", "check_ids.result")
    @api.depends_context("uid")
    def _compute_progress(self):
        groups = self.env["jn.spot.check"].sudo()._read_group(  # how far a list is, is no secret
            [("draw_id", "in", self.ids)], ["draw_id", "state", "result"], ["__count"]
        )
        for draw in self:
            own = [(state, result, count) for found, state, result, count in groups if found == draw]
            draw.open_count = sum(count for state, _result, count in own if state == "open")
            draw.done_count = sum(count for _state, result, count in own if result)
            draw.state = "calling" if draw.open_count else "concluded"
            told = draw._may_see_list()
            draw.false_count = sum(count for _state, result, count in own if result == "false") if told else 0

    @api.depends("check_ids.released_at")
    @api.depends_context("uid")
    def _compute_shown(self):
        for draw in self:
            told = draw._may_see_list()
            secret = draw.sudo()  # shown to those who may see the list
            draw.shown_seed = told and secret.seed
            draw.population_file = told and base64.b64encode((secret.population or "").encode())
            draw.population_name = f"{draw.unit_id.code}-{draw.period_start}.tsv"

    def _may_see_list(self):
        """The city's people always, the county's once the list is concluded."""
        return self.env.su or self.city_id in self.env.user.sight_unit_ids or self.sudo()._is_concluded()  # a fact of the list

    def _is_concluded(self):
        """Whether nobody is left to call; by a search, so that the list itself does not get into the asker's cache."""
        return not self.env["jn.spot.check"].search_count([("draw_id", "=", self.id), ("state", "=", "open")], limit=1)

    @api.model
    def draw(self, day=None, county_ids=None):
        """Draw and seal the samples of the quarter of `day` (today) for all counties, or these, that have none yet.

        For the city's supervisors, after the day of the quarter's last month that a setting names.
        """
        city = self._drawing_city()
        period = periods.quarter_of(fields.Date.to_date(day) or self._today(city))
        self._check_time(city, period)
        counties = self._counties_left(city, period)
        if county_ids is not None:
            counties &= counties.browse(county_ids)
        draws = self.sudo()  # checked above; samples are written by the system
        return draws.browse([draws._draw_county(city, county, period).id for county in counties]).with_env(self.env)

    @api.model
    def _drawing_city(self):
        """The city for which the user draws; refuses everybody but its supervisors."""
        city = self.env.user.unit_ids.filtered(lambda unit: unit.kind == "city")[:1]
        if not city or not self.env.user.has_group("jn_org.group_supervisor"):
            raise NotAllowed(self.env._("Samples are drawn by the city's supervisors."))
        return city

    @api.model
    def _today(self, city):
        return periods.day_of(self.env["jn.clock"]._now(), city._calendar().tz)

    @api.model
    def _opens_on(self, period):
        """The first day on which a quarter's sample may be drawn."""
        return period.end.replace(day=self.env["jn.setting"]._get("spot_check.draw_after_day")) + timedelta(days=1)

    @api.model
    def _check_time(self, city, period):
        opens = self._opens_on(period)
        if self._today(city) < opens:
            raise NotPossible(self.env._(
                "The sample of this quarter is drawn from %(day)s on, when its work is done. Draw it then.", day=opens
            ))

    @api.model
    def _counties_left(self, city, period):
        """The city's counties without a sample of that quarter."""
        counties = self.env["jn.unit"].search([("kind", "=", "county"), ("id", "child_of", city.ids)])
        return counties - self.sudo().search([("period_start", "=", period.start)]).unit_id  # whoever asks

    @api.model
    def _draw_county(self, city, county, period):
        now, setting = self.env["jn.clock"]._now(), self.env["jn.setting"]._get
        since, until = periods.utc_bounds(period, city._calendar().tz)
        lots = Urn(self.env, county, since, min(until, now)).lots()
        size, reserves, seed = setting("spot_check.size"), setting("spot_check.reserves"), secrets.token_hex(SEED_BYTES)
        found = self._drawn(lots, size, reserves, seed)
        urn, listed = as_text(lots), [*found.rows, *found.reserves]
        draw = self.create({
            "unit_id": county.id, "city_id": city.id, "period_start": period.start, "period_end": period.end,
            "drawn_at": now, "user_id": self.env.uid, "size": size, "reserves": reserves, "population_count": len(lots),
            "seed": seed, "population": urn, "listed": "\n".join(listed),
            "seal": self._sealed(urn, size, reserves, listed, seed),
        })
        draw._list(found, {lot.key: lot for lot in lots})
        return draw

    @api.model
    def _drawn(self, lots, size, reserves, seed):
        strata = {}
        for lot in lots:
            strata.setdefault(lot.stratum, []).append(lot.key)
        weights = {lot.key: lot.weight for lot in lots}
        return sampling.draw(strata, size, reserves, seed, weights, {lot.key for lot in lots if lot.first})

    @api.model
    def _sealed(self, urn, size, reserves, listed, seed):
        digest = hashlib.sha256(urn.encode()).hexdigest()
        return sampling.seal([digest, size, reserves, *listed], seed)

    def _list(self, found, lots):
        """Make the list: the drawn cases are to be called, the reserves wait."""
        common = {"draw_id": self.id, "city_id": self.city_id.id}
        places = enumerate([*found.rows, *found.reserves], start=1)
        self.env["jn.spot.check"].create([
            {**common, "case_id": lots[key].case_id, "place": place, "is_reserve": place > len(found.rows),
             "state": "reserve" if place > len(found.rows) else "open", "weight": lots[key].weight, "goes_first": lots[key].first}
            for place, key in places
        ])

    def action_verify(self):
        """Draw the list again from seed and urn, and say whether it is the one that was sealed."""
        self.ensure_one()
        self.check_access("read")
        if not self._may_see_list():
            raise NotAllowed(self.env._("Seed and list are shown once all calls are done. The seal stands already."))
        sound = self.sudo()._is_sound()  # shown above to whom it may be shown
        words = self.env._("The list is the one that was sealed.") if sound else self.env._("The list is not the one that was sealed!")
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {"message": words, "type": "success" if sound else "danger", "sticky": not sound},
        }

    def _is_sound(self):
        """Whether the list in use is the sealed one, and follows from seed and urn."""
        listed = self.listed.split("\n") if self.listed else []
        used = [str(check.case_id.id) for check in self.check_ids.sorted("place")]
        again = sampling.draw(*self._read_urn())
        return (
            [key.split(" ")[0] for key in listed] == used
            and [*again.rows, *again.reserves] == listed
            and self.seal == self._sealed(self.population, self.size, self.reserves, listed, self.seed)
        )

    def _read_urn(self):
        """The arguments of `sampling.draw`, as the urn's file says."""
        rows = [line.split("\t") for line in self.population.split("\n")[1:]]
        strata = {}
        for key, stratum, _first, _weight in rows:
            strata.setdefault(stratum, []).append(key)
        weights = {key: int(weight) for key, _stratum, _first, weight in rows}
        return strata, self.size, self.reserves, self.seed, weights, {row[0] for row in rows if row[2] == "1"}
