"""The loopback gateways of the tests as contestants: how each is spoken to, and what it must not have done."""

import os
from contextlib import contextmanager

from tests.gateways.aliyun_server import Aliyun
from tests.gateways.carrier_server import Carrier, Forgetful
from tests.gateways.wechat_server import Wechat

LATENCY = 0.02  # seconds that a gateway takes to answer
SECRETS = {
    "JN_CARRIER": Carrier.key, "JN_SMS_ID": Aliyun.key_id, "JN_SMS": Aliyun.key_secret, "JN_WECHAT": Wechat.secret,
}
ALIYUN = {"provider": "aliyun", "sign_name": Aliyun.sign_name, "template_code": Aliyun.templates[0]}
WECHAT = {"appid": Wechat.appid, "template_id": Wechat.template, "data": {"thing1": "applicant"}}
CARRIER = {"channel": "sms", "settings": {"provider": "gateway"}, "secret_name": "carrier"}
# Of each gateway: how it is made, its path, and the account that speaks to it.
KINDS = {
    "aliyun": (lambda: Aliyun(day=Aliyun.today()), "/", {"channel": "sms", "settings": ALIYUN}),
    "carrier": (Carrier, "/", CARRIER),
    "wechat": (Wechat, "/cgi-bin/", {"channel": "wechat", "settings": WECHAT}),
    "forgetful": (Forgetful, "/", CARRIER),
}


@contextmanager
def running(kind, messages):
    """Start a gateway; give it and the words that open an account with it."""
    os.environ.update(SECRETS)
    make, path, account = KINDS[kind]
    with make() as server:
        server.latency = LATENCY
        if kind == "wechat":
            server.followers.update(f"openid-{place}" for place in range(messages))
        yield server, {**account, "endpoint": server.url + path}
