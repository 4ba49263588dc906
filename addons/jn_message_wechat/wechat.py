"""WeChat's official accounts through wechatpy. It imports no odoo; moments are naive UTC."""

import functools
import hashlib
import hmac
import re
import time
from datetime import UTC
from typing import NamedTuple
from xml.parsers.expat import ExpatError

import requests
from wechatpy import WeChatClient, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatClientException, WeChatException
from wechatpy.session.memorystorage import MemoryStorage

WINDOW = 300  # seconds that a signed call stays good
TIMEOUT = 10  # seconds
SEND = "message/template/send"
# Access tokens that WeChat no longer knows.
EXPIRED = (40001, 40014, 42001)
MOMENTS = re.compile(r"\d{1,12}", re.ASCII)


class Refused(Exception):
    """A call does not come from WeChat, or not from now."""


class Keys(NamedTuple):
    """What both sides know: the callback's token, and an AES key if calls are encrypted."""

    appid: str
    token: str
    aes_key: str | None = None


@functools.cache
def _tokens(base, appid):
    """Where this process keeps the access token of an account."""
    return MemoryStorage()


class Client(WeChatClient):
    """Speaks to the server it is told, with the stable access token.

    Every process gets the same one and none ends another's, so that nothing is shared between them.
    """

    def __init__(self, base, appid, secret):
        super().__init__(appid, secret, session=_tokens(base, appid), timeout=TIMEOUT, auto_retry=False)
        self.API_BASE_URL = base.rstrip("/") + "/"

    def fetch_access_token(self):
        """Fetch the token in the body of a POST: no secret in any address."""
        asked = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        url = f"{self.API_BASE_URL}stable_token"
        answer = self._handle_result(requests.post(url, json=asked, timeout=TIMEOUT), "post", url)
        self.session.set(self.access_token_key, answer["access_token"])
        self.expires_at = int(time.time()) + answer["expires_in"]


def send(client, openid, template, data, url, key):
    """Send one template message; return (code, number of the receipt or None).

    data: {name in the template: words}. The same key is delivered once. The code is WeChat's own,
    or the kind of trouble on the way: messages before this one have left, so nothing is raised.
    """
    message = {
        "touser": openid,
        "template_id": template,
        "url": url,
        "data": {name: {"value": words} for name, words in data.items()},
        "client_msg_id": hashlib.sha256(key.encode()).hexdigest()[:32],
    }
    try:
        return "0", str(_post(client, message)["msgid"])
    except WeChatClientException as error:
        return str(error.errcode or "http"), None
    except (requests.RequestException, LookupError, TypeError) as error:
        return type(error).__name__, None


def check(keys, query, now):
    """Check the signature and the moment of a call; raises Refused."""
    signature, timestamp, nonce = (query.get(name) or "" for name in ("signature", "timestamp", "nonce"))
    moment = int(now.replace(tzinfo=UTC).timestamp())
    if not MOMENTS.fullmatch(timestamp) or abs(int(timestamp) - moment) > WINDOW:
        raise Refused("timestamp")
    wanted = hashlib.sha1("".join(sorted([keys.token, timestamp, nonce])).encode()).hexdigest()
    if not hmac.compare_digest(signature.encode(), wanted.encode()):
        raise Refused("signature")


def read(keys, query, body, now):
    """Return what WeChat tells as a message or event of wechatpy; raises Refused.

    With an AES key only encrypted bodies pass: the plain signature does not cover the body.
    """
    check(keys, query, now)
    try:
        return parse_message(_decrypted(keys, query, body) if keys.aes_key else body)
    except (WeChatException, ExpatError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise Refused("body") from error


def _decrypted(keys, query, body):
    crypto = WeChatCrypto(keys.token, keys.aes_key, keys.appid)
    return crypto.decrypt_message(body, query.get("msg_signature") or "", query["timestamp"], query["nonce"])


def _post(client, message):
    """Send, once more with a new token if WeChat no longer knows the one at hand."""
    try:
        return client.post(SEND, data=message)
    except WeChatClientException as error:
        if error.errcode not in EXPIRED:
            raise
        client.session.delete(client.access_token_key)
        return client.post(SEND, data=message)
