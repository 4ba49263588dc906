import base64
import io
import secrets
from datetime import timedelta

import qrcode

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import phones

from ..const import TEST_ANSWERS, TEST_STATES

TEMPLATE = "number_test"
ROLES = "jn_org.group_window_clerk,jn_org.group_liaison,jn_org.group_chief_representative"
TOKEN_BYTES = 16


class JnNumberTest(models.Model):
    """A number tried out while the citizen stands at the counter: a message goes to it, a slip opens a page (Art. 13)."""

    _name = "jn.number.test"
    _inherit = ["jn.kept", "jn.message.subject"]
    _message_secret_names = ("url",)
    _description = "Test of a number"
    _order = "id desc"
    _rec_name = "phone"

    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="By", index=True)
    at = fields.Datetime(required=True, readonly=True)
    phone = fields.Char(compute="_compute_phone", string="Number")
    phone_e164 = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    token = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    state = fields.Selection(TEST_STATES, required=True, readonly=True, default="sent")
    told_at = fields.Datetime(readonly=True, string="Delivered or failed")
    answer = fields.Selection(TEST_ANSWERS, readonly=True, string="On the page")
    answered_at = fields.Datetime(readonly=True)
    slip = fields.Binary(compute="_compute_slip", string="Code for the citizen's phone")

    _unit_index = models.Index("(unit_id, id)")
    _token_unique = models.Constraint("UNIQUE(token)", "This slip exists already.")

    @api.depends("phone_e164")
    def _compute_phone(self):
        for test in self:
            number = test.sudo().phone_e164 or ""  # masked before it is shown
            test.phone = phones.mask(number.removeprefix("+86"))

    @api.depends("token")
    def _compute_slip(self):
        for test in self:
            test.slip = base64.b64encode(test._slip_picture())

    @api.model
    def begin(self, phone):
        """Send a test message to a number that was just written down; returns the test's id.

        Whoever enters a number may try it. A number that cannot be a mobile one is refused with the reason.
        """
        if not self.env.user.has_groups(ROLES):
            raise NotAllowed(self.env._("Numbers are tested at the window, while the citizen stands there."))
        checked = phones.check(phone if isinstance(phone, str) else "")
        if not checked.ok:
            raise BadInput(self._reason_words(checked.reason))
        self._check_rate()
        test = self.sudo().create({  # checked above; the system keeps the tests
            "unit_id": self.env.user.unit_ids[:1].id, "user_id": self.env.uid, "at": self.env["jn.clock"]._now(),
            "phone_e164": checked.e164, "token": secrets.token_urlsafe(TOKEN_BYTES),
        })
        self.env["jn.message.template"]._named(TEMPLATE)._send(test)
        return test.id

    def action_look_again(self):
        """Show what has become of the message by now."""
        return True

    def action_print(self):
        """Open the slip, ready to print."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/number/{self.id}/slip", "target": "new"}

    def _check_rate(self):
        """Nobody sends test messages by the dozen: the setting says how many in an hour."""
        if not self.env.user.unit_ids:
            raise NotPossible(self.env._("You belong to no unit yet. Ask an administrator to add you to your window."))
        most = self.env["jn.setting"]._get("number_test.most_per_hour")
        since = self.env["jn.clock"]._now() - timedelta(hours=1)
        own = [("user_id", "=", self.env.uid), ("at", ">", since)]
        if self.sudo().search_count(own, limit=most) >= most:  # one's own, whatever unit one has moved to
            raise NotPossible(self.env._("You have sent %(most)s test messages within an hour. Please wait a little.", most=most))

    @api.model
    def _reason_words(self, reason):
        sentences = {
            "empty": self.env._("Please enter the number that the citizen gives."),
            "not_mobile": self.env._("This is no Chinese mobile number, so no message can reach it. Ask for another one."),
        }
        return sentences.get(reason) or self.env._("This is no complete number. Read it back to the citizen and correct it.")

    @api.model
    def _of_token(self, token):
        """The test of a slip's link as long as it is kept, as superuser; an empty recordset for anything else."""
        hours = self.env["jn.setting"]._get("number_test.open_hours")
        since = self.env["jn.clock"]._now() - timedelta(hours=hours)
        return self.sudo().search([("token", "=", token), ("at", ">", since)])  # a citizen has no login; the link is the key

    def _answer(self, answer):
        """Keep what the citizen said on the page, the first time."""
        self.filtered(lambda test: not test.answer).write({"answer": answer, "answered_at": self.env["jn.clock"]._now()})

    def _url(self):
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")  # the public address, for everybody
        return f"{base}/jn/n/{self.sudo().token}"  # it stands on the slip that the clerk hands out

    def _slip_picture(self):
        target = io.BytesIO()
        qrcode.make(self._url(), border=2).save(target, format="PNG")
        return target.getvalue()

    def _message_recipient(self):
        return {test.id: test.phone_e164 for test in self}

    def _message_values(self):
        return {test.id: test._words() for test in self}

    def _message_secrets(self):
        return {test.id: {"url": test._url()} for test in self}

    def _message_delivered(self, messages):
        self._be_told("delivered")

    def _message_failed(self, messages):
        self._be_told("failed")

    def _be_told(self, state):
        self.filtered(lambda test: test.state != state).write({"state": state, "told_at": self.env["jn.clock"]._now()})

    def _words(self):
        """What the message may say: whose it is and whom to call, nothing of any matter."""
        unit, hall = self.unit_id, self.unit_id.hall_id or self.unit_id.county_id or self.unit_id
        return {
            "hall": hall.name or "", "unit": unit.name or "", "phone": hall.phone or unit._city().phone or "",
            "signature": unit._city().name or hall.name or "",
        }

    @api.autovacuum
    def _gc_tests(self):
        """Numbers that were only tried out are not kept."""
        days = self.env["jn.setting"]._get("number_test.keep_days")
        self.search([("at", "<", self.env["jn.clock"]._now() - timedelta(days=days))]).unlink()
