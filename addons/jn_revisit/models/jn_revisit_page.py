from datetime import datetime
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.jn_rules import periods

from .jn_revisit import ANSWER_READS


class Question(NamedTuple):
    """One question as the citizen's page reads it: moments are naive UTC, `levels` what was answered, oldest first.

    `repaired`: there is rectification work about its case, so more can be told; `others`: the cases of the same number.
    None where an answer alone was asked for: `matter`, the name of it, and `repaired` are read when something is shown.
    """

    id: int
    case_id: int
    unit_id: int
    matter_id: int
    matter: str | None
    completed_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    answer_due_at: datetime | None
    late_until: datetime | None
    asked_in_id: int | None
    levels: list[int]
    repaired: bool | None
    others: list[int]


class JnRevisit(models.Model):
    """What the citizen's page asks the database for."""

    _inherit = "jn.revisit"

    @api.model
    def _questions(self, number):
        """Return the question of revisit `number` and, after it, the latest one about each of the same number's other matters
        that were completed on the same local day or asked about in the same message (decision D8), as `Question`s.

        One statement where there are no other matters: this is what every citizen waits for.
        """
        self.env.flush_all()
        found = self._ask(SQL("r.id = %s", number))
        if not found or not found[0].others or not found[0].completed_at:
            return found
        beside = self._ask(SQL("r.case_id = ANY(%s) AND r.blocked_reason IS NULL", found[0].others))
        return [*found, *self._together(found[0], beside)]

    @api.model
    def _question(self, number):
        """Return the question of revisit `number` alone, as a list, read as an answer to it needs it; empty if there is none."""
        revisit = self.search_fetch([("id", "=", number)], ANSWER_READS)
        if not revisit:
            return []
        revisit._fetch_for_answer()
        case = revisit.case_id
        return [Question(
            revisit.id, case.id, revisit.unit_id.id, case.matter_id.id, None, revisit.completed_at, revisit.ended_at, revisit.outcome,
            revisit.answer_due_at, revisit.late_until, None, revisit._levels(), None, [],
        )]

    @api.model
    def _ask(self, condition):
        return [Question(*row) for row in self.env.execute_query(SQL(
            """SELECT r.id, r.case_id, r.unit_id, c.matter_id, m.name, r.completed_at, r.ended_at, r.outcome, r.answer_due_at,
                   r.late_until, r.asked_in_id, ARRAY(SELECT level FROM jn_answer WHERE revisit_id = r.id ORDER BY id),
                   EXISTS(SELECT FROM jn_rectification WHERE case_id = r.case_id),
                   ARRAY(SELECT id FROM jn_case WHERE phone_e164 = c.phone_e164 AND id != c.id)
               FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id JOIN jn_matter m ON m.id = c.matter_id
               WHERE %s ORDER BY r.id""",
            condition,
        ))]

    @api.model
    def _together(self, own, others):
        """Of other questions those that belong beside `own`: of each case the latest."""
        zone = self.env["jn.unit"]._calendar_of(own.unit_id).tz
        day = periods.day_of(own.completed_at, zone)
        together = [
            one for one in others
            if (own.asked_in_id and one.asked_in_id == own.asked_in_id)
            or (one.completed_at and periods.day_of(one.completed_at, zone) == day)
        ]
        return list({one.case_id: one for one in together}.values())
