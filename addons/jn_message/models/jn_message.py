from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import phones

from ..const import DIRECTIONS, ERRORS, HOME_CODE, PUZZLES, STATES, Result


class JnMessage(models.Model):
    """One message to or from a citizen's phone; rows to send are the queue. Nobody edits them.

    What leaves the house is in `jn_message_out.py`, what comes in is in `jn_message_in.py`.
    """

    _name = "jn.message"
    _inherit = ["jn.kept", "jn.archived"]
    _description = "Message"
    _order = "id desc"
    _rec_name = "text"
    _archive_moment = "COALESCE(received_at, queued_at)"
    # what nobody tells, asks, sorts or repairs any more; a repair would point to it
    _archive_rest = """(state IN ('delivered', 'withdrawn', 'read') OR state = 'failed' AND next_id IS NOT NULL)
        AND news IS NOT TRUE AND ask_at IS NULL"""

    direction = fields.Selection(DIRECTIONS, required=True, readonly=True)
    channel = fields.Selection(selection="_select_channel", readonly=True)
    account_id = fields.Many2one("jn.message.account", readonly=True, index="btree_not_null", ondelete="restrict")
    recipient = fields.Char(
        string="Number",
        readonly=True,
        groups="jn_org.group_administrator",
        help="The citizen's number in E.164, to which or from which the message went.",
    )
    recipient_masked = fields.Char(string="Number (masked)", compute="_compute_recipient_masked", compute_sudo=True)
    text = fields.Text(readonly=True, help="The citizen's link is not in it: {url} is filled when it leaves the house.")
    values = fields.Json(readonly=True, help="The words of the placeholders, for channels with templates of their own.")
    state = fields.Selection(STATES, required=True, readonly=True)
    error = fields.Selection(ERRORS, readonly=True)
    error_detail = fields.Char(readonly=True, help="The channel's own words.")
    external_id = fields.Char(string="Number at the channel", readonly=True)
    key = fields.Char(readonly=True, copy=False, help="The same key is queued once.")
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="About", readonly=True)
    numbered_ids = fields.Json(
        readonly=True, help="Ids of the records that its text lists under 1, 2, …: a reply may name a number."
    )
    unit_id = fields.Many2one("jn.unit", readonly=True, ondelete="restrict")
    matter_id = fields.Many2one(
        "jn.matter", readonly=True, ondelete="restrict", help="What it is about: a matter may have a ladder of its own."
    )
    template_id = fields.Many2one("jn.message.template", readonly=True, index="btree_not_null", ondelete="restrict")
    queued_at = fields.Datetime(readonly=True)
    not_before = fields.Datetime(string="Not before", readonly=True)
    sent_at = fields.Datetime(readonly=True)
    receipt_due_at = fields.Datetime(string="Receipt due", readonly=True)
    delivered_at = fields.Datetime(readonly=True)
    received_at = fields.Datetime(readonly=True)
    repeats = fields.Integer(readonly=True, help="How often the provider has brought it again; it is kept once.")
    puzzle = fields.Selection(PUZZLES, string="Why not understood", readonly=True)
    sorted_at = fields.Datetime(readonly=True)
    sorted_by_id = fields.Many2one("res.users", string="Sorted by", readonly=True)
    sort_note = fields.Char(string="Sorted how", readonly=True)
    attempts = fields.Integer(readonly=True)
    rung = fields.Integer(readonly=True, help="How many channels were tried before.")
    merges = fields.Boolean(
        readonly=True, help="Goes together with others of its kind for the same number, and not too often."
    )
    capped = fields.Boolean(readonly=True, help="It waits because this number has got enough for now.")
    bundle_id = fields.Many2one(
        "jn.message",
        string="Sent within",
        readonly=True,
        index="btree_not_null",
        help="The one message that carries it with others.",
    )
    part_ids = fields.One2many("jn.message", "bundle_id", string="Carries", readonly=True)
    next_id = fields.Many2one(
        "jn.message", string="Tried next", readonly=True, index="btree_not_null", help="The same on the next channel."
    )
    claimant = fields.Char(readonly=True, help="The process that is sending it.")
    claim = fields.Char(readonly=True, help="What it was claimed under, together with others, to be handed over.")
    claimed_at = fields.Datetime(readonly=True)
    ask_at = fields.Datetime(
        string="Provider asked", readonly=True, help="When the provider is asked what became of it."
    )
    news = fields.Boolean(readonly=True, help="The record it is about has yet to be told of its state.")
    told = fields.Boolean(readonly=True, help="The record it is about knows that it was handed over.")

    _key_unique = models.UniqueIndex("(key) WHERE key IS NOT NULL", "This message is queued already.")
    _inbound_unique = models.UniqueIndex(
        "(channel, external_id) WHERE direction = 'in'", "This message has been received already."
    )
    _outbound = models.Index("(channel, external_id) WHERE direction = 'out' AND external_id IS NOT NULL")
    _queue = models.Index("(not_before) WHERE state = 'queued'")
    _claims = models.Index("(claimant) WHERE state = 'sending'")
    _asked = models.Index("(ask_at) WHERE ask_at IS NOT NULL")
    _receipts = models.Index("(receipt_due_at) WHERE state = 'sent'")
    _inbox = models.Index("(id) WHERE state = 'received'")
    _unmatched = models.Index("(received_at) WHERE state = 'unmatched'")
    _failed = models.Index("(queued_at) WHERE state = 'failed'")
    _untold = models.Index("(id) WHERE news")
    _about = models.Index("(res_model, res_id)")
    _number = models.Index("(recipient, state)")
    _sight = models.Index("(unit_id, id)")

    @api.model
    def _select_channel(self):
        return self.env["jn.channel"]._selection()

    @api.model
    def _has_field_access(self, field, operation):
        """Whole numbers are nobody's to read; in rehearsals, where citizens are invented, the administrators' (decision D12)."""
        if field.name == "recipient" and not self.env.su and not self.env["jn.clock"]._is_rehearsal():
            return False
        return super()._has_field_access(field, operation)

    @api.depends("recipient")
    def _compute_recipient_masked(self):
        for message in self:
            message.recipient_masked = phones.mask(message._home_number())

    def _home_number(self):
        """The number as people of this country write it."""
        return (self.recipient or "").removeprefix(HOME_CODE)

    def action_open_subject(self):
        """Open the record that the message is about."""
        self.ensure_one()
        action = {"type": "ir.actions.act_window", "views": [[False, "form"]]}
        return {**action, "res_model": self.res_model, "res_id": self.res_id}

    def action_send_again(self):
        """Queue messages again whose sending was cut off, so that it is unknown whether they went out."""
        stuck, now = self._stuck().sudo(), self.env["jn.clock"]._now()  # checked in _stuck
        for unit, messages in stuck.grouped("unit_id").items():
            messages._queue_again(self._earliest(unit, now))

    def action_note_sent(self):
        """Note that messages whose sending was cut off have gone out after all, as a person has found out."""
        stuck = self._stuck().sudo()  # checked in _stuck
        stuck._settle(dict.fromkeys(stuck.ids, Result("sent")))

    def _stuck(self):
        """Those of these messages of which no provider can say whether they went out, for who may decide it."""
        self._check_person("jn_org.group_administrator")
        return self.filtered(lambda message: message.state == "sending" and not message.ask_at)

    def _check_person(self, *groups):
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in groups):
            raise NotAllowed(self.env._("Your role does not allow this. Ask an administrator."))

    @api.model
    def _claimed(self, condition, limit, order):
        """Lock and return up to `limit` messages under an SQL condition that nobody else has locked, first in SQL `order` first.

        `order` is what the index of these messages goes by: by number alone all that has ever been sent might be walked through.
        To be called as the first statement of a transaction: what another node has changed since
        its snapshot raises a serialisation failure, which means claim again.
        """
        self.flush_model()
        query = SQL("SELECT id FROM jn_message WHERE %s ORDER BY %s, id LIMIT %s FOR UPDATE SKIP LOCKED", condition, order, limit)
        return self.sudo().browse([row[0] for row in self.env.execute_query(query)])  # sweeps serve everybody

    def _subjects(self):
        """The existing records that these messages, all of one model, are about."""
        model = self[:1].res_model
        if not model or model not in self.env:
            return None
        return self.env[model].sudo().browse(set(self.mapped("res_id"))).exists()  # told whatever their unit

    def _about_record(self, record):
        """Note that these inbound messages are about `record`."""
        values = {"res_model": record._name, "res_id": record.id, "unit_id": record._message_unit().id}
        self.sudo().write(values)  # readers note what they have understood

    @api.model
    def _known(self, field, values, direction):
        """Return {value: message} of the messages whose `field` is one of `values`."""
        if not values:
            return {}
        self.flush_model(["direction", field])
        rows = self.env.execute_query(SQL(
            "SELECT id, %(field)s FROM jn_message WHERE direction = %(direction)s AND %(field)s IN %(values)s ORDER BY id DESC",
            field=SQL.identifier(field), direction=direction, values=tuple(values),
        ))
        messages = self.sudo().browse([row[0] for row in rows])  # once, whoever may see it
        return {value: message for message, (_id, value) in zip(messages, rows, strict=True)}
