from datetime import timedelta

from odoo import Command, api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..duties import Duties


class JnHandover(models.TransientModel):
    """Asks who takes over what a person leaves behind, passes it on, and archives the person (Art. 4)."""

    _name = "jn.handover"
    _description = "Handover"

    user_id = fields.Many2one("res.users", string="Who leaves", required=True, readonly=True, ondelete="cascade")
    work = fields.Text(string="Open work", compute="_compute_work")
    successor_id = fields.Many2one(
        "res.users", string="Who takes over", domain="[('share', '=', False), ('id', '!=', user_id)]", ondelete="cascade"
    )

    @api.model
    def _ask(self, user):
        """Return the window that asks for this person."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Handover of %(person)s", person=user.name),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_user_id": user.id},
        }

    @api.depends("user_id")
    @api.depends_context("lang")
    def _compute_work(self):
        for handover in self:
            handover.work = "\n".join(Duties(handover.user_id).lines())

    def action_hand_over(self):
        """Give the successor the roles, terms, activities and what the person is in charge of, then archive who leaves."""
        self.ensure_one()
        self._check()
        duties = Duties(self.user_id)
        self._pass_roles(duties.orphaned())
        self._pass_charges(duties.charged())
        self._pass_terms(duties.terms())
        duties.activities().write({"user_id": self.successor_id.id})
        self.user_id.active = False
        return {"type": "ir.actions.client", "tag": "reload"}

    def _check(self):
        self.env["jn.roster.door"]._check_role()
        if not self.successor_id.active or self.successor_id == self.user_id:
            raise BadInput(self.env._("Name another active person who takes over."))

    def _pass_roles(self, orphaned):
        """The successor joins the units and takes the roles that would have nobody."""
        if orphaned:
            groups = [self.env.ref(f"jn_org.group_{role}").id for role in orphaned]
            self.successor_id.write(
                {
                    "unit_ids": [Command.link(unit.id) for unit in self.user_id.unit_ids],
                    "group_ids": [Command.link(group) for group in groups],
                }
            )

    def _pass_charges(self, charged):
        """The successor joins the units of what the person is in charge of, and is in charge of it."""
        for records in charged:
            self.successor_id.write({"unit_ids": [Command.link(unit.id) for unit in records.unit_id]})
            records.write({records._flow_person: self.successor_id.id})

    def _pass_terms(self, terms):
        """Terms end with the day before; from today on the successor holds them, or stands in."""
        today = terms._today()
        for term in terms.with_env(self.env):
            people = {name: self._instead_of(term[name]) for name in ("user_id", "deputy_id")}
            if people["user_id"] == people["deputy_id"]:
                people["deputy_id"] = people["deputy_id"].browse()
            values = {name: person.id for name, person in people.items()}
            if term.start_on >= today:
                term.write(values)
                continue
            term.copy({**values, "start_on": today, "end_on": term.end_on})
            term.end_on = today - timedelta(days=1)

    def _instead_of(self, person):
        return self.successor_id if person == self.user_id else person
