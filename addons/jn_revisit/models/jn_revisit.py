from datetime import timedelta
from functools import partial

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import answers
from odoo.addons.jn_rules import const as rules

from .. import link
from ..const import BLOCKED_REASONS, CHANNELS, OUTCOMES, REVISIT_KINDS, UNDELIVERED_REASONS
from ..exceptions import AnswerRefused

# What judging, keeping and passing on an answer reads, and the guards of the processes that are shipped.
ANSWER_READS = (
    "case_id", "unit_id", "kind", "round", "flow_version_id", "stage_id", "stage_code", "outcome", "delivered_at", "answer_due_at",
    "late_until", "completed_at", "ended_at", "wants_supervisor",
)


class JnRevisit(models.Model):
    """One question to one citizen about one case: asked, delivered, answered or not (Art. 6, 7)."""

    _name = "jn.revisit"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.message.subject", "jn.in.field", "jn.case.part", "jn.growing"]
    _message_secret_names = ("url", "applicant")
    _description = "Revisit"
    _order = "id desc"
    _flow_outcome = "outcome"
    _flow_ended = "ended_at"
    _flow_events = (
        "handed_over", "delivered", "undeliverable", "contact_refused", "given_up", "reply_sorted", "talked", "unreached",
        *rules.ANSWER_EVENTS,
    )

    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    matter_id = fields.Many2one(related="case_id.matter_id", store=True, help="Kept here too: business offices ask for those of their field.")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    is_moved = fields.Boolean(string="Moved to another unit", readonly=True, help="The case went to another unit after this was asked (decision D7).")
    kind = fields.Selection(REVISIT_KINDS, required=True, readonly=True, default="auto")
    round = fields.Integer(readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    completed_at = fields.Datetime(readonly=True)
    accepted_at = fields.Datetime(readonly=True)  # as known when the revisit began, else the completion (decision C5)
    ask_from = fields.Datetime(readonly=True)
    sent_at = fields.Datetime(readonly=True)
    delivered_at = fields.Datetime(readonly=True)
    answer_due_at = fields.Datetime(readonly=True)
    answered_at = fields.Datetime(readonly=True)
    ended_at = fields.Datetime(readonly=True, index="btree_not_null")
    final_at = fields.Datetime(compute="_compute_final_at", store=True, help="From when the outcome counts (decision C5).")
    late_until = fields.Datetime(compute="_compute_late_until", store=True, help="Until when an answer is taken (decision A4).")
    blocked_reason = fields.Selection(BLOCKED_REASONS, readonly=True)
    undelivered_reason = fields.Selection(UNDELIVERED_REASONS, readonly=True)
    afterthought_at = fields.Datetime(readonly=True, help="An answer came that changes nothing by itself; a supervisor reads it.")
    wants_supervisor = fields.Boolean(readonly=True, help="The citizen asks to be called by the supervisors (decision D13).")
    answer_ids = fields.One2many("jn.answer", "revisit_id")
    phone = fields.Char(related="case_id.phone", related_sudo=False)
    url = fields.Char(compute="_compute_url", groups="jn_org.group_administrator")

    _unit_index = models.Index("(unit_id, id)")
    # a business office's newest ones are found, and counted as far as a list tells, without reading the rows of all other fields
    _newest_index = models.Index("(id DESC) INCLUDE (unit_id, matter_id)")
    # boards count revisits by stage, and find the newest of each, from the index alone: open ones, and all
    _open_index = models.Index("(stage_code, id DESC) INCLUDE (unit_id, matter_id) WHERE ended_at IS NULL")
    # … for people with some units without looking at what is open in all others; and lists find the newest open ones of anybody's
    _open_unit_index = models.Index("(unit_id) INCLUDE (id) WHERE ended_at IS NULL")
    _open_newest_index = models.Index("(id DESC) INCLUDE (unit_id, matter_id) WHERE ended_at IS NULL")
    # … and are counted for people of the whole city and for offices out of indexes as small as can be
    _open_stage_index = models.Index("(stage_code) WHERE ended_at IS NULL")
    _open_matter_index = models.Index("(matter_id, stage_code) WHERE ended_at IS NULL")
    _stage_index = models.Index("(stage_code, unit_id)")
    # whom nobody reached is little, and asked for by the window and by those above it, the latest first (Art. 13)
    _undelivered_index = models.Index("(unit_id, completed_at DESC, id DESC) WHERE outcome = 'undelivered'")
    _unreached_index = models.Index("(completed_at DESC, id DESC, unit_id) WHERE outcome = 'undelivered'")
    _moved_index = models.Index("(id) INCLUDE (unit_id) WHERE is_moved")
    _moved_here_index = models.Index("(unit_id, id) WHERE is_moved")  # whose answers may be read where they are now
    _unsent_index = models.Index("(ask_from) WHERE ended_at IS NULL AND sent_at IS NULL")
    _count_index = models.Index("(completed_at, unit_id) INCLUDE (outcome) WHERE kind = 'auto' AND round = 1")

    @api.depends("case_id.ref", "round")
    def _compute_display_name(self):
        for revisit in self:
            revisit.display_name = self.env._("%(case)s, revisit %(round)s", case=revisit.case_id.ref, round=revisit.round)

    @api.depends("ended_at", "answer_due_at")
    def _compute_final_at(self):
        for revisit in self:
            moments = [revisit.ended_at, revisit.answer_due_at]
            revisit.final_at = revisit.ended_at and max(filter(None, moments))

    @api.depends("delivered_at", "ended_at")
    def _compute_late_until(self):
        for unit, revisits in self.grouped("unit_id").items():
            term = timedelta(days=self.env["jn.setting"]._get("answer.late_days", unit))
            for revisit in revisits:
                since = revisit.delivered_at or revisit.ended_at
                revisit.late_until = since and since + term

    def _compute_url(self):
        """The citizen's secret: shown to administrators of rehearsal databases only."""
        shown = self.env.su or self.env["jn.clock"]._is_rehearsal()
        for revisit in self:
            revisit.url = shown and link.url(revisit)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        cases = self.env["jn.case"].browse([vals["case_id"] for vals in vals_list])
        rounds = self._rounds(cases)
        # numbers are nobody's to read; the system must know whom not to ask
        refused = self.env["jn.message.stop"]._among(cases.sudo().mapped("phone_e164"))
        filled = [self._prepare_values(vals, case, rounds, refused) for vals, case in zip(vals_list, cases, strict=True)]
        return super().create(filled)

    def answer(self, level, tags=None, comment=None, channel=None):
        """Take answers from the app's server, or from a supervisor who types in what a citizen said on the phone.

        :param level: 1 (非常不满意) to 5 (非常满意)
        :param tags: codes of reasons
        :return: per revisit {"id", "kind": answer|change|late, "stage_code", "outcome"}
        """
        self._check_may_answer()
        by_machine = self.env.user.has_group("jn_org.group_intake")
        entered_by = self.env["res.users"] if by_machine else self.env.user
        # Checked above.
        return self.sudo()._answer(level, tags, comment, channel or ("app" if by_machine else "phone"), entered_by)

    def _answer(
        self, level, tags=None, comment=None, channel="page", entered_by=None, wants_supervisor=False, at=None, pictures=()
    ):
        """The one path of every answer: judged, kept, then told to the process (decisions A4, A5).

        `at`: when the answer was received, if that was earlier than now (decision A7).
        `pictures`: JPEG files as `pictures.clean` makes them.
        """
        at = at or self.env["jn.clock"]._now()
        if channel not in dict(CHANNELS):
            raise BadInput(self.env._("“%(channel)s” is no channel of answers.", channel=channel))
        self._fetch_for_answer()
        result = []
        for revisit in self:
            verdict = revisit._judge(level, at)
            if wants_supervisor:
                revisit.wants_supervisor = True
            revisit._keep_answer(verdict, level, tags, comment, channel, entered_by, at)._keep_pictures(pictures)
            moved = revisit._flow_fire(verdict.event) if verdict.event else revisit.browse()
            if not moved:
                revisit.afterthought_at = revisit.answered_at
            if level in self._setting("answer.bad_levels", revisit):  # else nobody has to call
                revisit.case_id._hand_calls_over()
            result.append({
                "id": revisit.id, "kind": verdict.kind, "stage_code": revisit.stage_code, "outcome": revisit.outcome,
            })
        return result

    def _fetch_for_answer(self):
        """Read what an answer needs of revisit and case, a third of their columns; what a process asks for beside it is read then."""
        self.fetch(ANSWER_READS)
        self.case_id.fetch(self.env["jn.case"]._answer_reads())

    def _judge(self, level, at=None):
        """Return what this answer would do; refuse with a sentence what cannot be taken."""
        return self._verdict(self, self.unit_id, self._levels(), level, at)

    def _levels(self):
        """What was answered so far, oldest first; an open question has no answers."""
        return self.answer_ids.sorted("id").mapped("level") if self.outcome else []

    @api.model
    def _verdict(self, asked, unit, previous, level, at=None):
        """Judge an answer to `asked`, a revisit or the page's `Question`, that was answered with the levels `previous` before."""
        setting = partial(self.env["jn.setting"]._get, unit=unit)
        verdict = answers.judge(
            level=level if isinstance(level, int) else 0,
            now=at or self.env["jn.clock"]._now(),
            bad_levels=frozenset(setting("answer.bad_levels")),
            state=_answer_state(asked.outcome),
            previous=tuple(previous),
            answer_due_at=asked.answer_due_at or None,
            late_until=asked.late_until or None,
            changes=setting("answer.changes"),
            better_counts=setting("answer.better_counts"),
            levels=setting("answer.levels"),
        )
        if not verdict.accepted:
            raise AnswerRefused(self._refusal(verdict.refusal, setting("answer.levels")), verdict.refusal)
        return verdict

    @api.model
    def _refusal(self, refusal, most):
        return {
            "level": self.env._("An answer is a whole number from 1 to %(most)s.", most=most),
            "used": self.env._("This matter has been rated and the rating changed already. Thank you; for anything else please call the hall."),
            "expired": self.env._("The time for rating this matter is over. For anything else please call the hall."),
        }[refusal]

    def _keep_answer(self, verdict, level, tags, comment, channel, entered_by, at):
        answers, ticked = self.env["jn.answer"], self._tags(tags)
        answer = answers.browse(answers._append([{
            "revisit_id": self.id, "case_id": self.case_id.id, "unit_id": self.unit_id.id,
            "level": level, "kind": verdict.kind, "comment": (comment or "").replace("\0", "").strip() or False, "channel": channel,
            "answered_at": at, "entered_by_id": entered_by.id if entered_by else False,
        }]))
        answer._tick(ticked)
        self.invalidate_recordset(["answer_ids"], flush=False)
        self.case_id.invalidate_recordset(["answer_ids", "is_complained"], flush=False)
        self.write({"answered_at": at, "delivered_at": self.delivered_at or at})
        return answer

    def _tags(self, codes):
        if not codes:
            return self.env["jn.answer.tag"]
        known = self.env["jn.answer.tag"]._ids_by_code(self.case_id.matter_id.id)
        unknown = set(codes) - known.keys()
        if unknown:
            raise BadInput(self.env._("Unknown reason: %(codes)s.", codes=", ".join(sorted(unknown))))
        return self.env["jn.answer.tag"].browse(known[code] for code in dict.fromkeys(codes))

    def _check_may_answer(self):
        """Answers typed in by staff: supervisors only, never of the checked unit (decision A8)."""
        user = self.env.user
        self.check_access("read")
        if user.has_group("jn_org.group_intake"):
            return
        if not user.has_group("jn_org.group_supervisor") or self.unit_id & user.unit_ids:
            raise NotAllowed(self.env._("Answers are entered by the app's server or by supervisors who do not belong to the rated unit."))
        if any(self._setting("answer.staff_may_type", revisit) == "nobody" for revisit in self):
            raise NotAllowed(self.env._("In this city nobody enters answers for citizens. Please ask them to answer themselves."))

    @api.model
    def _rounds(self, cases):
        """Return {case id: how many automatic revisits it has had}."""
        # Rounds are counted for the whole case; that a new case has none is known without asking.
        return {case.id: len(case.revisit_ids.filtered(lambda revisit: revisit.kind == "auto")) for case in cases.sudo()}

    def _prepare_values(self, vals, case, rounds, refused):
        auto = vals.get("kind", "auto") == "auto"
        turn = rounds.get(case.id, 0) + 1 if auto else 0
        return {
            **vals,
            "unit_id": case.unit_id.id,
            "round": turn,
            "completed_at": case.completed_at,
            "accepted_at": case.accepted_at or case.completed_at,
            "ask_from": case.completed_at if turn == 1 else self.env["jn.clock"]._now(),
            "blocked_reason": self._blocked_reason(case, turn, refused),
        }

    def _blocked_reason(self, case, turn, refused):
        # why somebody cannot be asked is for the system to know, whoever opens the revisit
        if case.sudo().phone_e164 in refused:
            return "refused"
        if turn == 1 and case.is_too_late:
            return "late"
        return {"empty": "no_number", False: False}.get(case.phone_problem, "wrong_number")

    def _effect_take_blocked_reason(self):
        """Show as reason of non-delivery what made it impossible to ask."""
        for revisit in self:
            revisit.undelivered_reason = revisit.blocked_reason

    @api.model
    def _part_values(self, unit):
        return {**super()._part_values(unit), "is_moved": True}  # answers are never written: who counts them asks this

    def _placeholders(self):
        """What a message may say about the matter; neither the citizen's link nor the name."""
        return self.case_id._placeholders()

    @api.model
    def _setting(self, code, revisit):
        return self.env["jn.setting"]._get(code, revisit.unit_id)


def _answer_state(outcome):
    """How far a question has come, as the judge of answers calls it."""
    if outcome in ("satisfied", "dissatisfied"):
        return rules.ANSWERED
    return outcome or rules.OPEN
