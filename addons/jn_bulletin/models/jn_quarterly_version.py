import hashlib
import json

from odoo import api, fields, models

from ..const import PARTS, VERSION_KINDS


class JnQuarterlyVersion(models.Model):
    """What a quarterly report said at one moment, by whom: drafts, edits and what was handed in, none ever changed."""

    _name = "jn.quarterly.version"
    _inherit = "jn.append.only"
    _description = "Version of a quarterly report"
    _order = "id desc"

    report_id = fields.Many2one("jn.quarterly.report", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="County")
    kind = fields.Selection(VERSION_KINDS, required=True, readonly=True, string="How it came about")
    at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="By")
    basic = fields.Text(readonly=True, string="Basic situation")
    analysis = fields.Text(readonly=True, string="Analysis of the data")
    problems = fields.Text(readonly=True)
    proposals = fields.Text(readonly=True, string="Next steps")
    figures = fields.Json(readonly=True)
    digest = fields.Char(readonly=True, string="SHA-256", help="Over words and figures.")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("report_id", "kind", "at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for version in self:
            version.display_name = f"{version.report_id.display_name} · {kinds[version.kind]}"

    @api.model
    def _keep(self, reports, kind):
        """Keep what these reports say now."""
        now = self.env["jn.clock"]._now()
        return self.create([{**self._said(report), "kind": kind, "at": now, "user_id": self.env.uid} for report in reports])

    @api.model
    def _said(self, report):
        words = {name: report[name] or "" for name in PARTS}
        told = json.dumps([words, report.figures], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(told.encode()).hexdigest()
        return {**words, "report_id": report.id, "unit_id": report.unit_id.id, "figures": report.figures, "digest": digest}
