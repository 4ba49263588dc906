"""WeChat's official accounts through wechatpy; it knows neither models nor database. Moments are naive UTC."""

import functools
import hashlib
import hmac
import struct
import time
from typing import NamedTuple
from xml.parsers.expat import ExpatError

import requests
from wechatpy import WeChatClient, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatClientException, WeChatException
from wechatpy.session.memorystorage import MemoryStorage

from odoo.addons.jn_message import wire
from odoo.addons.jn_message.signed import Refused, check_moment

TIMEOUT = 10  # seconds
SEND = "message/template/send"
# Access tokens that WeChat no longer knows.
EXPIRED = (40001, 40014, 42001)
TROUBLE = (requests.RequestException, LookupError, TypeError)
NO_SENSE = (AssertionError, AttributeError, ExpatError, LookupError, struct.error, TypeError, ValueError)


class Keys(NamedTuple):
    """What both sides know of the callback."""

    appid: str
    token: str
    aes_key: str


class Parcel(NamedTuple):
    """One message: `id` is the caller's and stays here; WeChat takes a `key` once for ten minutes."""

    id: int
    key: str
    openid: str
    template: str
    data: dict
    url: str


@functools.cache
def _tokens(base, appid):
    """Where this process keeps the access token of an account."""
    return MemoryStorage()


class Client(WeChatClient):
    """Speaks to the server it is told, with the stable access token.

    WeChat gives the same one to every process until it expires, and no renewal ends another's:
    the processes share its renewal through WeChat itself, and keep no secret in the database.
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


def send(client, parcels):
    """Send template messages; return {id: (code, number of the receipt or None)}.

    The code is WeChat's own, or one of `wire`: other messages have left already, so nothing is raised.
    """
    try:
        client.access_token  # noqa: B018 - fetched once, before the calls that need it
    except (WeChatClientException, *TROUBLE) as error:
        code = str(getattr(error, "errcode", None) or wire.UNREACHED)
        return dict.fromkeys((parcel.id for parcel in parcels), (code, None))
    answers = wire.at_once(lambda parcel: _send_one(client, parcel), parcels)
    return {parcel.id: answer for parcel, answer in zip(parcels, answers, strict=True)}


def check(keys, query, now):
    """Check the signature and the moment of a call without a body; raises Refused."""
    timestamp, nonce, signature = (query.get(name) or "" for name in ("timestamp", "nonce", "signature"))
    check_moment(timestamp, now)
    wanted = hashlib.sha1("".join(sorted([keys.token, timestamp, nonce])).encode()).hexdigest()
    if not hmac.compare_digest(signature.encode(), wanted.encode()):
        raise Refused("signature")


def read(keys, query, body, now):
    """Return what WeChat tells as a message or event of wechatpy; raises Refused.

    Only encrypted bodies pass: the plain signature does not cover the body, the other does.
    """
    timestamp, nonce, signature = (query.get(name) or "" for name in ("timestamp", "nonce", "msg_signature"))
    check_moment(timestamp, now)
    try:
        crypto = WeChatCrypto(keys.token, keys.aes_key, keys.appid)
        return parse_message(crypto.decrypt_message(body, signature, timestamp, nonce))
    except (WeChatException, *NO_SENSE) as error:
        raise Refused("signature or body") from error


def _send_one(client, parcel):
    message = {
        "touser": parcel.openid,
        "template_id": parcel.template,
        "url": parcel.url,
        "data": {name: {"value": words} for name, words in parcel.data.items()},
        "client_msg_id": hashlib.sha256(parcel.key.encode()).hexdigest()[:32],
    }
    try:
        return "0", str(_post(client, message)["msgid"])
    except WeChatClientException as error:
        return str(error.errcode or wire.UNCLEAR), None
    except TROUBLE as error:
        return wire.trouble(error), None


def _post(client, message):
    """Send, once more with a new token if WeChat no longer knows the one at hand."""
    try:
        return client.post(SEND, data=message)
    except WeChatClientException as error:
        if error.errcode not in EXPIRED:
            raise
        client.session.delete(client.access_token_key)
        return client.post(SEND, data=message)
