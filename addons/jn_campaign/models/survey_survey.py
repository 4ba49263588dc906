from odoo import models


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    def _is_askable(self):
        """Whether citizens, who have no login, can be asked it."""
        survey = self.sudo()  # which questions it has is for everybody who uses it
        return survey.active and bool(survey.question_ids) and not survey.users_login_required and not survey.certification
