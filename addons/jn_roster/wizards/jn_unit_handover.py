from odoo import Command, api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..duties import UnitDuties


class JnUnitHandover(models.TransientModel):
    """Asks which window takes over what a unit leaves behind, moves it there, and archives the unit (Art. 4, 12)."""

    _name = "jn.unit.handover"
    _description = "Handover of a unit"

    unit_id = fields.Many2one("jn.unit", string="Unit that closes", required=True, readonly=True, ondelete="cascade")
    work = fields.Text(string="Open work", compute="_compute_work")
    successor_id = fields.Many2one(
        "jn.unit", string="Window that takes over", domain="[('kind', '=', 'window'), ('id', '!=', unit_id)]", ondelete="cascade"
    )
    note = fields.Char(string="Reason")

    @api.model
    def _ask(self, unit):
        """Return the window that asks for this unit."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Handover of %(unit)s", unit=unit.name),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_unit_id": unit.id},
        }

    @api.depends("unit_id")
    @api.depends_context("lang")
    def _compute_work(self):
        for handover in self:
            handover.work = "\n".join(UnitDuties(handover.unit_id).lines())

    def action_hand_over(self):
        """Move open cases and the people who work nowhere else to the successor, then archive the unit."""
        self.ensure_one()
        self._check()
        duties = UnitDuties(self.unit_id)
        self._move_cases(duties)
        duties.people().with_env(self.env).write({"unit_ids": [Command.link(self.successor_id.id)]})
        self.unit_id.active = False
        return {"type": "ir.actions.client", "tag": "reload"}

    def _check(self):
        self.env["jn.roster.door"]._check_role()
        successor = self.successor_id
        if successor.kind != "window" or not successor.active or successor == self.unit_id:
            raise BadInput(self.env._("Name another active window that takes over."))
        if not (self.note or "").strip():
            raise BadInput(self.env._("Please say why the unit closes; it stands on every case that moves."))

    def _move_cases(self, duties):
        """What the window has to repair is re-assigned with fresh limits; the other open cases only change their unit."""
        works, cases = duties.works(), duties.cases()  # the system's records: an administrator takes no step of the process
        works._reassign_to(self.successor_id.with_env(works.env), self.note)
        (cases - works.case_id)._move_to_unit(self.successor_id, self.note)
