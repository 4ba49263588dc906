from odoo import models


class JnVerification(models.Model):
    """The notice of return and the report on a check are about a verification."""

    _name = "jn.verification"
    _inherit = ["jn.verification", "jn.paper.subject"]

    def _paper_own(self):
        return {
            **self._paper_finding(),
            "round": self.round,
            "check_until": self._paper_until(self.due_at),
            "report_until": self._paper_until(self.point_ids.rectification_id[:1].report_due_at),
        }

    def _paper_finding(self):
        """What was found, by whom and when."""
        recorded = self.finding_ids.sorted("id")[-1:] if self.finding else self.finding_ids.browse()
        return {
            "finding": self._paper_word(self, "finding"),
            "fault": self._paper_word(self, "fault"),
            "method": self._paper_word(self, "method"),
            "note": self.note or "",
            "found_by": recorded.user_id.sudo().name or "",  # colleagues' names are no secret on a paper
            "found_on": self._paper_day(recorded.at),
        }

    def _paper_calls(self):
        return self.call_ids

    def _paper_points(self):
        return self.point_ids
