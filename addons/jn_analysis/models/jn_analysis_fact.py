from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jn_revisit.const import CHANNELS, CLOSE_REASONS, OUTCOMES, REVISIT_KINDS

# A figure of millions of answers is read out of one index of theirs, by as many processes as PostgreSQL has to spare: therefore
# those that came later, which are few, stand in a branch of their own. What a reader does not ask for is not joined, as each of
# these joins can find one row at most.
FACTS = """
    SELECT answer.id, answer.id AS answer_id, %(span)s AS span, answer.answered_at, kase.completed_at,
           COALESCE(moved.unit_id, answer.unit_id) AS unit_id, unit.hall_id, unit.county_id, unit.department_id,
           answer.matter_id, matter.office_id, answer.channel, answer.level, level.id AS level_id,
           revisit.kind AS revisit_kind, revisit.outcome, kase.close_reason, answer.is_first,
           (SELECT report.cause_id FROM jn_rectification AS report
            WHERE report.case_id = answer.case_id AND report.cause_id IS NOT NULL ORDER BY report.id DESC LIMIT 1) AS cause_id,
           1 AS answers,
           CASE WHEN answer.level = ANY(%(bad)s) THEN 1 ELSE 0 END AS bad,
           CASE WHEN answer.level = ANY(%(bad)s) THEN float8 '100' ELSE float8 '0' END AS bad_share
    FROM (
        SELECT answer.* FROM jn_answer AS answer
        WHERE answer.kind = 'answer' AND NOT EXISTS (
            SELECT FROM jn_answer AS later WHERE later.kind <> 'answer' AND later.revisit_id = answer.revisit_id
                AND (later.level, later.id) < (answer.level, answer.id))
        UNION ALL
        SELECT answer.* FROM jn_answer AS answer
        WHERE answer.kind <> 'answer' AND NOT EXISTS (
            SELECT FROM jn_answer AS other WHERE other.revisit_id = answer.revisit_id
                AND (other.level, other.id) < (answer.level, answer.id))
    ) AS answer
    LEFT JOIN jn_revisit AS moved ON moved.id = answer.revisit_id AND moved.is_moved
    LEFT JOIN jn_revisit AS revisit ON revisit.id = answer.revisit_id
    LEFT JOIN jn_case AS kase ON kase.id = answer.case_id
    LEFT JOIN jn_unit AS unit ON unit.id = COALESCE(moved.unit_id, answer.unit_id)
    LEFT JOIN jn_matter AS matter ON matter.id = answer.matter_id
    LEFT JOIN jn_answer_level AS level ON level.level = answer.level
    WHERE %(bounds)s
"""
ALWAYS, NO_SPAN = SQL("TRUE"), SQL("NULL::varchar")
READ = {
    "jn.answer": ["revisit_id", "case_id", "unit_id", "matter_id", "is_first", "kind", "level", "tag_ids", "channel", "answered_at"],
    "jn.revisit": ["unit_id", "is_moved", "kind", "outcome"],
    "jn.case": ["completed_at", "close_reason"],
    "jn.rectification": ["case_id", "cause_id"],
    "jn.unit": ["hall_id", "county_id", "department_id"],
    "jn.matter": ["office_id"],
    "jn.answer.level": ["level"],
}


class JnAnalysisFact(models.AbstractModel):
    """What citizens said, one row for each revisit that a person answered: the worst of what they said about it (Art. 10).

    It is a query, bound by whoever asks; it holds no names, no numbers and no words of citizens. A case that went to
    another unit counts there (decision D7).
    """

    _name = "jn.analysis.fact"
    _inherit = ["jn.counted.once"]
    _description = "Answers to be analysed"
    _auto = False
    _order = "answered_at desc, id desc"
    _rec_name = "matter_id"

    answer_id = fields.Many2one("jn.answer", readonly=True)
    answered_at = fields.Datetime(readonly=True)
    completed_at = fields.Datetime(readonly=True, string="Matter completed")
    unit_id = fields.Many2one("jn.unit", readonly=True, index=True, string="Window")  # jn.revisit has the index
    hall_id = fields.Many2one("jn.unit", readonly=True)
    county_id = fields.Many2one("jn.unit", readonly=True)
    department_id = fields.Many2one("jn.unit", readonly=True, string="Sending department")
    matter_id = fields.Many2one("jn.matter", readonly=True)
    office_id = fields.Many2one("jn.unit", readonly=True, string="Field of the matter")
    tag_ids = fields.Many2many(
        "jn.answer.tag", "jn_answer_jn_answer_tag_rel", "jn_answer_id", "jn_answer_tag_id", readonly=True, string="Reasons ticked"
    )
    cause_id = fields.Many2one("jn.cause", readonly=True, string="Cause found")
    channel = fields.Selection(CHANNELS, readonly=True)
    level = fields.Integer(readonly=True, aggregator="avg", string="Level, 1 is worst")
    level_id = fields.Many2one("jn.answer.level", readonly=True, string="Rating")
    revisit_kind = fields.Selection(REVISIT_KINDS, readonly=True, string="Kind of revisit")
    is_first = fields.Boolean(readonly=True, string="First automatic revisit")
    outcome = fields.Selection(OUTCOMES, readonly=True)
    close_reason = fields.Selection(CLOSE_REASONS, readonly=True, string="How the case ended")
    answers = fields.Integer(readonly=True)
    bad = fields.Integer(readonly=True, string="Bad answers")
    is_bad = fields.Boolean(compute="_compute_is_bad", search="_search_is_bad", string="Bad answer")
    bad_share = fields.Float(readonly=True, string="Bad answers (%)", aggregator="avg", digits=(5, 2))

    @api.depends("bad")
    def _compute_is_bad(self):
        for fact in self:
            fact.is_bad = bool(fact.bad)

    @api.model
    def _search_is_bad(self, operator, value):
        """By levels, of which PostgreSQL knows how many answers have each."""
        if operator != "in":
            return NotImplemented
        bad = Domain("level", "in", self._bad_levels())
        return Domain.OR(bad if wanted else ~bad for wanted in value)

    def action_open_answer(self):
        """Open what the citizen said, as far as the reader may see it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Answer"), "res_model": "jn.answer", "res_id": self.id,
            "view_mode": "form", "views": [(False, "form")],
        }  # fmt: skip

    def _facts(self, span=NO_SPAN, bounds=ALWAYS):
        """The query of the rows within `bounds`, an expression over `answer`; `span` names the period of each."""
        return SQL(FACTS, span=span, bounds=bounds, bad=self._bad_levels())

    def _bad_levels(self):
        return list(self.env["jn.setting"]._get("answer.bad_levels"))
