from odoo import fields, models
from odoo.tools import SQL


class JnCampaignResult(models.Model):
    """What a campaign's citizens said, one row for each answer to each question, of the unit where their case was handled."""

    _name = "jn.campaign.result"
    _description = "Answer in a campaign"
    _auto = False
    _order = "campaign_id desc, question_id, id"
    _depends = {
        "jn.campaign.call": ["state", "answered_at", "input_id", "unit_id"],
        "survey.user_input.line": ["question_id", "suggested_answer_id", "value_text_box", "value_char_box", "value_scale", "skipped"],
        "jn.unit": ["county_id"],
    }

    campaign_id = fields.Many2one("jn.campaign", readonly=True)
    case_id = fields.Many2one("jn.case", readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True, index=True)
    county_id = fields.Many2one("jn.unit", readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True)
    choice_id = fields.Many2one("survey.question.answer", readonly=True)
    number = fields.Float(readonly=True, aggregator="avg")
    words = fields.Char(readonly=True)
    answered_at = fields.Datetime(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT line.id, call.campaign_id, call.case_id, call.unit_id, unit.county_id, call.answered_at,
                      line.question_id, line.suggested_answer_id AS choice_id,
                      COALESCE(line.value_numerical_box, line.value_scale) AS number,
                      COALESCE(line.value_text_box, line.value_char_box) AS words
               FROM jn_campaign_call AS call
               JOIN jn_unit AS unit ON unit.id = call.unit_id
               JOIN survey_user_input_line AS line ON line.user_input_id = call.input_id
               WHERE call.state = 'answered' AND NOT COALESCE(line.skipped, false)"""
        )
