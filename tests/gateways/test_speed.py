"""How fast one process hands over to a gateway that answers in 20 ms, its own bookkeeping included."""

from time import perf_counter

from odoo.tests import tagged

from .common import GatewayCase

LATENCY = 0.02
AMOUNT = 500


@tagged("post_install", "-at_install")
class TestSpeed(GatewayCase):
    def queue(self, account):
        now = self.env["jn.clock"]._now()
        row = {"direction": "out", "state": "queued", "channel": account.channel, "account_id": account.id}
        row.update({"unit_id": self.window.id, "text": "您好", "values": {"applicant": "王"}, "not_before": now})
        rows = [{**row, "key": f"speed-{number}", "recipient": _number(number)} for number in range(AMOUNT)]
        messages = self.env["jn.message"].sudo().create(rows)
        self.env.flush_all()
        return messages

    def rate(self, server, account):
        """Messages a second from the queue to the gateway, written down as sent."""
        messages = self.queue(account)
        server.latency = LATENCY
        outbox, start = self.env["jn.message.outbox"], perf_counter()
        while outbox._sweep_batch(AMOUNT):
            self.env.flush_all()
        taken = perf_counter() - start
        self.assertEqual(set(messages.mapped("state")), {"sent"})
        return AMOUNT / taken

    def test_aliyun_takes_300_a_second(self):
        self.assertGreater(self.rate(*self.serve_aliyun()), 300)

    def test_a_carriers_gateway_takes_300_a_second(self):
        self.assertGreater(self.rate(*self.serve_carrier()), 300)

    def test_wechat_that_takes_one_at_a_time_takes_60_a_second(self):
        self.assertGreater(self.rate(*self.serve_wechat([_number(number) for number in range(AMOUNT)])), 60)


def _number(number):
    return f"+8613805{number:06}"
