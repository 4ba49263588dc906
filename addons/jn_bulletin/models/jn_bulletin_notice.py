from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_rules import phones

from .jn_bulletin import TEMPLATE

READERS = ("leader", "supervisor", "chief_representative")


class JnBulletinNotice(models.Model):
    """A bulletin at one of the units that it was sent to: told to its people, who acknowledge it; who did when is on record."""

    _name = "jn.bulletin.notice"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.flow.work"]
    _description = "Acknowledgement of a bulletin"
    _order = "acknowledged_at desc, id"
    _flow_ended = "acknowledged_at"
    _flow_events = ("acknowledged",)

    bulletin_id = fields.Many2one("jn.bulletin", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    reader_unit_id = fields.Many2one(
        "jn.unit", required=True, readonly=True, index=True, ondelete="restrict", string="Read by",
        help="Whose people acknowledge it: the unit itself, or where it has none, those above.",
    )
    sent_at = fields.Datetime(required=True, readonly=True, string="Sent")
    due_at = fields.Datetime(readonly=True, string="Acknowledge until")
    acknowledged_at = fields.Datetime(readonly=True, string="Acknowledged")
    acknowledged_by_id = fields.Many2one("res.users", compute="_compute_acknowledged_by_id", string="By")

    _once = models.UniqueIndex("(bulletin_id, unit_id)", "A unit gets a bulletin once.")
    _unit_index = models.Index("(unit_id, id)")

    @api.depends("bulletin_id.name", "unit_id.name")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = f"{notice.bulletin_id.name} · {notice.unit_id.display_name}"

    @api.depends("acknowledged_at")
    def _compute_acknowledged_by_id(self):
        moves = self._flow_passages().filtered(lambda row: not row.left_at).grouped("res_id")
        for notice in self:
            notice.acknowledged_by_id = notice.acknowledged_at and moves[notice.id].user_id

    def acknowledge(self):
        """Confirm for one's unit that the bulletin has been read."""
        return self._flow_press("acknowledged")

    def action_open_bulletin(self):
        """Open the bulletin itself."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.bulletin_id.name, "res_model": "jn.bulletin", "res_id": self.bulletin_id.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    @api.model
    def _send(self, bulletin):
        """Send an issued bulletin to every unit that it is addressed to, and tell the people there."""
        groups, now = self._reader_groups(), self.env["jn.clock"]._now()
        notices = self.create([
            {"bulletin_id": bulletin.id, "unit_id": unit.id, "reader_unit_id": self._reader(unit, groups).id, "sent_at": now}
            for unit in bulletin.address_ids
        ])
        notices._flow_start()
        people = {notice: notice._flow_owners() for notice in notices}
        self._notify(bulletin, self.env["res.users"].union(*people.values()))
        if self.env["jn.setting"]._get("bulletin.by_message"):
            self.env["jn.message"]._send([row for notice, some in people.items() for row in notice._message_rows(some)])

    @api.model
    def _reader(self, unit, groups):
        """The unit whose people read it: itself, or the nearest above that has somebody."""
        places = (unit, unit.hall_id, unit.county_id, unit._city())
        return next((place for place in places if place and place._holding(groups)), unit)

    @api.model
    def _reader_groups(self):
        return self.env["res.groups"].union(*(self.env.ref(f"jn_org.group_{role}") for role in READERS))

    @api.model
    def _notify(self, bulletin, people):
        """One word in the inbox of each of these people."""
        if not people:
            return
        office = self.with_context(lang=self.env["jn.quarterly.texts"]._language())
        words = office.env._("%(bulletin)s has been issued. Please read it and acknowledge it.", bulletin=bulletin.name)
        self.env["mail.thread"].message_notify(
            partner_ids=people.partner_id.ids, subject=bulletin.name, body=Markup("<p>%s</p>") % words, model=bulletin._name,
            res_id=bulletin.id,
        )

    def _message_rows(self, people):
        """A message to these people's own phones, where the city wants it; each notice and person once."""
        template = self.env["jn.message.template"]._named(TEMPLATE)
        words = template._words(self._reminder_placeholders())
        numbers = {user.id: phones.check(user.sudo().phone).e164 for user in people}  # people's own, for their own duty
        return [
            {"key": f"{TEMPLATE}:{self.id}:{user.id}", "unit_id": self.unit_id.id, "template_id": template.id,
             "recipient": numbers[user.id], **words}
            for user in people if numbers[user.id]
        ]

    def _reminder_placeholders(self):
        city = self.bulletin_id.unit_id
        return {
            "unit": self.unit_id.name, "matter": self.bulletin_id.name, "date": str(self.bulletin_id.period_end),
            "signature": city.name or "",
        }

    def _flow_actor_unit(self):
        return self.reader_unit_id

    def _flow_fits(self, user):
        """Nobody acknowledges for another unit: only its own people, or who stands in for them."""
        return self.reader_unit_id.id in self._own_ids(user)

    @api.model
    def _turn_domain(self):
        return super()._turn_domain() & Domain("reader_unit_id", "in", self._own_ids(self.env.user))

    @api.model
    def _own_ids(self, user):
        return [*user.sudo().unit_ids.ids, *self.env["jn.role.holder"]._stood_in(user)]  # where people work is no secret

    def _desk_people(self):
        return {notice: notice._flow_owners() for notice in self}
