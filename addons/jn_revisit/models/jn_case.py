from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_message.const import CITIZEN_LANGUAGE
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import CLOSE_REASONS, DECISIONS, RESULT_WORDS

RESULT = ("ref", "status", "id", "error")
# What an answer needs of its case.
ANSWER_READS = (
    "ref", "unit_id", "matter_id", "handler_id", "flow_version_id", "stage_id", "own_due_at", "own_light_at", "closed_at",
    "close_reason", "contradicted",
)


class JnCase(models.Model):
    """A matter that a citizen brought to a window, from acceptance to the last word about it (Art. 6 to 9)."""

    _name = "jn.case"
    _inherit = ["jn.kept", "jn.case.person", "jn.case.due", "jn.in.period", "jn.counted.once", "jn.message.subject", "jn.growing"]
    _description = "Case"
    _order = "id desc"
    _rec_name = "ref"
    _rec_names_search = ["ref"]
    _flow_outcome = "close_reason"
    _flow_ended = "closed_at"
    _period_moment = "closed_at"
    _message_secret_names = ("applicant",)
    _flow_events = ("completed", "number_repaired", "asked_again", "spot_check_false")

    source = fields.Char(required=True, readonly=True)
    ref = fields.Char(required=True, readonly=True, string="Case number")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    matter_id = fields.Many2one("jn.matter", required=True, readonly=True, ondelete="restrict")
    handler = fields.Char(readonly=True, help="Staff code of who handled the matter.")
    handler_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", string="Handled by")
    accepted_at = fields.Datetime(readonly=True)
    completed_at = fields.Datetime(readonly=True, index=True)
    result = fields.Char(readonly=True, string="Result of the matter", help="As the business system says it; withdrawn, say (decision B8).")
    arrived_at = fields.Datetime(readonly=True, required=True)
    is_late = fields.Boolean(readonly=True, string="Arrived late", help="Later after completion than Art. 13 allows.")
    is_too_late = fields.Boolean(readonly=True, string="Too late to ask")
    scored = fields.Boolean(readonly=True, default=True, help="Not set for what was completed before the unit went live.")
    closed_at = fields.Datetime(readonly=True)
    in_month = fields.Boolean(string="Closed this month")
    in_quarter = fields.Boolean(string="Closed this quarter")
    close_reason = fields.Selection(CLOSE_REASONS, readonly=True)
    revisit_ids = fields.One2many("jn.revisit", "case_id")
    answer_ids = fields.One2many("jn.answer", "case_id")
    rectification_ids = fields.One2many("jn.rectification", "case_id")
    verification_ids = fields.One2many("jn.verification", "case_id")
    accountability_ids = fields.One2many("jn.accountability", "case_id")
    follow_up_ids = fields.One2many("jn.follow.up", "case_id", string="What the citizen says of the repair")
    move_ids = fields.One2many("jn.case.move", "case_id", string="Moves")
    moved_text = fields.Text(compute="_compute_moved_text", string="Came from")
    contradicted = fields.Boolean(
        compute="_compute_contradicted", store=True, string="Contradicted by the citizen", help="First in spot checks (Art. 15)."
    )
    return_count = fields.Integer(compute="_compute_return_count", string="Returns")
    is_complained = fields.Boolean(compute="_compute_is_complained", string="Complained about")

    # the number comes first: people look for it without knowing the source
    _ref_unique = models.Constraint("UNIQUE(ref, source)", "This source has sent a case with this number already.")
    _unit_index = models.Index("(unit_id, id)")
    _open_index = models.Index("(unit_id, next_due_at) WHERE closed_at IS NULL")
    # boards count cases by stage, and find which of the open ones are due first, from the index alone
    _board_index = models.Index("(stage_code, unit_id) INCLUDE (id, next_due_at) WHERE closed_at IS NULL")
    _stage_index = models.Index("(stage_code, unit_id)")
    # … for people of the whole city and for offices, out of indexes as small as can be
    _open_stage_index = models.Index("(stage_code) WHERE closed_at IS NULL")
    _open_matter_index = models.Index("(matter_id, stage_code) WHERE closed_at IS NULL")
    # … and for people with many units, or with a field of matters, without looking at all that stands in a stage
    _board_due_index = models.Index("(stage_code, next_due_at, id DESC) INCLUDE (unit_id, matter_id) WHERE closed_at IS NULL")
    # lists show what is due first, closed cases too: for one unit, and for people with many
    _unit_due_index = models.Index("(unit_id, next_due_at, id DESC)")
    _due_index = models.Index("(next_due_at, id DESC) INCLUDE (unit_id, matter_id)")
    # … and what is open of a county or of a field of matters, met soon on the way through what is open
    _open_due_index = models.Index("(next_due_at, id DESC) WHERE closed_at IS NULL")
    # how the cases of a period ended is counted from the index alone, however long a window's history is
    _closed_index = models.Index("(unit_id, closed_at) INCLUDE (close_reason) WHERE closed_at IS NOT NULL")
    # offices see what their matters are about in the whole city: what of it was closed in a period is counted from the index alone
    _matter_index = models.Index("(matter_id, closed_at)")
    # what was closed in a period stands in the lists' own order, without stepping over all that is open
    # (as small as can be: else the planner takes the index of all cases, and steps over what is open)
    _done_index = models.Index("(next_due_at, id DESC) WHERE closed_at IS NOT NULL")
    # a name is found by its beginning in the units that the reader sees, and put in order without looking at its cases
    _name_index = models.Index("(unit_id, applicant text_pattern_ops) INCLUDE (id, next_due_at)")
    # … or, by who sees many units, among all namesakes: they are few, and whose cases are not the reader's is seen in the index
    _namesake_index = models.Index("(applicant text_pattern_ops) INCLUDE (unit_id, id, next_due_at, handler_id, matter_id)")

    @api.depends("ref", "matter_id.name")
    def _compute_display_name(self):
        for case in self:
            case.display_name = f"{case.ref} {case.matter_id.name or ''}".strip()

    def _compute_return_count(self):
        groups = self.env["jn.flow.passage"].sudo()._read_group(  # whoever sees the case sees its returns
            Domain(self._flow_domain()) & Domain("loop", "!=", False), ["res_id"], ["__count"]
        )
        counts = dict(groups)
        for case in self:
            case.return_count = counts.get(case.id, 0)

    def init(self):
        super().init()
        # how often a name comes is guessed from these; by the usual hundred a rare one may be looked for among all cases
        self.env.cr.execute("ALTER TABLE jn_case ALTER COLUMN applicant SET STATISTICS 1000")

    @api.depends("rectification_ids.contradicted")
    def _compute_contradicted(self):
        for case in self:
            case.contradicted = any(case.rectification_ids.mapped("contradicted"))

    @api.depends("move_ids")
    @api.depends_context("lang")
    def _compute_moved_text(self):
        """Where it was before, when it went, why and by whom, the latest first."""
        for case in self:
            case.moved_text = "\n".join(case.sudo().move_ids.mapped("display_name"))  # whoever sees the case sees its way

    @api.depends("answer_ids.level", "unit_id")
    def _compute_is_complained(self):
        """Whether the citizen was ever dissatisfied: such a case never ends without a word (Art. 6)."""
        for case in self:
            bad = self.env["jn.setting"]._get("answer.bad_levels", case.unit_id)
            case.is_complained = any(answer.level in bad for answer in case.answer_ids)

    @api.model
    def ingest(self, items):
        """Take cases from a business system; idempotent by source and ref (design, section 7).

        :param items: list of dicts: source, ref, unit, matter, handler, applicant_name, phone, accepted_at, completed_at
        :return: in order, dicts {"ref", "status": created|updated|unchanged|rejected, "id", "error"}
        """
        if not self.env.user.has_groups("jn_org.group_intake,jn_org.group_administrator"):
            raise NotAllowed(self.env._("Cases are taken from business systems with the intake role."))
        return [{name: result[name] for name in RESULT} for result in self.env["jn.intake"]._take(items)]

    def decide(self, decision, note=None):
        """Close or return a case on the leader's desk (Art. 9; decision D4)."""
        if decision not in dict(DECISIONS):
            raise BadInput(self.env._("“%(decision)s” is no decision; choose close or return.", decision=decision))
        return self._flow_press(f"decided_{decision}", note)

    def _move_to_unit(self, unit, reason=None):
        """Transfer these cases: with all that belongs to them they count for the right unit in all figures (decision D7)."""
        self.env["jn.case.move"]._keep(self, unit, reason)
        self.write({"unit_id": unit.id})
        self.env["jn.case.part"]._follow(self, unit)

    @api.model
    def _answer_reads(self):
        """The fields that an answer needs of its case, a third of all; rooms above add what they ask for at each step."""
        return ANSWER_READS

    def _wants_supervisor(self):
        """Whether the citizen asked to be called by the supervisors, and may ask for it (decision D13)."""
        wished = any(self.revisit_ids.mapped("wants_supervisor"))
        return wished and self.env["jn.setting"]._get("call.supervisor_on_request", self.unit_id)

    def _hand_calls_over(self):
        """Let the supervisors make the calls that are still to be made, if the citizen wants them to (decision D13)."""
        works = self.filtered(lambda case: case._wants_supervisor()).rectification_ids
        works.filtered(lambda work: not work.ended_at and not work.supervisor_asked_at)._hand_call_over()

    def _message_recipient(self):
        return {case.id: case.phone_e164 for case in self}

    def _message_matter(self):
        return self.matter_id

    def _message_values(self):
        return {case.id: {**case._placeholders(), "result": case._result_words()} for case in self}

    def _message_secrets(self):
        """The citizen's name: who may read a message may not always know whom it is for (decision D12)."""
        return {case.id: {"applicant": case.applicant or ""} for case in self}

    def _placeholders(self):
        """What a message may say about the matter; neither the citizen's link nor the name."""
        day = self.completed_at and self.unit_id._calendar().local(self.completed_at).date()
        return {
            **self.env["jn.unit"]._signs(self.unit_id.id),
            "matter": self.env["jn.matter"]._names().get(self.matter_id.id, ""),
            "date": fields.Date.to_string(day) or "",
            "result": "",
        }

    def _result_words(self, lang=CITIZEN_LANGUAGE):
        """How a complaint ended, in the sentence that the pack has for it; nothing before."""
        template = self.env["jn.message.template"]._found(f"{RESULT_WORDS}{self.close_reason}")
        return template.with_context(lang=lang).text or ""

    def _had_false_spot_check(self):
        """Whether a spot check found it untrue; the room of spot checks knows."""
        return False

    def _flow_journey_records(self):
        children = (self.revisit_ids, self.rectification_ids, self.verification_ids, self.accountability_ids)
        return [self, *children]
