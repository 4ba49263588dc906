"""Providers that call us, genuine and forged, over real HTTP."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.controllers import refusals
from odoo.addons.jn_message.tests.common import WANG

from .aliyun_server import Aliyun
from .carrier_server import Carrier
from .common import GatewayCase
from .wechat_server import Wechat

FACTS = ("jn.message", "jn.message.address", "jn.message.nonce")
HTML = "不满意'; DROP TABLE jn_message; -- <script>alert(1)</script>"
SECRETS = (Aliyun.word, Carrier.key, Wechat.token, Wechat.aes_key, "13805370001")


class Callback(HttpCase, GatewayCase):
    """The server's threads know nothing of our frozen clock: providers sign with the real one."""

    def setUp(self):
        super().setUp()
        self.carrier.now = None
        self.account = self.make_account()

    def post(self, body, headers=None, account=None, **values):
        path = (account or self.account)._callback_path() or f"/jn/sms/{(account or self.account).id}"
        response = self.url_open(path, data=body, headers=headers, method="POST", **values)
        self.env.invalidate_all()
        return response.status_code

    def asked(self, external_id, number=WANG):
        """A message that has gone out under the provider's own number."""
        message = self.ask(self.subject(number)).sudo()
        self.env["jn.message.outbox"]._claim(500)
        message._settle({message.id: Result("sent", external_id)})
        return message

    def inbound(self):
        return self.env["jn.message"].sudo().search([("direction", "=", "in"), ("account_id", "=", self.account.id)])

    def facts(self):
        self.env.flush_all()
        return {name: self.env[name].sudo().search_count([]) for name in FACTS}

    @contextmanager
    def leaves_nothing(self):
        """Whatever happens inside is refused: nothing is stored, and the log holds neither secret nor number."""
        before = self.facts()
        self.env.cr.execute("DELETE FROM jn_refusal")  # each is looked at as if it were the first
        with self.listening() as said:
            yield
        self.assertTrue(said)
        self.assertEqual(self.facts(), before)

    @contextmanager
    def listening(self):
        """What the log says meanwhile, which holds neither secret nor number."""
        said = []
        with patch.object(refusals._logger, "info", lambda *words: said.append(words[0] % words[1:])):
            yield said
        for secret in SECRETS:
            self.assertNotIn(secret, str(said))


class ForgedCallback:
    """Whoever forges too often waits, and is not written about any more; `self.forged()` and `self.genuine()` call us."""

    def test_who_forges_too_often_waits_and_leaves_few_lines_and_rows(self):
        self._set("refusals.most", "integer", 3)
        with self.listening() as said:
            self.assertEqual([self.forged() for _turn in range(6)], [403] * 3 + [429] * 3)
        self.assertEqual(len(said), 3)
        self.assertEqual(self.env["jn.refusal"].sudo().search_count([]), 3)
        self.assertFalse(self.inbound())

    def test_the_provider_itself_always_passes(self):
        self._set("refusals.most", "integer", 1)
        for _turn in range(3):
            self.forged()
        self.assertIn(self.genuine(), (200, 204))
        self.assertTrue(self.inbound())
