from odoo import models


class JnRectification(models.Model):
    """Call sheet, report and urging are about a rectification."""

    _name = "jn.rectification"
    _inherit = ["jn.rectification", "jn.paper.subject"]

    def _paper_own(self):
        return {
            **{name: self[name] or "" for name in ("cause", "measures", "result")},
            "round": self.round,
            "cause_kind": self.cause_id.display_name or "",
            "basis": self._paper_word(self, "basis"),
            "script": self._call_script(date=self._paper_day(self.case_id.completed_at)),
            "missing": self.call_advice or "",
            "next_call": self._paper_moment(self.next_call_at),
            "call_until": self._paper_until(self.call_due_at),
            "report_until": self._paper_until(self.report_due_at),
            "submitted_by": self.submitted_by_id.sudo().name or "",  # colleagues' names are no secret on a paper
            "submitted_on": self._paper_day(self.submitted_at),
            "chief": self._paper_chief(),
            "confirmed_on": self._paper_day(self.confirmed_at),
        }

    def _paper_report(self):
        """This report as a row of a paper."""
        return {
            **{name: self[name] or "" for name in ("cause", "measures", "result")},
            "round": self.round, "unit": self.unit_id.name, "submitted_on": self._paper_day(self.submitted_at),
            "submitted_by": self.submitted_by_id.sudo().name or "",  # colleagues' names are no secret on a paper
            "confirmed_on": self._paper_day(self.confirmed_at),
        }

    def _paper_chief(self):
        """Who signed the report: the last step of a confirmed one."""
        return self._flow_last_actor().sudo().name if self.confirmed_at else ""  # colleagues' names are no secret on a paper

    def _paper_calls(self):
        return self.call_ids

    def _paper_points(self):
        return self.point_ids
