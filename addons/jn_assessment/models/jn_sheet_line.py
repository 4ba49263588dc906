from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import NotPossible

from .. import const
from ..calculation import reach
from ..optional_fields import OptionalFloat, OptionalInteger


class JnSheetLine(models.Model):
    """One unit's figure in a sheet; the line without an indicator is the total."""

    _name = "jn.sheet.line"
    _description = "Line of a score sheet"
    _order = "sheet_id desc, group_id, unit_id, indicator_sequence, id"

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
    note = fields.Char(compute="_compute_note")

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
            scheme = line.sheet_id.scheme_id
            notes = {const.EMPTY: scheme.empty_note, const.UNRANKED: scheme.unranked_note}
            line.note = notes.get(line.remark, False)

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

    def action_open_numerator(self):
        """Open the very records in this figure's numerator, as far as one may see them."""
        return self._open("numerator")

    def action_open_denominator(self):
        """Open the very records in this figure's denominator, as far as one may see them."""
        return self._open("denominator")

    def _open(self, part):
        """One list when the records are of one kind, else one row for each kind of record counted."""
        self.ensure_one()
        self.check_access("read")
        parts = self.env["jn.sheet.part"]._of(self, part)
        filled = parts.filtered("number")
        if len(set(filled.mapped("measure_id.model"))) <= 1 and parts:
            return (filled or parts[:1])._open()
        return parts._choose()

    def _part_measures(self, part):
        """The measures that the frozen formula of this figure's `part` rests on."""
        frozen = self.sheet_id.formulas or {}
        text = frozen.get("indicators", {}).get(self.indicator_id.code, {}).get(part)
        if not text:
            return self.env["jn.measure"]
        names = reach(text, {code: [formula] for code, formula in frozen["book"].items()})
        return self.env["jn.measure"].search([("code", "in", list(names))])

    @api.model
    def _check_computing(self):
        if not self.env.su:
            raise NotPossible(self.env._("Lines come from computing a sheet, not by hand."))
