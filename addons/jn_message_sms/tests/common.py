import json

from odoo.tools import config

from odoo.addons.jn_message.tests.common import MessageCase

ALIYUN = {"provider": "aliyun", "sign_name": "济宁政务", "template_code": "SMS_1", "params": {"name": "applicant"}}
SECRETS = {"jn_sms": "secret", "jn_sms_id": "key id"}


class SmsCase(MessageCase):
    """SMS alone on the ladder; what would leave the house is recorded at its door."""

    def setUp(self):
        super().setUp()
        (self.first + self.second).active = False
        self._set("message.ladder", "list", ["sms"])
        for name, value in SECRETS.items():
            self.addCleanup(config.options.__setitem__, name, config.options.get(name))
            config[name] = value

    def account(self, settings=None, endpoint="https://sms.example.org", **values):
        settings = json.dumps(ALIYUN if settings is None else settings)
        row = {"name": "SMS", "channel": "sms", "endpoint": endpoint, "settings": settings, **values}
        return self.env["jn.message.account"].create(row)

    def sent_to(self, *numbers):
        messages = self.ask(self.env["jn.test.subject"].union(*(self.subject(number) for number in numbers)))
        self.run_sweeps()
        return messages
