"""The world of campaigns: closed cases, a questionnaire of two questions, and the city's supervisor who asks."""

from odoo import Command

from odoo.addons.jn_revisit.tests.common import RevisitCase


class CampaignCase(RevisitCase):
    """`self.survey` asks for a choice and for words; `campaign()` drafts, `answer(call, choice)` hands one in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env["survey.survey"].create({
            "title": "Queueing", "access_mode": "token", "questions_layout": "one_page", "scoring_type": "no_scoring",
            "question_and_page_ids": [
                Command.create({
                    "title": "How long did you wait?", "question_type": "simple_choice",
                    "suggested_answer_ids": [Command.create({"value": "Short"}), Command.create({"value": "Long"})],
                }),
                Command.create({"title": "What else?", "question_type": "text_box"}),
            ],
        })
        cls.choices = cls.survey.question_ids[0].suggested_answer_ids

    def closed(self, **values):
        """A case whose citizen was content; each with a number of its own."""
        number = next(self.refs).removeprefix("R")
        case = self.asked(**{"phone": f"1380537{number}", **values})
        self.citizen(case, 5)
        return case

    def campaign(self, cases=None, role="city_supervisor", **values):
        """A draft about these cases, or about what the domain says."""
        domain = {"domain": f"[('id', 'in', {cases.ids})]"} if cases is not None else {}
        return self.as_user(role)["jn.campaign"].create({"name": "Queueing", "survey_id": self.survey.id, **domain, **values})

    def started(self, cases, **values):
        campaign = self.campaign(cases, **values)
        campaign.action_start()
        return campaign

    def answer(self, call, choice=0, words=None):
        """Hand in the questionnaire as the citizen's browser would."""
        form = call.sudo().input_id
        form._save_lines(self.survey.question_ids[0], self.choices[choice].id)
        if words:
            form._save_lines(self.survey.question_ids[1], words)
        form._mark_done()
