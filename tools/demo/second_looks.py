"""What the city looks at again: a sealed sample of each county, worked off in part, and a themed campaign."""

import random

from odoo import Command

from odoo.addons.jn_rules.periods import Period

ATTEMPTS = 3
CHOICE = "simple_choice"


class SecondLooks:
    """The city's supervisors draw, call and ask, each as themselves."""

    def __init__(self, world):
        self.world, self.rng = world, random.Random(world.behaviour["seed"])
        self.plan, self.texts = world.behaviour["second_looks"], world.texts["second_looks"]
        self.city = world.units[world.places["city"]["code"]]
        self.supervisor = world.person(self.city, "supervisor")
        self.campaign = None

    def draw(self, first, last):
        """Draw every county's sample of these days, and call as the plan says (Art. 15)."""
        draws = self.world.env["jn.spot.draw"].with_user(self.supervisor).sudo()  # days of the story, not a quarter
        for county in self.city.child_ids.filtered(lambda unit: unit.kind == "county"):
            draw = draws._draw_county(self.city, county, Period(first, last))
            self._call(draw, self.plan["calls"].get(county.code, 0))
        self._object()

    def _call(self, draw, number):
        """Call from the top of the list, `number` people or until nobody is left."""
        results = self.plan["results"]
        for turn in range(number):
            check = draw.check_ids.filtered(lambda each: each.state == "open").sorted("place")[:1]
            if not check:
                return
            result = results[turn % len(results)]
            person = self.world.acting(check, self.supervisor)
            for _attempt in range(ATTEMPTS if result == "unreachable" else 1):
                person.record_result(result, self.world.text("spot", result))

    def _object(self):
        """One county objects to the first deduction that is proposed for it."""
        finding = self.world.env["jn.spot.finding"].search([("object_until", "!=", False)], order="id", limit=1)
        if finding:
            supervisor = self.world.person(finding.county_id, "supervisor")
            self.world.acting(finding, supervisor).object_to(self.texts["objection"])

    def ask(self):
        """Begin the campaign: some content citizens of one county are asked about its theme."""
        survey = self.world.env["survey.survey"].create(self._questionnaire())
        row = self.texts["campaign"]
        self.campaign = self.world.acting(self.world.env["jn.campaign"], self.supervisor).create(
            {"name": row["name"], "purpose": row["purpose"], "survey_id": survey.id, "domain": self._whom()}
        )
        self.campaign.action_start()

    def answer(self):
        """Some of those who were asked hand the questionnaire in."""
        for call in self.campaign.sudo().call_ids if self.campaign else ():
            if self.rng.random() < self.plan["answers"]:
                for question in call.input_id.survey_id.question_ids:
                    call.input_id._save_lines(question, self._said(question))
                call.input_id._mark_done()

    def _said(self, question):
        if question.question_type == CHOICE:
            return self.rng.choice(question.suggested_answer_ids).id
        return self.rng.choice(self.texts["words"])

    def _whom(self):
        cases = self.world.env["jn.case"].search(
            [("stage_code", "=", "closed"), ("phone_e164", "!=", False), ("unit_id.county_id.code", "=", self.plan["county"])],
            limit=self.plan["asked"], order="id desc",
        )
        return f'[("id", "in", {cases.ids})]'

    def _questionnaire(self):
        row = self.texts["campaign"]
        questions = [
            {"title": title, "question_type": CHOICE,
             "suggested_answer_ids": [Command.create({"value": value}) for value in values]}
            for title, values in row["questions"].items()
        ]
        questions.append({"title": row["last"], "question_type": "text_box"})
        return {
            "title": row["name"], "access_mode": "token", "questions_layout": "one_page", "scoring_type": "no_scoring",
            "question_and_page_ids": [Command.create(question) for question in questions],
        }
