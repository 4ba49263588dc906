from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .. import const

FACTS = {"points", "state", "proposed_by_id", "booked_by_id", "booked_at", "removed_by_id", "removed_at", "removed_why"}


class JnDeduction(models.Model):
    """Points taken off a unit's total in a period (Art. 15): the system or a person proposes, a person books.

    Other rooms propose with `_propose(vals_list)`; what is booked enters every sheet whose period covers its own.
    """

    _name = "jn.deduction"
    _description = "Deduction"
    _order = "period_end desc, unit_id, id"

    kind_id = fields.Many2one("jn.deduction.kind", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="restrict")
    period_start = fields.Date(string="From", required=True)
    period_end = fields.Date(string="To", required=True, help="The last day, included.")
    points = fields.Float(compute="_compute_points", store=True, digits=(16, 4), help="What its kind costs, as it was when it was proposed.")
    reason = fields.Text(required=True)
    evidence = fields.Text(help="What shows it: a document, a call, a record. Without it nothing is booked.")
    case_id = fields.Many2one("jn.case", index="btree_not_null", ondelete="restrict")
    state = fields.Selection(const.DEDUCTION_STATES, required=True, default=const.PROPOSED, readonly=True)
    proposed_by_id = fields.Many2one("res.users", readonly=True, default=lambda self: self.env.user, ondelete="restrict")
    booked_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    booked_at = fields.Datetime(readonly=True, copy=False)
    removed_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    removed_at = fields.Datetime(readonly=True, copy=False)
    removed_why = fields.Text(string="Reason for the removal", readonly=True, copy=False)

    object_until = fields.Datetime(
        compute="_compute_object_until", string="Objection until", help="Once the sheet in which it counts is published (decision D11)."
    )

    _unit_index = models.Index("(unit_id, id)")
    _period_order = models.Constraint("CHECK (period_start <= period_end)", "A period cannot end before it starts. Correct its first or last day.")
    _points_positive = models.Constraint("CHECK (points > 0)", "A deduction takes points off: give a number above 0.")

    @api.depends("kind_id.name", "unit_id.name", "points")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for deduction in self:
            deduction.display_name = f"{deduction.unit_id.name} · {deduction.kind_id.name} −{deduction.points:g}"

    @api.depends("kind_id")
    def _compute_points(self):
        for deduction in self:
            deduction.points = deduction.kind_id.points

    @api.depends("state")
    def _compute_object_until(self):
        objections = self.env["jn.objection"]
        for deduction in self:
            sheets = deduction._frozen_sheets() if deduction.state == const.BOOKED else ()
            deduction.object_until = min((objections._last_moment(sheet, deduction.unit_id) for sheet in sheets[:1]), default=False)

    @api.model_create_multi
    def create(self, vals_list):
        self.env["jn.sheet"]._check_keeper()
        return super().create([{name: vals[name] for name in vals.keys() - FACTS} for vals in vals_list])

    def write(self, vals):
        self.env["jn.sheet"]._check_keeper()
        settled = self.filtered(lambda one: one.state != const.PROPOSED)
        if not self.env.su and (settled or vals.keys() & FACTS):
            raise NotPossible(self.env._(
                "A deduction is booked and removed with the buttons of its form, and its kind says what it costs: not by hand."
            ))  # fmt: skip
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_proposals(self):
        self.env["jn.sheet"]._check_keeper()
        if self.filtered(lambda one: one.state != const.PROPOSED):
            raise NotPossible(self.env._("A booked deduction stays on record. Remove it with a reason instead."))

    @api.model
    def _propose(self, vals_list):
        """Propose deductions, as other rooms do: kind_id, unit_id, period_start, period_end, reason, evidence, case_id."""
        return self.sudo().create(vals_list)  # the system proposes, whoever is at work; a person books

    def book(self):
        """Take the points off (decision C11: a person books); in a published period by a signed correction."""
        self.env["jn.sheet"]._check_keeper()
        for deduction in self:
            deduction._check_state(const.PROPOSED)
            deduction._check_once()
            deduction._check_evidence()
            facts = {"booked_by_id": self.env.uid, "booked_at": self.env["jn.clock"]._now()}
            deduction.sudo().write({"state": const.BOOKED, **facts})  # the one writer of the state
            deduction._correct(deduction.points, deduction.reason)
        return True

    def remove(self, why=None):
        """Give the points back: another person than who booked them, with a reason (decision D11)."""
        self.env["jn.sheet"]._check_keeper()
        for deduction in self:
            deduction._check_state(const.BOOKED)
            if deduction.booked_by_id == self.env.user:
                raise NotAllowed(self.env._("You booked this deduction. Another person decides whether it is removed."))
            if not (why or "").strip():
                raise BadInput(self.env._("Removing a deduction needs a reason. Please write one."))
            facts = {"removed_by_id": self.env.uid, "removed_at": self.env["jn.clock"]._now(), "removed_why": why.strip()}
            deduction.sudo().write({"state": const.REMOVED, **facts})  # the one writer of the state
            deduction._correct(-deduction.points, why.strip())
        return True

    def _withdraw(self, why):
        """Give up proposals whose ground is gone, with the reason; what is booked a person removes first (decision C11)."""
        booked = self.filtered(lambda deduction: deduction.state == const.BOOKED)
        if booked:
            raise NotPossible(self.env._(
                "%(deduction)s is booked. Another person than who booked it has to remove it first.", deduction=booked[0].display_name
            ))
        facts = {"removed_by_id": self.env.uid, "removed_at": self.env["jn.clock"]._now(), "removed_why": why}
        self.sudo().write({"state": const.REMOVED, **facts})  # the one writer of the state

    def action_remove(self):
        """Open the form that asks for the reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remove the deduction"),
            "res_model": "jn.deduction.removal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_deduction_id": self.id},
        }

    def action_object(self):
        """Open the form of an objection to this deduction, in the published sheet in which it counts."""
        self.ensure_one()
        self.check_access("read")
        sheet = self._frozen_sheets()[:1]
        if self.state != const.BOOKED or not sheet:
            raise NotPossible(self.env._("A deduction is objected to once it is booked and the sheet of its period is published."))
        self.env["jn.objection"]._check_term(sheet, self.unit_id, self.env["jn.clock"]._now())
        defaults = {"default_sheet_id": sheet.id, "default_unit_id": self.unit_id.id, "default_deduction_id": self.id}
        return {
            "type": "ir.actions.act_window", "name": self.env._("Object"), "res_model": "jn.objection", "view_mode": "form",
            "views": [(False, "form")], "context": defaults,
        }

    def _check_state(self, state):
        if self.state != state:
            raise NotPossible(self.env._("%(deduction)s is in another state already.", deduction=self.display_name))

    def _check_once(self):
        """A report that is missing is not poor as well (decision C11)."""
        rivals = self.kind_id.once and self.search(
            Domain("unit_id", "=", self.unit_id.id)
            & Domain("kind_id.once", "=", self.kind_id.once)
            & Domain("state", "=", const.BOOKED)
            & Domain("period_start", "<=", self.period_end)
            & Domain("period_end", ">=", self.period_start)
        )
        if rivals:
            message = self.env._(
                "%(unit)s bears %(other)s in this period already; the two exclude each other.",
                unit=self.unit_id.name,
                other=rivals[0].kind_id.name,
            )
            raise BadInput(message)

    def _check_evidence(self):
        """Nobody loses points by a mere word (Art. 15)."""
        if not self._is_shown():
            raise BadInput(self.env._(
                "%(deduction)s has no evidence. Write down what shows it, such as a document or a call, then book it.",
                deduction=self.display_name,
            ))

    def _is_shown(self):
        """Whether something shows what the points are taken off for; rooms that link records of their own add them."""
        return bool((self.evidence or "").strip())

    def _correct(self, points, why):
        """What is published already changes by a signed correction only (decision C6)."""
        self.env["jn.sheet"]._collide(self.period_start, self.period_end)
        for sheet in self._frozen_sheets():
            sheet._sign(self.unit_id, {}, why, points=points, deduction=self)

    def _frozen_sheets(self):
        """The published sheets in which this deduction counts."""
        return self.env["jn.sheet"].search(
            Domain("state", "=", const.PUBLISHED)
            & Domain("period_start", "<=", self.period_start)
            & Domain("period_end", ">=", self.period_end)
            & Domain("scheme_id.unit_kind", "=", self.unit_id.kind)
            & Domain("scheme_id.unit_id", "=", False)
            & Domain("is_mean", "=", False)
        )

    @api.model
    def _booked(self, period, units, at=None):
        """{unit id: points} booked for periods inside `period`, as it was at the moment `at`, else as it is now."""
        groups = self.sudo()._read_group(self._booked_domain(period, units, at), ["unit_id"], ["points:sum"])  # all units'
        return {unit.id: points for unit, points in groups}

    @api.model
    def _booked_domain(self, period, units, at=None):
        return (
            Domain("unit_id", "in", units.ids)
            & (self._booked_at(at) if at else Domain("state", "=", const.BOOKED))
            & Domain("period_start", ">=", period.start)
            & Domain("period_end", "<=", period.end)
        )

    @api.model
    def _booked_at(self, moment):
        """Booked by then and not given back by then: both moments stay on record."""
        return Domain("booked_at", "<=", moment) & (Domain("removed_at", "=", False) | Domain("removed_at", ">", moment))
