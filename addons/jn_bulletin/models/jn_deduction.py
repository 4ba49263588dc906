from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules import periods
from odoo.addons.jn_rules.deadlines import said

from ..const import KIND_MISSING, KIND_UNTRUE

SOURCES = {"report_id", "finding_id"}


class JnDeduction(models.Model):
    """Proposed by the system for reports that are missing or poor and for untrue spot checks, with the record that shows it."""

    _inherit = "jn.deduction"

    report_id = fields.Many2one("jn.quarterly.report", readonly=True, index="btree_not_null", ondelete="restrict")
    finding_id = fields.Many2one(
        "jn.spot.finding", readonly=True, index="btree_not_null", ondelete="restrict", string="Finding of the spot check"
    )

    _report_once = models.UniqueIndex(
        "(report_id, kind_id) WHERE state != 'removed'", "This report has its deduction of that kind already."
    )
    _finding_once = models.UniqueIndex("(finding_id)", "This finding has its deduction already.")

    @api.model_create_multi
    def create(self, vals_list):
        rows = vals_list if self.env.su else [{name: vals[name] for name in vals.keys() - SOURCES} for vals in vals_list]
        return super().create(rows)

    def write(self, vals):
        if not self.env.su and vals.keys() & SOURCES:
            raise NotPossible(self.env._("The system says what a deduction rests on. Write down other evidence in words."))
        return super().write(vals)

    def _is_shown(self):
        """The report that is missing or poor and the finding of the spot check speak for themselves."""
        return bool(self.report_id or self.finding_id) or super()._is_shown()

    @api.model
    def _propose_for_reports(self, reports, code):
        """Propose what a missing or poor report costs, once for each report and kind."""
        kind, reports = (records.with_context(**self._office()) for records in (self._kind_of(code), reports))
        known = self.sudo().search([  # what is proposed is the system's
            ("report_id", "in", reports.ids), ("kind_id", "=", kind.id), ("state", "!=", "removed"),
        ]).report_id  # fmt: skip
        return self._propose([
            {"kind_id": kind.id, "unit_id": report.unit_id.id, "period_start": report.period_start, "period_end": report.period_end,
             "report_id": report.id, "reason": self._reason_of(report, kind), "evidence": self._evidence_of(report)}
            for report in (reports - known if kind else reports.browse())
        ])

    @api.model
    def _withdraw_for_reports(self, reports):
        """Give up what was proposed because these reports were missing; what is booked already is for people."""
        kind = self._kind_of(KIND_MISSING)
        mine = self.sudo().search([  # what is proposed is the system's
            ("report_id", "in", reports.ids), ("kind_id", "=", kind.id), ("state", "!=", "removed"),
        ])  # fmt: skip
        mine._withdraw(self.with_context(**self._office()).env._("The report came late and was accepted."))

    @api.model
    def _propose_for_findings(self, findings):
        """Propose what cases cost that a spot check found untrue, once for each, in the quarter of the draw."""
        kind, quarter = self._kind_of(KIND_UNTRUE), periods.quarter_of
        return self._propose([
            {"kind_id": kind.id, "unit_id": finding.county_id.id, "case_id": finding.case_id.id, "finding_id": finding.id,
             "period_start": quarter(finding.counts_on).start, "period_end": quarter(finding.counts_on).end,
             "reason": finding.note, "evidence": finding.display_name}
            for finding in (findings.with_context(**self._office()) if kind else findings.browse())
        ])

    @api.model
    def _office(self):
        """The system writes reasons and evidence in the office's language, whoever or whatever makes it write."""
        return {"lang": self.env["jn.quarterly.texts"]._language()}

    @api.model
    def _kind_of(self, code):
        return self.env["jn.deduction.kind"].sudo().search([("code", "=", code)])  # kinds are no secret; without one nothing is proposed

    @api.model
    def _reason_of(self, report, kind):
        return f"{report.display_name}: {report.grade_note or kind.name}"

    @api.model
    def _evidence_of(self, report):
        """What shows it: the version that was handed in, or that none was until the end of its day."""
        handed_in = report._handed_in()
        if not handed_in:
            zone = report.unit_id._calendar().tz
            local = fields.Datetime.context_timestamp(report.with_context(tz=zone), report.due_at)
            return report.env._("Nothing had been handed in by %(due)s.", due="{} {}".format(*said(local)))
        return report.env._("Handed in as version %(version)s, SHA-256 %(digest)s", version=handed_in.id, digest=handed_in.digest)
