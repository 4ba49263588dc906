import json
from unittest.mock import patch

from odoo.tools import config

from odoo.addons.jn_message.tests.common import LI, WANG, MessageCase

from .. import wechat

# 32 bytes, as WeChat writes them.
AES_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"
SECRETS = {"jn_wechat": "app secret", "jn_wechat_token": "token", "jn_wechat_aes": AES_KEY}
SETTINGS = {"appid": "wx1", "template_id": "template-1", "data": {"thing1": "applicant", "time2": "date"}}


class WechatCase(MessageCase):
    """WeChat alone on the ladder, WANG and LI follow; what would leave the house is recorded at its door."""

    def setUp(self):
        super().setUp()
        (self.first + self.second).active = False
        self._set("message.ladder", "list", ["wechat"])
        for name, value in SECRETS.items():
            self.addCleanup(config.options.__setitem__, name, config.options.get(name))
            config[name] = value
        row = {"name": "WeChat", "channel": "wechat", "settings": json.dumps(SETTINGS)}
        self.account = self.env["jn.message.account"].create(row)
        self.addresses = self.env["jn.message.address"]
        for number, openid in ((WANG, "openid-w"), (LI, "openid-l")):
            self.addresses._bind(self.account, number, openid)
        self.codes, self.parcels = {}, []
        self.enterContext(patch.object(wechat, "send", self.send))

    def send(self, client, parcels):
        self.client = client
        self.parcels += parcels
        return {parcel.id: (self.codes.get(parcel.openid, "0"), f"m-{parcel.id}") for parcel in parcels}

    def sent_to(self, *numbers):
        messages = self.ask(self.env["jn.test.subject"].union(*(self.subject(number) for number in numbers)))
        self.run_sweeps()
        return messages
