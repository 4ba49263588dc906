import hashlib
import json
from datetime import timedelta

from odoo import fields, models

from odoo.addons.jn_org.exceptions import NotPossible

from .. import const

FIGURES = (
    "business", "numerator", "denominator", "rate", "score", "shown_score", "rank", "deducted", "announced", "arrived",
    "active_numerator", "active_denominator", "active_rate", "active_score", "active_rank", "low", "high", "counts", "extras",
)  # fmt: skip


class JnSheetFinal(models.AbstractModel):
    """When a sheet may be frozen, the seal over it, and the late answers that came after."""

    _name = "jn.sheet.final"
    _description = "Freezing of a score sheet"

    late_count = fields.Integer(compute="_compute_late_count", string="Late answers after the freeze")

    def _compute_late_count(self):
        for sheet in self:
            # how many there are is no secret; whose they are is for their units
            sheet.late_count = sheet.computed_at and self.env["jn.answer"].sudo().search_count(sheet._late_domain())

    def action_open_late(self):
        """Open the answers that came after the freeze to first revisits of the period (decision A4)."""
        self.ensure_one()
        late = self.env.ref("jn_assessment.view_jn_answer_late_list")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Late answers after the freeze"),
            "res_model": "jn.answer",
            "view_mode": "list,form",
            "views": [(late.id if self.state == const.PUBLISHED else False, "list"), (False, "form")],
            "domain": self._late_domain(),
            "context": {"create": False, "jn_sheet": self.id},
        }

    def action_object(self):
        """Open the form of an objection to this sheet."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Object"),
            "res_model": "jn.objection",
            "view_mode": "form",
            "target": "current",
            "context": {"default_sheet_id": self.id},
        }

    def action_export(self):
        """Download this sheet as a workbook whose formulas reckon every score again."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/sheet/{self.id}.xlsx", "target": "download"}

    def _late_domain(self):
        start, end = self.sudo()._bounds()  # the city's zone is no secret
        return [
            ("answered_at", ">", self.computed_at),
            ("revisit_id.kind", "=", "auto"),
            ("revisit_id.round", "=", 1),
            ("revisit_id.completed_at", ">=", start),
            ("revisit_id.completed_at", "<", end),
        ]

    def _final_from(self):
        """From when on every first revisit of the period has ended or entered the total (decisions B7, C5)."""
        return self._bounds()[1] + timedelta(days=self.env["jn.setting"]._get("score.final_after_days"))

    def _check_final(self):
        """Refuse to freeze figures that are still provisional, with the day from which they are not."""
        final = self._final_from()
        day = fields.Datetime.context_timestamp(self.with_context(tz=self._zone()), final).date()
        if self.env["jn.clock"]._now() < final:
            raise NotPossible(self.env._("%(sheet)s can be published from %(day)s on, when the last revisits of its period are over.",
                                         sheet=self.display_name, day=day))
        if self.computed_at < final:
            raise NotPossible(self.env._("%(sheet)s was computed before %(day)s, when revisits were still open. Compute it again.",
                                         sheet=self.display_name, day=day))
        if self.is_mean and len(self.env["jn.reckoner.year"]._quarters(self)) < const.QUARTERS_IN_YEAR:
            raise NotPossible(self.env._("%(sheet)s is the mean of four quarters. Publish all of them first.",
                                         sheet=self.display_name))

    def _zone(self):
        return self.env["jn.unit"].search([("kind", "=", "city")], limit=1)._calendar().tz

    def _check_sole(self):
        """A scheme has one published sheet for a period."""
        twins = self.search([
            ("scheme_id.code", "=", self.scheme_id.code),
            ("period_start", "=", self.period_start),
            ("period_end", "=", self.period_end),
            ("state", "=", const.PUBLISHED),
        ])  # fmt: skip
        if twins:
            raise NotPossible(self.env._("%(sheet)s is published already; it changes by signed corrections only.",
                                         sheet=self.display_name))

    def _digest(self):
        """SHA-256 of rules and figures in one canonical text."""
        self.ensure_one()
        rows = sorted(
            [line.unit_id.code, line.indicator_id.code or "", *(line[name] for name in FIGURES)] for line in self.line_ids
        )
        told = {
            "scheme": [self.scheme_id.code, self.scheme_id.version],
            "period": [str(self.period_start), str(self.period_end)],
            "computed_at": str(self.computed_at),
            "formulas": self.formulas,
            "figures": rows,
        }
        if self.ground:  # sheets from before it was kept have a seal without it
            told["ground"] = self.ground
        text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
