"""WeChat's platform as its documents describe it, with token, signature and AES by code of our own."""

import base64
import hashlib
import json
import os
import struct
import time
from itertools import count

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .server import Answer, Gateway

BLOCK = 32
LIFE = 7200


class Wechat(Gateway):
    """`sent` is what reached followers: dicts of openid, key, data, url and msgid; `fetched` counts the token's fetches."""

    appid, secret = "wx0123456789abcdef", "an app secret of 32 letters here"
    token, aes_key = "callbacktoken", base64.b64encode(bytes(range(32))).decode().rstrip("=")
    template = "template-1"

    def __init__(self):
        super().__init__()
        self.followers, self.codes = set(), {}
        self.sent, self.fetched, self._numbers = [], 0, count(200000001)
        self.expire()

    def expire(self):
        """Let the access token be a new one, and the old one none."""
        self.access = f"token-{next(self._numbers)}"

    def check(self, call):
        if call.path == "/cgi-bin/stable_token":
            asked = json.loads(call.body)
            if asked.get("appid") != self.appid:
                return _error(40013, "invalid appid")
            return None if asked.get("secret") == self.secret else _error(40125, "invalid appsecret")
        if dict(call.query).get("access_token") != self.access:
            return _error(40001, "invalid credential")
        return None

    def work(self, call):
        if call.path == "/cgi-bin/stable_token":
            self.fetched += 1
            return Answer({"access_token": self.access, "expires_in": LIFE})
        if call.path == "/cgi-bin/message/template/send":
            return self._send(json.loads(call.body))
        return _error(40066, "invalid url")

    def _send(self, message):
        if message["touser"] not in self.followers:
            return _error(43004, "require subscribe")
        if message["template_id"] != self.template:
            return _error(40037, "invalid template_id")
        if any(len(field["value"]) > 20 for name, field in message["data"].items() if name.startswith("thing")):
            return _error(47003, "argument invalid")
        if code := self.codes.get(message["touser"]):
            return _error(code, "scripted")
        return Answer({"errcode": 0, "errmsg": "ok", "msgid": self._deliver(message)})

    def _deliver(self, message):
        """Deliver a message, the same follower and client_msg_id once."""
        same = {"openid": message["touser"], "key": message["client_msg_id"]}
        for row in self.sent:
            if same.items() <= row.items():
                return row["msgid"]
        row = {**same, "data": message["data"], "url": message["url"], "msgid": next(self._numbers)}
        self.sent.append(row)
        return row["msgid"]

    # Calls back

    def xml(self, openid, **fields):
        """A message or an event as WeChat writes it."""
        fields = {"ToUserName": "gh_1", "FromUserName": openid, "CreateTime": int(time.time()), **fields}
        return f"<xml>{''.join(f'<{name}><![CDATA[{value}]]></{name}>' for name, value in fields.items())}</xml>"

    def receipt(self, row, status="success"):
        return self.xml(
            row["openid"], MsgType="event", Event="TEMPLATESENDJOBFINISH", MsgID=row["msgid"], Status=status
        )

    def text(self, openid, words, number=7001):
        return self.xml(openid, MsgType="text", Content=words, MsgId=number)

    def call(self, xml, age=0, appid=None, token=None):
        """Return (query, body) that bring an encrypted message, signed `age` seconds ago."""
        encrypted = self.encrypt(xml, appid or self.appid)
        query = self.query(age, token)
        words = [token or self.token, query["timestamp"], query["nonce"], encrypted]
        signature = hashlib.sha1("".join(sorted(words)).encode()).hexdigest()
        body = f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        return {**query, "encrypt_type": "aes", "msg_signature": signature}, body

    def query(self, age=0, token=None):
        """The signed query of any call, as it tests an address with."""
        moment, nonce = str(int(time.time()) - age), str(next(self._numbers))
        signature = hashlib.sha1("".join(sorted([token or self.token, moment, nonce])).encode()).hexdigest()
        return {"signature": signature, "timestamp": moment, "nonce": nonce}

    def encrypt(self, xml, appid):
        key = base64.b64decode(self.aes_key + "=")
        words = xml.encode()
        plain = os.urandom(16) + struct.pack(">I", len(words)) + words + appid.encode()
        padding = BLOCK - len(plain) % BLOCK
        cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
        return base64.b64encode(cipher.update(plain + bytes([padding]) * padding) + cipher.finalize()).decode()


def _error(code, words):
    return Answer({"errcode": code, "errmsg": words})
