from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import phones

from ..const import HOME_CODE


class JnMessageStop(models.Model):
    """A number whose owner wants no messages; nothing leaves for it until a person lifts this with a reason."""

    _name = "jn.message.stop"
    _inherit = "jn.kept"
    _description = "Number not to be messaged"
    _order = "since desc, id desc"
    _rec_name = "number_masked"

    number = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    number_masked = fields.Char(string="Number (masked)", compute="_compute_number_masked", compute_sudo=True)
    since = fields.Datetime(required=True, readonly=True)
    message_id = fields.Many2one(
        "jn.message", string="Reply", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    unit_id = fields.Many2one(
        "jn.unit", readonly=True, ondelete="restrict", help="The unit that wrote to the number last."
    )
    lifted_at = fields.Datetime(readonly=True)
    lifted_by_id = fields.Many2one("res.users", string="Lifted by", readonly=True)
    lift_reason = fields.Char(string="Why lifted", readonly=True)

    _open_unique = models.UniqueIndex("(number) WHERE lifted_at IS NULL", "This number gets no messages already.")
    _unit_index = models.Index("(unit_id, id)")

    @api.depends("number")
    def _compute_number_masked(self):
        for stop in self:
            stop.number_masked = phones.mask((stop.number or "").removeprefix(HOME_CODE))

    def lift(self, reason):
        """Let messages go to these numbers again, as the citizen has asked; supervisors and administrators, with a reason."""
        self.check_access("read")
        if not self.env.user.has_groups("jn_org.group_supervisor,jn_org.group_administrator"):
            raise NotAllowed(self.env._("Only supervisors and administrators let messages go to a number again."))
        if not isinstance(reason, str) or not reason.strip():
            raise BadInput(self.env._("Please say why messages may go to this number again."))
        open_ones = self.filtered(
            lambda stop: not stop.lifted_at
        ).sudo()  # checked above; nobody writes these otherwise
        values = {"lifted_by_id": self.env.uid, "lift_reason": reason.strip()}
        open_ones.write({**values, "lifted_at": self.env["jn.clock"]._now()})
        return True

    @api.model
    def _among(self, numbers):
        """Those of `numbers` (E.164) that are not to be messaged, as a set."""
        wanted = {number for number in numbers if number}
        if not wanted:
            return set()
        self.flush_model(["number", "lifted_at"])
        rows = self.env.execute_query(  # a citizen's wish holds for every unit; no record is needed to know it
            SQL("SELECT number FROM jn_message_stop WHERE number IN %s AND lifted_at IS NULL", tuple(wanted))
        )
        return {number for [number] in rows}

    @api.model
    def _take(self, messages):
        """Message the senders of these inbound messages no more."""
        known, rows = self._among(messages.mapped("recipient")), {}
        fresh = messages.filtered(lambda message: message.recipient not in known)
        units = self._last_units(fresh.mapped("recipient"))
        for message in fresh.sorted(lambda each: (each.received_at, each.id)):
            unit = message.unit_id or units.get(message.recipient, message.unit_id)
            row = {
                "number": message.recipient,
                "since": message.received_at,
                "message_id": message.id,
                "unit_id": unit.id,
            }
            rows.setdefault(message.recipient, row)
        stops = self.sudo().create(list(rows.values()))  # citizens have no login
        stops._end_open()
        return stops

    @api.model
    def _last_units(self, numbers):
        """Return {number: the unit that wrote to it last}."""
        domain = [("recipient", "in", numbers), ("direction", "=", "out"), ("unit_id", "!=", False)]
        messages = self.env["jn.message"].sudo()  # whichever unit it was
        latest = messages._read_group(domain, ["recipient"], ["id:max"])
        return {number: messages.browse(last).unit_id for number, last in latest}

    def _end_open(self):
        """End what still waits for these numbers; rooms above end what they have asked."""
        waiting = [("recipient", "in", self.mapped("number")), ("state", "=", "queued")]
        self.env["jn.message"].sudo().search(waiting)._settle_stopped()  # whichever unit they belong to
