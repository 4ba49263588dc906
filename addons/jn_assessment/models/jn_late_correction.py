from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .. import const


class JnLateCorrection(models.Model):
    """What a citizen said after a sheet was frozen: one person drafts the correction, another signs it (decision A4)."""

    _name = "jn.late.correction"
    _inherit = "jn.kept"
    _description = "Correction for a late answer"
    _order = "drafted_at desc, id desc"

    sheet_id = fields.Many2one("jn.sheet", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="restrict")
    answer_id = fields.Many2one("jn.answer", required=True, index=True, ondelete="restrict", string="Late answer")
    case_id = fields.Many2one("jn.case", required=True, index=True, ondelete="restrict")
    changes = fields.Json(help="By how much each count changes.")
    reason = fields.Text(required=True)
    state = fields.Selection(const.LATE_STATES, required=True, default=const.DRAFTED)
    drafted_by_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    drafted_at = fields.Datetime(required=True)
    decided_by_id = fields.Many2one("res.users", ondelete="restrict")
    decided_at = fields.Datetime()
    note = fields.Text(string="What the decider says")
    correction_id = fields.Many2one("jn.sheet.correction", string="Signed correction", ondelete="restrict")
    expected = fields.Char(help="What it would have done to the figures when it was drafted.")
    effect = fields.Char(compute="_compute_effect", help="As expected when it was drafted; once it is signed, what it did.")

    _unit_index = models.Index("(unit_id, id)")
    _once = models.UniqueIndex(
        "(sheet_id, unit_id, case_id) WHERE state != 'rejected'", "This case has its correction in this sheet already. Open that one."
    )

    @api.depends("unit_id.name", "case_id.ref")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.unit_id.name} · {one.case_id.ref}"

    @api.depends("expected", "correction_id")
    @api.depends_context("lang")
    def _compute_effect(self):
        for one in self:
            one.effect = one.correction_id.effect or one.expected

    @api.model
    def _draft(self, sheet, answer):
        """Draft what a late answer changes in a published sheet, for each unit in whose figures its revisit counts; once."""
        sheet._check_keeper()
        if not answer.filtered_domain(sheet._late_domain()) or sheet.state != const.PUBLISHED:
            raise BadInput(self.env._("This answer did not come after the freeze of %(sheet)s.", sheet=sheet.display_name))
        known = self.search([("sheet_id", "=", sheet.id), ("case_id", "=", answer.case_id.id), ("state", "!=", const.REJECTED)])
        if known:
            return known
        self._check_no_objection(sheet, answer.case_id)
        units, changes = sheet.sudo()._late_changes(answer.sudo().revisit_id)  # figures are the city's
        if not (units and changes):
            raise BadInput(self.env._("This answer changes no figure of %(sheet)s. There is nothing to correct.", sheet=sheet.display_name))
        facts = {
            "sheet_id": sheet.id, "answer_id": answer.id, "case_id": answer.case_id.id, "changes": changes,
            "reason": self._reason(sheet, answer), "drafted_by_id": self.env.uid, "drafted_at": self.env["jn.clock"]._now(),
        }  # fmt: skip
        # kept by the system: this is its one writer of new ones
        return self.sudo().create([{**facts, "unit_id": unit.id, "expected": sheet._expected(unit, changes)} for unit in units]).sudo(False)

    def decide(self, ok=True, note=None):
        """Sign the correction, or reject it with a reason: another person than who drafted it, with the city's signature."""
        for one in self:
            one._check_decider()
            if not ok and not (note or "").strip():
                raise BadInput(self.env._("A rejection needs a reason. Please write one."))
            correction = one.correction_id
            if ok:
                one._check_no_objection(one.sheet_id, one.case_id)
                correction = one.sheet_id._sign(one.unit_id, one.changes, one.reason)
            facts = {"decided_by_id": self.env.uid, "decided_at": self.env["jn.clock"]._now(), "note": (note or "").strip()}
            # states are written by this verb only, which has checked who asks
            one.sudo().write({"state": const.SIGNED if ok else const.REJECTED, "correction_id": correction.id, **facts})
        return True

    def action_decide(self):
        """Open the form in which another person signs or rejects it."""
        self.ensure_one()
        self._check_decider()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Sign or reject"), "res_model": "jn.late.decision", "view_mode": "form",
            "target": "new", "context": {"default_late_id": self.id},
        }  # fmt: skip

    def _check_decider(self):
        self.check_access("read")
        if self.state != const.DRAFTED:
            raise NotPossible(self.env._("%(correction)s is decided already.", correction=self.display_name))
        self.sheet_id._check_signer()
        if self.drafted_by_id == self.env.user and not self.env.su:
            raise NotAllowed(self.env._("You drafted this correction. Another person signs it."))

    @api.model
    def _check_no_objection(self, sheet, case):
        """A case that an objection takes out of the sheet is not corrected besides."""
        against = [("sheet_id", "=", sheet.id), ("case_id", "=", case.id), ("state", "!=", const.REJECTED)]
        if self.env["jn.objection"].sudo().search_count(against, limit=1):  # whose it is, is not told
            raise NotPossible(self.env._("An objection takes %(case)s out of this sheet, or waits to be decided. It is not corrected besides.",
                                         case=case.display_name))

    @api.model
    def _reason(self, sheet, answer):
        moment = fields.Datetime.context_timestamp(self.with_context(tz=sheet.sudo()._zone()), answer.answered_at)  # the zone is no secret
        return self.env._("A citizen answered %(level)s on %(day)s, after the freeze (decision A4).", level=answer.level_name, day=moment.date())

    def _shown(self):
        """The action that shows these drafts."""
        only = {"res_id": self.id, "views": [(False, "form")]}
        return {
            "type": "ir.actions.act_window", "name": self.env._("Corrections for late answers"), "res_model": self._name,
            **(only if len(self) == 1 else {"domain": [("id", "in", self.ids)], "views": [(False, "list"), (False, "form")]}),
        }  # fmt: skip
