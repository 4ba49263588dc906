from datetime import timedelta

from odoo import api, models

from odoo.addons.jn_org.health import RED, YELLOW

LATE = timedelta(minutes=15)  # what a cron of every minute has not done by then
WEEK = timedelta(days=7)  # older failures have had their chance


class JnHealthMessage(models.AbstractModel):
    """Whether messages leave the house, and whether what came in was understood."""

    _name = "jn.health.message"
    _inherit = ["jn.health.check"]
    _description = "Health of the messages"

    @api.model
    def _health_machine(self):
        now = self.env["jn.clock"]._now()
        target = timedelta(minutes=self.env["jn.setting"]._get("message.send_target_minutes"))
        unsent = [("state", "=", "queued"), ("not_before", "<=", now - target)]
        unsent_advice = self.env._("Messages wait. See the accounts and the log of the cron server.")
        cut_off = [("state", "=", "sending"), ("queued_at", "<=", now - LATE)]
        cut_off_advice = self.env._("It is unknown whether these went out. Decide, and send them again where needed.")
        unread = [("state", "=", "received"), ("received_at", "<=", now - LATE)]
        unread_advice = self.env._("Replies wait to be read. See the log of the cron server.")
        return [
            self._message_row("late", self.env._("Messages not sent in time"), unsent, "not_before", RED, unsent_advice),
            self._message_row("cut_off", self.env._("Sending that was cut off"), cut_off, "queued_at", RED, cut_off_advice),
            self._message_row("unread", self.env._("Replies not read yet"), unread, "received_at", RED, unread_advice),
        ]

    @api.model
    def _health_duties(self):
        since = self.env["jn.clock"]._now() - WEEK
        failed = [("state", "=", "failed"), ("next_id", "=", False), ("mended", "=", False), ("queued_at", ">=", since)]
        failed_advice = self.env._(
            "Not delivered on any channel in the last 7 days. Correct the numbers or see the accounts."
        )
        unmatched_advice = self.env._("Read each and deal with it: until then no default counts for that number.")
        incoming = {"list_view_ref": "jn_message.jn_message_view_list_in"}
        return [
            self._message_row(
                "failed", self.env._("Undelivered messages"), failed, "queued_at", YELLOW, failed_advice, duty=True
            ),
            self._message_row(
                "unmatched",
                self.env._("Replies not understood"),
                [("state", "=", "unmatched")],
                "received_at",
                YELLOW,
                unmatched_advice,
                context=incoming,
                duty=True,
            ),
        ]

    @api.model
    def _message_row(self, code, name, domain, since, colour, advice, **more):
        return self._count_row(f"message.{code}", name, "jn.message", domain, since, colour, advice, **more)
