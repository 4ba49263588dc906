from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import periods

from .. import const
from ..shown_json import ShownJson

CREATED_WITH = {"scheme_id", "period_start", "period_end"}
KEEPER_GROUPS = ("jn_org.group_supervisor", "jn_org.group_leader")


class JnSheet(models.Model):
    """The scores of all units of a scheme in a period; once published nobody changes it (Art. 14)."""

    _name = "jn.sheet"
    _inherit = ["jn.sheet.final", "jn.sheet.late", "jn.sheet.current", "jn.sheet.again", "jn.sheet.correcting"]
    _description = "Score sheet"
    _order = "period_end desc, period_start desc, id desc"

    scheme_id = fields.Many2one("jn.scheme", required=True, index=True, ondelete="restrict")
    period_start = fields.Date(string="From", required=True)
    period_end = fields.Date(string="To", required=True, help="The last day, included.")
    period_kind = fields.Selection(const.PERIOD_KINDS, string="Period", compute="_compute_period_kind")
    is_mean = fields.Boolean(string="Mean of the quarters", readonly=True, copy=False)
    state = fields.Selection(const.STATES, required=True, default=const.DRAFT, readonly=True)
    computed_at = fields.Datetime(readonly=True)
    published_at = fields.Datetime(readonly=True)
    published_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    formulas = fields.Json(
        readonly=True, help="The rules as they were when the sheet was computed: formulas and measures, or a year's quarters."
    )
    ground = fields.Json(readonly=True, prefetch=False, help="Who was ranked with whom and what counted for whom at that moment.")
    digest = fields.Char(string="SHA-256", readonly=True, copy=False, help="Over rules and figures, taken when they were frozen.")
    line_ids = fields.One2many("jn.sheet.line", "sheet_id", string="Lines", readonly=True)
    objection_ids = fields.One2many("jn.objection", "sheet_id", string="Objections")
    correction_ids = fields.One2many("jn.sheet.correction", "sheet_id", string="Signed corrections")
    table = ShownJson(compute="_compute_table")

    _period_order = models.Constraint("CHECK (period_start <= period_end)", "A period cannot end before it starts. Correct its first or last day.")

    @api.depends("scheme_id.name", "period_start", "period_end")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = f"{sheet.scheme_id.name} {sheet.period_start} – {sheet.period_end}"

    @api.depends("period_start", "period_end")
    def _compute_period_kind(self):
        wholes = {"month": periods.month_of, "quarter": periods.quarter_of, "year": periods.year_of}
        for sheet in self:
            ends = (sheet.period_start, sheet.period_end)
            found = [kind for kind, of in wholes.items() if all(ends) and (of(ends[0]).start, of(ends[0]).end) == ends]
            sheet.period_kind = found[0] if found else "custom"

    @api.depends("line_ids", "correction_ids")
    @api.depends_context("lang", "uid")
    def _compute_table(self):
        for sheet in self:
            sheet.table = self.env["jn.score.table"]._data(sheet)

    def init(self):
        """Published sheets are frozen in the database itself."""
        self.env.cr.execute(
            SQL(
                """
            CREATE OR REPLACE FUNCTION jn_sheet_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                -- a person's account may still be deleted: who made a row is not part of the sheet
                IF TG_OP = 'DELETE' OR
                    to_jsonb(NEW) - 'create_uid' - 'write_uid' <> to_jsonb(OLD) - 'create_uid' - 'write_uid' THEN
                    RAISE EXCEPTION 'jn_sheet %%: a published sheet cannot be changed', OLD.id;
                END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER jn_sheet_is_frozen BEFORE UPDATE OR DELETE ON jn_sheet
                FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION jn_sheet_is_frozen();
            """
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        asked = [self._asked_for(vals) for vals in vals_list]
        self._check_keeper(self.env["jn.scheme"].browse([vals["scheme_id"] for vals in asked if vals.get("scheme_id")]))
        return super().create(asked)

    def write(self, vals):
        self._check_unpublished()
        if not self.env.su:
            self._check_keeper()
            self._check_draft(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self._check_keeper()
        self._check_unpublished()

    def compute(self):
        """Count and score every unit of the scheme; again as often as wanted until publication."""
        self._check_keeper()
        self._check_unpublished()
        for sheet in self:
            sheet.sudo()._compute_lines()  # figures are the city's, and only this verb writes lines
        return True

    def publish(self):
        """Freeze computed sheets and show them to every unit (Art. 14); not before they are final (decision B7)."""
        self._check_keeper()
        if self.filtered(lambda sheet: sheet.state != const.COMPUTED):
            raise NotPossible(self.env._("Only a computed sheet can be published. Compute it first."))
        for sheet in self:
            sheet._check_final()
            sheet._check_sole()
            sheet._check_current()
        self.env.flush_all()  # what is still to be written to the lines comes before they are frozen
        for sheet in self.sudo():  # the one writer of the state
            facts = {"published_at": self.env["jn.clock"]._now(), "published_by_id": self.env.uid}
            sheet.write({"state": const.PUBLISHED, "digest": sheet._digest(), **facts})
        return True

    def _check_keeper(self, schemes=None):
        """Refuse whoever keeps no score: the city's people (Art. 3, 14), and a unit's own for its own scheme (Art. 2)."""
        user = self.env.user
        if self.env.su or user.has_group("jn_org.group_administrator"):
            return
        keeps = any(user.has_group(group) for group in KEEPER_GROUPS)
        schemes = schemes or self.sudo().scheme_id  # who keeps no sheets may not see drafts, and is told so
        own = schemes and all(scheme.unit_id and scheme.unit_id in user.unit_ids for scheme in schemes)
        if not (keeps and (own or "city" in user.unit_ids.mapped("kind"))):
            message = self.env._("Only the city's supervisors and leaders, and administrators, may keep score sheets.")
            raise NotAllowed(message)

    def _check_unpublished(self):
        published = self.filtered(lambda sheet: sheet.state == const.PUBLISHED)
        if published:
            message = self.env._("%(sheet)s is published and cannot be changed.", sheet=published[0].display_name)
            raise NotPossible(message)

    def _check_draft(self, vals):
        if vals.keys() - CREATED_WITH or self.filtered(lambda sheet: sheet.state != const.DRAFT):
            raise NotPossible(self.env._("A sheet changes by being computed and published, not by hand."))

    @api.model
    def _asked_for(self, vals):
        """What a person may say of a new sheet, with the version of the scheme that holds in its period."""
        asked = {name: value for name, value in vals.items() if name in CREATED_WITH}
        scheme, day = self.env["jn.scheme"].browse(asked.get("scheme_id")), fields.Date.to_date(asked.get("period_start"))
        if scheme and day:
            asked["scheme_id"] = scheme._version_for(day).id
        return asked

    def _compute_lines(self):
        now = self.env["jn.clock"]._now()
        self.line_ids.unlink()
        self.scheme_id = self.scheme_id._version_for(self.period_start)  # the draft's period may have been changed
        rules, ground = self._rules_now(), self.env["jn.reckoner"]._ground(self)
        self.env["jn.sheet.line"].create(self._reckoned(rules, ground, now))
        self.write({
            "state": const.COMPUTED,
            "computed_at": now,
            "is_mean": "quarters" in rules,
            "formulas": rules,
            "ground": ground.kept(),
        })  # fmt: skip

    def _rules_now(self):
        """All by which this sheet is made at this moment, as it is kept with it: {book, indicators, measures} or {book, quarters}."""
        book = self.env["jn.formula"]._book()
        if self._is_mean_of_quarters():
            return {"book": book, "quarters": self.env["jn.reckoner.year"]._pins(self)}
        return {"book": book, "indicators": self._texts(), "measures": self.scheme_id._measures(book)._kept()}

    def _reckoned(self, rules, ground, now):
        """Values of all lines by `rules` on `ground`, from the facts as known at `now`."""
        if "quarters" in rules:
            return self.env["jn.reckoner.year"]._lines(self, rules, ground)
        reckoner, measures = self.env["jn.reckoner"], self.env["jn.measure"]._read_kept(rules["measures"])
        return reckoner._lines(self, rules["book"], reckoner._facts(self, rules["book"], now, measures, ground))

    def _is_mean_of_quarters(self):
        """Whether this is a year that is made of its quarters (Art. 14)."""
        return self.period_kind == "year" and self.env["jn.setting"]._get("score.year_from") == const.QUARTERS_MEAN

    def _texts(self):
        """{indicator code: {numerator, denominator}} of the official side, kept for the way down to the cases."""
        return {
            one.code: {"numerator": one.numerator, "denominator": one.denominator}
            for one in self.scheme_id.indicator_ids
        }

    def _period(self):
        self.ensure_one()
        if self.period_end < self.period_start:
            raise BadInput(self.env._("A period cannot end before it starts. Correct its first or last day."))
        return periods.Period(self.period_start, self.period_end)

    def _bounds(self):
        """The naive UTC moments (from, until) of the period, in the city's zone."""
        city = self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
        return periods.utc_bounds(self._period(), city._calendar().tz)

    def _units(self):
        """The units that this sheet ranks."""
        return self.env["jn.unit"].search(self.scheme_id._ranked())
