from odoo import models


class JnAccountability(models.Model):
    """The letter that hands a violation over is about an accountability."""

    _name = "jn.accountability"
    _inherit = ["jn.accountability", "jn.paper.subject"]

    def _paper_own(self):
        return {
            **self.verification_id._paper_finding(),
            "receiver": self.receiver or self.unit_id.department_id.name or "",
            "responsible": self.responsible or "",
            "outcome": self._paper_word(self, "outcome"),
            "result": self.result or "",
            "opened_on": self._paper_day(self.opened_at),
            "days_open": self.age_days,
        }

    def _paper_calls(self):
        return self.verification_id.call_ids

    def _paper_points(self):
        return self.verification_id.point_ids
