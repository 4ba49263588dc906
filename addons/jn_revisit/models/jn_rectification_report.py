from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import wording

PARTS = ("cause", "measures", "result")


class JnRectification(models.Model):
    """The report: cause, measures, result, what shows them, and what is remarkable in its words (Art. 7, 8)."""

    _inherit = "jn.rectification"

    cause_id = fields.Many2one("jn.cause", readonly=True, index="btree_not_null", ondelete="restrict", string="Kind of cause")
    cause = fields.Text(readonly=True)
    measures = fields.Text(readonly=True)
    result = fields.Text(readonly=True)
    submitted_at = fields.Datetime(readonly=True)
    submitted_by_id = fields.Many2one("res.users", readonly=True)
    confirmed_at = fields.Datetime(readonly=True)
    point_ids = fields.One2many("jn.redo.point", "rectification_id", string="To be redone")
    remarks = fields.Json(readonly=True, help="What a comparison found when the report was handed in.")
    remark_text = fields.Text(compute="_compute_remark_text", string="To look at")

    _reported_index = models.Index("(unit_id, id) WHERE submitted_at IS NOT NULL")

    @api.depends("remarks", "point_ids.done_at")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        for work in self:
            work.remark_text = work._remark_words(work.remarks) if work.submitted_at else False

    def submit_report(self, cause, measures, result, cause_code=None):
        """Hand in the report: why it happened, what was done, what came of it (Art. 7, 8).

        :param cause: the cause in words, or the code of a `jn.cause`
        :param cause_code: the code of a `jn.cause`, where `cause` explains it in words
        """
        self._flow_check("report_submitted")
        values = self._report_values(cause, measures, result, cause_code)
        if not all((values[part] or "").strip() for part in PARTS):
            raise BadInput(self.env._("A report states the cause, the measures and the result. Please fill in all three."))
        stamp = {"submitted_at": self.env["jn.clock"]._now(), "submitted_by_id": self.env.uid}
        remarks = self._remarks_on(values)
        for work in self:
            work.sudo().write({**values, **stamp, "basis": work._basis(), "remarks": remarks[work.id]})  # checked above
        self.sudo()._flow_fire("report_submitted")
        return True

    def save_draft(self, cause, measures, result, cause_code=None):
        """Keep an unfinished report, so that whoever is called away finds it again; nothing is handed in."""
        self._flow_check("report_submitted")
        self.sudo().write(self._report_values(cause, measures, result, cause_code))  # checked above
        return True

    def _report_values(self, cause, measures, result, cause_code):
        """Read what a person or a client gave; a cause may be its code, and then stands in words too."""
        words = dict(zip(PARTS, (cause, measures, result), strict=True))
        if any(text and not isinstance(text, str) for text in words.values()):
            raise BadInput(self.env._("A report states the cause, the measures and the result. Please fill in all three."))
        known = self.env["jn.cause"]._coded(cause_code or cause)
        if cause_code and not known:
            raise BadInput(self.env._("There is no cause with the code “%(code)s”. Choose one of the list.", code=cause_code))
        if known and (not cause or cause.strip() == known.code):
            words["cause"] = known.display_name
        return {**words, "cause_id": known.id}

    def _remarks_on(self, words):
        """Return {work id: remarks} on a report with these words; shown to who writes and who reads it, never forbidden."""
        get = self.env["jn.setting"]._get
        least, percent = get("report.least_characters"), get("report.copied_percent")
        texts, others = {part: words[part] or "" for part in PARTS if part in words}, self._recent_reports(get("report.compared_with"))
        return {
            work.id: [
                {"code": found.code, "part": found.part, "amount": found.amount, "key": found.key}
                for found in wording.remarks(texts, others.get(work.unit_id.id, {}).items(), least, percent)
            ]
            for work in self
        }

    def _recent_reports(self, most):
        """Return {unit id: {work id: text}} of the latest reports of each of these works' units, in one query."""
        self.env["jn.rectification"].flush_model()
        rows = self.env.execute_query(SQL(
            """SELECT unit.id, work.id, concat_ws(E'\\n', work.cause, work.measures, work.result)
               FROM unnest(%s::integer[]) AS unit(id) CROSS JOIN LATERAL (
                   SELECT id, cause, measures, result FROM jn_rectification
                   WHERE unit_id = unit.id AND submitted_at IS NOT NULL AND id != ALL(%s::integer[]) ORDER BY id DESC LIMIT %s
               ) AS work""",
            self.unit_id.ids, self.ids, most,
        ))
        reports = {}
        for unit_id, work_id, text in rows:
            reports.setdefault(unit_id, {})[work_id] = text
        return reports

    def _remark_words(self, remarks):
        """Remarks as sentences, one a line, with the points that are not ticked off."""
        open_points = self.point_ids.filtered(lambda point: not point.done_at)
        sentences = [self._remark_sentence(remark) for remark in remarks or ()]
        if open_points:
            sentences.append(self.env._("%(count)s points to redo are not ticked off.", count=len(open_points)))
        return "\n".join(sentences) or False

    def _remark_sentence(self, remark):
        if remark["code"] == "copied":
            other = self.browse(remark["key"]).sudo()  # a report of the same unit; its number alone is shown
            return self.env._("%(percent)s %% the same as the report on %(other)s.", percent=remark["amount"], other=other.display_name)
        return self.env._(
            "%(part)s: only %(count)s characters.",
            part=self._fields[remark["part"]]._description_string(self.env), count=remark["amount"],
        )

    def _take_points(self):
        """Put what earlier checks want redone, and no other round has taken on, on these rounds."""
        waiting = self.env["jn.redo.point"].search([("case_id", "in", self.case_id.ids), ("rectification_id", "=", False)])
        for work in self:
            waiting.filtered(lambda point, work=work: point.case_id == work.case_id).write({"rectification_id": work.id})

    def _check_writer(self):
        """Refuse whoever does not write this report, or anybody once it has ended."""
        moves = self.flow_version_id.sudo().move_ids  # configuration is read for everybody
        if not any(self._flow_may(move) for move in moves if move.event == "report_submitted"):
            raise NotAllowed(self.env._("The window's liaison writes this report. Ask them."))
        if self.ended_at:
            raise NotPossible(self.env._("%(record)s has ended and stays as it is.", record=self.display_name))
