from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import periods

from .. import const

CREATED_WITH = {"scheme_id", "period_start", "period_end"}
KEEPER_GROUPS = ("jn_org.group_supervisor", "jn_org.group_leader")


class JnSheet(models.Model):
    """The scores of all units of a scheme in a period; once published nobody changes it (Art. 14)."""

    _name = "jn.sheet"
    _description = "Score sheet"
    _order = "period_end desc, period_start desc, id desc"

    scheme_id = fields.Many2one("jn.scheme", required=True, index=True, ondelete="restrict")
    period_start = fields.Date(string="From", required=True)
    period_end = fields.Date(string="To", required=True, help="The last day, included.")
    state = fields.Selection(const.STATES, required=True, default=const.DRAFT, readonly=True)
    computed_at = fields.Datetime(readonly=True)
    published_at = fields.Datetime(readonly=True)
    published_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    formulas = fields.Json(readonly=True, help="The formulas as they were when the sheet was computed.")
    line_ids = fields.One2many("jn.sheet.line", "sheet_id", string="Lines", readonly=True)
    table = fields.Json(compute="_compute_table")

    _period_order = models.Constraint("CHECK (period_start <= period_end)", "A period cannot end before it starts.")

    @api.depends("scheme_id.name", "period_start", "period_end")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = f"{sheet.scheme_id.name} {sheet.period_start} – {sheet.period_end}"

    @api.depends("line_ids")
    @api.depends_context("lang")
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
        self._check_keeper()
        return super().create([self._asked_for(vals) for vals in vals_list])

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
        """Freeze computed sheets and show them to every unit (Art. 14)."""
        self._check_keeper()
        if self.filtered(lambda sheet: sheet.state != const.COMPUTED):
            raise NotPossible(self.env._("Only a computed sheet can be published. Compute it first."))
        facts = {"published_at": self.env["jn.clock"]._now(), "published_by_id": self.env.uid}
        self.env.flush_all()  # what is still to be written to the lines comes before they are frozen
        self.sudo().write({"state": const.PUBLISHED, **facts})  # the one writer of the state
        return True

    @api.model
    def _check_keeper(self):
        """Refuse whoever keeps no score for the city (Art. 3, 14)."""
        user = self.env.user
        if self.env.su or user.has_group("jn_org.group_administrator"):
            return
        keeps = any(user.has_group(group) for group in KEEPER_GROUPS)
        if not (keeps and "city" in user.unit_ids.mapped("kind")):
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
        """What a person may say of a new sheet; everything else comes from computing it."""
        return {name: value for name, value in vals.items() if name in CREATED_WITH}

    def _compute_lines(self):
        now = self.env["jn.clock"]._now()
        book = self.env["jn.formula"]._book()
        self.line_ids.unlink()
        self.env["jn.sheet.line"].create(self.env["jn.reckoner"]._lines(self, book, now))
        self.write(
            {
                "state": const.COMPUTED,
                "computed_at": now,
                "formulas": {"book": book, "indicators": self._texts()},
            }
        )

    def _texts(self):
        """{indicator code: {numerator, denominator}} of the official side, kept for the way down to the cases."""
        return {
            one.code: {"numerator": one.numerator, "denominator": one.denominator}
            for one in self.scheme_id.indicator_ids
        }

    def _bounds(self):
        """The naive UTC moments (from, until) of the period, in the city's zone."""
        self.ensure_one()
        if self.period_end < self.period_start:
            raise BadInput(self.env._("A period cannot end before it starts."))
        city = self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
        period = periods.Period(self.period_start, self.period_end)
        return periods.utc_bounds(period, city._calendar().tz)

    def _units(self):
        """The units that this sheet ranks."""
        return self.env["jn.unit"].search(Domain("kind", "=", self.scheme_id.unit_kind))
