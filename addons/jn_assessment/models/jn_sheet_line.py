from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import NotPossible

from .. import const
from ..optional_fields import OptionalFloat, OptionalInteger


class JnSheetLine(models.Model):
    """One unit's figure in a sheet; the line without an indicator is the total."""

    _name = "jn.sheet.line"
    _inherit = ["jn.sheet.line.records"]
    _description = "Line of a score sheet"
    _order = "sheet_id desc, group_id, indicator_sequence, rank, unit_id, id"  # the ranking: the best first, nobody without a rank before them

    sheet_id = fields.Many2one("jn.sheet", required=True, index=True, ondelete="cascade")
    unit_id = fields.Many2one("jn.unit", required=True, index=True, ondelete="restrict")
    group_id = fields.Many2one("jn.unit", string="Ranked within", ondelete="restrict")
    indicator_id = fields.Many2one("jn.indicator", index=True, ondelete="restrict", help="Empty: the total.")
    indicator_sequence = fields.Integer(help="Orders a unit's lines, the total first.")
    business = OptionalInteger(help="Cases in the period, in the total's line.")
    numerator = OptionalInteger()
    denominator = OptionalInteger()
    rate = OptionalFloat(help="From 0 to 1; empty for 0/0.")
    score = OptionalFloat(digits=(16, 4))
    shown_score = OptionalFloat(string="Score as printed", digits=(16, 4), help="In the total's line (decision C11).")
    deducted = fields.Float(string="Points deducted", digits=(16, 4), help="In the total's line.")
    announced = OptionalInteger(string="Announced cases", help="Completed cases that the sources announced, in the total's line.")
    arrived = OptionalInteger(string="Arrived of these", help="So many of the announced cases arrived.")
    counts = fields.Json(help="What each measure counted, in the total's line.")
    extras = fields.Json(help="What is printed beside the figures, in the total's line.")
    rank = OptionalInteger()
    active_numerator = OptionalInteger(help="Only revisits that a person answered.")
    active_denominator = OptionalInteger(help="Only revisits that a person answered.")
    active_rate = OptionalFloat(help="Only revisits that a person answered.")
    active_score = OptionalFloat(digits=(16, 4), help="Only revisits that a person answered.")
    active_rank = OptionalInteger(help="Only revisits that a person answered.")
    small_sample = fields.Boolean(help="Too few cases for a rank to say much (decision C13).")
    low = OptionalFloat(string="At least", help="The lower end of the rate's 95 % interval.")
    high = OptionalFloat(string="At most", help="The upper end of the rate's 95 % interval.")
    remark = fields.Selection(const.REMARKS)
    is_mean = fields.Boolean(related="sheet_id.is_mean")
    note = fields.Char(compute="_compute_note")
    explanation = fields.Text(string="How it was reckoned", compute="_compute_explanation")

    _sheet_unit = models.UniqueIndex(
        "(sheet_id, unit_id, COALESCE(indicator_id, 0))", "A unit has one line for each figure."
    )

    @api.depends("unit_id", "indicator_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            figure = line.indicator_id.name or self.env._("Total score")
            line.display_name = f"{line.unit_id.display_name} · {figure}"

    @api.depends("remark", "sheet_id.scheme_id.empty_note", "sheet_id.scheme_id.unranked_note")
    @api.depends_context("lang")
    def _compute_note(self):
        for line in self:
            line.note = line.sheet_id.scheme_id._notes().get(line.remark, False)

    @api.depends_context("lang")
    def _compute_explanation(self):
        for line in self:
            line.explanation = self.env["jn.explainer"]._explanation(line)

    def init(self):
        """Lines of published sheets are frozen in the database itself."""
        self.env.cr.execute(
            SQL(
                """
            CREATE OR REPLACE FUNCTION jn_sheet_line_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND
                    to_jsonb(NEW) - 'create_uid' - 'write_uid' = to_jsonb(OLD) - 'create_uid' - 'write_uid' THEN
                    RETURN NEW;
                END IF;
                IF EXISTS (
                    SELECT FROM jn_sheet WHERE state = 'published' AND
                        (TG_OP <> 'INSERT' AND id = OLD.sheet_id OR TG_OP <> 'DELETE' AND id = NEW.sheet_id)
                ) THEN
                    RAISE EXCEPTION 'jn_sheet_line: a published sheet cannot be changed';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            CREATE OR REPLACE TRIGGER jn_sheet_line_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON jn_sheet_line
                FOR EACH ROW EXECUTE FUNCTION jn_sheet_line_is_frozen();
            """
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_computing()
        return super().create(vals_list)

    def write(self, vals):
        self._check_computing()
        self.sheet_id._check_unpublished()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self._check_computing()
        self.sheet_id._check_unpublished()

    def action_open_explanation(self):
        """Open this figure with how it was reckoned, step by step."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_quarters(self):
        """Open the frozen figures of the quarters out of which this figure of a year was made."""
        self.ensure_one()
        self.check_access("read")
        quarters = self.browse().union(*(self._quarter_line(one) for one, _signed in self.env["jn.reckoner.year"]._sources(self.sheet_id)))
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "view_mode": "list,form",
            "views": [(self.env.ref("jn_assessment.view_jn_sheet_line_quarters").id, "list"), (False, "form")],
            "domain": [("id", "in", quarters.ids)],
            "context": {"create": False},
        }

    def action_open_sheet(self):
        """Open the sheet in which this figure stands."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "jn.sheet", "res_id": self.sheet_id.id, "view_mode": "form",
            "views": [(False, "form")],
        }  # fmt: skip

    def action_open_deductions(self):
        """Open the booked deductions behind this total, as far as one may see them."""
        self.ensure_one()
        self.check_access("read")
        booked = self.env["jn.deduction"]._booked_domain(
            self.sheet_id.sudo()._period(), self.unit_id, self.sheet_id.computed_at  # the period is no secret
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "jn.deduction",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": list(booked),
            "context": {"create": False},
        }

    def _quarter_line(self, quarter):
        """The same unit's line for the same figure in a frozen quarter, whichever version of the scheme made that."""
        code = self.indicator_id.code
        return quarter.line_ids.filtered(lambda one: one.unit_id == self.unit_id and one.indicator_id.code == code)

    @api.model
    def _check_computing(self):
        if not self.env.su:
            raise NotPossible(self.env._("Lines come from computing a sheet, not by hand."))
