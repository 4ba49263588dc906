from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules.deadlines import Span, deadline, said

from .. import const

SAID = {"sheet_id", "unit_id", "case_id", "deduction_id", "reason"}
SPEAKERS = ("jn_org.group_leader", "jn_org.group_chief_representative")


class JnObjection(models.Model):
    """A unit objects to one booked case or deduction of a published sheet; another person decides (decision D11)."""

    _name = "jn.objection"
    _description = "Objection"
    _order = "raised_at desc, id desc"

    sheet_id = fields.Many2one("jn.sheet", required=True, index=True, ondelete="restrict", domain="[('state', '=', 'published')]")
    unit_id = fields.Many2one(
        "jn.unit", required=True, ondelete="restrict", default=lambda self: self.env.user.unit_ids[:1]
    )
    case_id = fields.Many2one("jn.case", index="btree_not_null", ondelete="restrict")
    deduction_id = fields.Many2one("jn.deduction", index="btree_not_null", ondelete="restrict")
    reason = fields.Text(required=True)
    state = fields.Selection(const.OBJECTION_STATES, required=True, default=const.RAISED, readonly=True)
    raised_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    raised_at = fields.Datetime(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    decision = fields.Text(readonly=True)
    correction_ids = fields.One2many("jn.sheet.correction", "objection_id", string="Signed corrections")

    _unit_index = models.Index("(unit_id, id)")
    _one_thing = models.Constraint(
        "CHECK (num_nonnulls(case_id, deduction_id) = 1)", "An objection is against one case or one deduction. Choose one of them."
    )

    @api.depends("unit_id.name", "case_id.ref", "deduction_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.unit_id.name} · {one.case_id.ref or one.deduction_id.display_name}"

    @api.model_create_multi
    def create(self, vals_list):
        facts = {"raised_by_id": self.env.uid, "raised_at": self.env["jn.clock"]._now()}
        objections = super().create([{**{name: vals[name] for name in vals.keys() & SAID}, **facts} for vals in vals_list])
        for objection in objections:
            objection._check_may_object()
        return objections

    def decide(self, ok=True, note=None):
        """Uphold or reject, with a reason, as another person than who objected or published (decision D11).

        Upheld by the city's leader it is signed at once; else it waits for that signature.
        """
        for objection in self:
            objection._check_judge()
            objection._check_state(const.RAISED)
            if not (note or "").strip():
                raise BadInput(self.env._("A decision needs a reason. Please write one."))
            facts = {"decided_by_id": self.env.uid, "decided_at": self.env["jn.clock"]._now(), "decision": note.strip()}
            # states are written by these verbs only, which have checked who asks
            objection.sudo().write({"state": const.UPHELD if ok else const.REJECTED, **facts})
            if ok and self.env.user.has_group("jn_org.group_leader"):
                objection.sign()
        return True

    def sign(self):
        """Sign the correction that follows from an upheld objection, as the city's leader."""
        for objection in self:
            objection._check_judge()
            objection._check_state(const.UPHELD)
            objection.sheet_id._check_signer()
            if objection.deduction_id:
                objection.deduction_id.remove(objection.decision)
            else:
                sheet = objection.sheet_id.sudo()  # the case may lie outside what the signer sees
                changes = sheet._case_counts(objection.unit_id.sudo(), objection.sudo().case_id)  # as above
                objection.sheet_id._sign(objection.unit_id, changes, objection.decision, objection=objection)
            objection.sudo().state = const.SIGNED  # as in `decide`
        return True

    def action_decide(self):
        """Open the form that asks for the decision and its reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide on the objection"),
            "res_model": "jn.objection.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_objection_id": self.id},
        }

    def _check_may_object(self):
        """The unit's own leader or chief representative, in time, against something that is counted for the unit."""
        user, get = self.env.user, self.env["jn.setting"]._get
        if not get("appeal.enabled"):
            raise NotPossible(self.env._("The city takes no objections against score sheets."))
        speaks = any(user.has_group(group) for group in SPEAKERS) and self.unit_id in user.unit_ids
        if not (speaks or self.env.su):
            raise NotAllowed(self.env._("A unit objects through its leader or its chief representative."))
        ranked = self.sheet_id.sudo().line_ids.unit_id  # who is ranked is told to everybody
        if self.sheet_id.state != const.PUBLISHED or self.unit_id not in ranked:
            raise BadInput(self.env._("%(unit)s is in no published sheet of that name.", unit=self.unit_id.name))
        self._check_term(self.sheet_id, self.unit_id, self.raised_at)
        self._check_counted()

    @api.model
    def _check_term(self, sheet, unit, moment):
        """Refuse an objection after its term, with the last moment."""
        last = self._last_moment(sheet, unit)
        if moment > last:
            local = fields.Datetime.context_timestamp(self.with_context(tz=sheet.sudo()._zone()), last)  # the city's zone is no secret
            raise NotPossible(self.env._("Objections to %(sheet)s were possible until %(last)s.",
                                         sheet=sheet.display_name, last="{} {}".format(*said(local))))

    @api.model
    def _last_moment(self, sheet, unit):
        """Until when a unit may object to a published sheet (appeal.days, in working days of its calendar)."""
        span = Span(self.env["jn.setting"]._get("appeal.days"), "working_days")
        return deadline(sheet.published_at, span, unit._calendar()).due

    def _check_counted(self):
        """Refuse what takes no part in the unit's figures: nothing would change."""
        if self.deduction_id:
            deduction = self.deduction_id.sudo()  # whoever may object sees it; a stranger is told only that it does not count
            counts = deduction.unit_id == self.unit_id and deduction.state == const.BOOKED
        else:
            sheet = self.sheet_id.sudo()  # the figures are the city's
            counts = sheet._case_counts(self.unit_id.sudo(), self.case_id.sudo())  # as above
        if not counts:
            raise BadInput(self.env._("%(what)s is not counted in this sheet for %(unit)s.",
                                      what=self.case_id.display_name or self.deduction_id.display_name, unit=self.unit_id.name))

    def _check_judge(self):
        self.check_access("read")
        self.sheet_id._check_keeper()
        user = self.env.user
        if user in (self.raised_by_id, self.sheet_id.published_by_id) and not self.env.su:
            raise NotAllowed(self.env._("You raised this objection or published the sheet. Another person decides."))

    def _check_state(self, state):
        if self.state != state:
            raise NotPossible(self.env._("%(objection)s is decided already.", objection=self.display_name))
