"""Aliyun's SMS service as its documents describe it, with signature V3 checked by code of our own."""

import hashlib
import hmac
import json
import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote
from zoneinfo import ZoneInfo

from .server import Answer, Gateway

AUTHORIZATION = re.compile(r"ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})")
VERSION = "2017-05-25"
WINDOW = 15 * 60
MOST_NUMBERS = 100
MOBILE = re.compile(r"(\+86|86)?1[3-9]\d{9}")
WAITING, FAILED, DELIVERED = 1, 2, 3


class Aliyun(Gateway):
    """`sent` is what went to phones: dicts of number, out_id, biz_id, params, day, status, code."""

    key_id, key_secret = "LTAI-loopback", "a secret of 30 characters, or so"
    word = "mZx-the_word_in_our_address_9f2c"
    sign_name, templates = "济宁政务", ("SMS_1", "SMS_2")

    def __init__(self, day="20190522"):
        super().__init__()
        self.day, self.sent, self.nonces = day, [], set()
        self.blacklist = set()

    @staticmethod
    def today():
        """The day of now in Aliyun's own time."""
        return datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y%m%d")

    @staticmethod
    def reply(number, text, sequence=1):
        """The body that brings a citizen's reply (SmsUp)."""
        row = {"phone_number": number, "content": text, "sequence_id": sequence, "sign_name": "济宁政务", "dest_code": "8601"}
        return json.dumps([{**row, "send_time": "2019-05-22 10:00:00"}]).encode()

    def settle(self, number, status, code=None):
        """Let the carrier's receipt for a number arrive."""
        for text in self.sent:
            if text["number"] == number:
                text.update(status=status, code=code)

    def check(self, call):
        found = AUTHORIZATION.fullmatch(call.headers.get("authorization", ""))
        if not found:
            return _error(400, "IncompleteSignature")
        key_id, names, signature = found.groups()
        if key_id != self.key_id:
            return _error(404, "InvalidAccessKeyId.NotFound")
        if not hmac.compare_digest(signature, self.signature(call, names)):
            return _error(400, "SignatureDoesNotMatch")
        return self._check_freshness(call, names.split(";"))

    def signature(self, call, names):
        """The signature that a call must have for these signed headers (a list joined by semicolons)."""
        headers = "".join(f"{name}:{call.headers[name].strip()}\n" for name in names.split(";"))
        query = "&".join(f"{_quote(name)}={_quote(value)}" for name, value in sorted(call.query))
        payload = hashlib.sha256(call.body).hexdigest()
        canonical = "\n".join([call.method, call.path or "/", query, headers, names, payload])
        to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        return hmac.new(self.key_secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()

    def _check_freshness(self, call, signed):
        must = {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"}
        if must - set(signed) or call.headers["x-acs-version"] != VERSION:
            return _error(400, "SignatureDoesNotMatch")
        at = datetime.strptime(call.headers["x-acs-date"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if abs((datetime.now(UTC) - at).total_seconds()) > WINDOW:
            return _error(400, "InvalidTimeStamp.Expired")
        nonce = call.headers["x-acs-signature-nonce"]
        if nonce in self.nonces:
            return _error(400, "SignatureNonceUsed")
        self.nonces.add(nonce)
        return None

    def work(self, call):
        verbs = {"SendSms": self._send, "SendBatchSms": self._send_batch, "QuerySendDetails": self._details}
        action = call.headers["x-acs-action"]
        asked = dict(call.query + parse_qsl(call.body.decode(), keep_blank_values=True))
        return verbs[action](asked) if action in verbs else _error(404, "InvalidAction.NotFound")

    def _send(self, asked):
        rows = [(asked["PhoneNumbers"], asked["SignName"], json.loads(asked["TemplateParam"]))]
        return self._deliver(asked, rows)

    def _send_batch(self, asked):
        columns = [json.loads(asked[name]) for name in ("PhoneNumberJson", "SignNameJson", "TemplateParamJson")]
        if len({len(column) for column in columns}) != 1:
            return refusal("isv.INVALID_PARAMETERS")
        if len(columns[0]) > MOST_NUMBERS:
            return refusal("isv.MOBILE_COUNT_OVER_LIMIT")
        return self._deliver(asked, list(zip(*columns, strict=True)))

    def _deliver(self, asked, rows):
        """Take all texts of a call or, as Aliyun does, none of them."""
        for number, sign_name, _params in rows:
            if sign_name != self.sign_name:
                return refusal("isv.SMS_SIGNATURE_ILLEGAL")
            if not MOBILE.fullmatch(number):
                return refusal("isv.MOBILE_NUMBER_ILLEGAL")
            if number in self.blacklist:
                return refusal("isv.BUSINESS_LIMIT_CONTROL")
        if asked["TemplateCode"] not in self.templates:
            return refusal("isv.SMS_TEMPLATE_ILLEGAL")
        biz_id = f"{len(self.sent)}^0"
        common = {"out_id": asked.get("OutId"), "biz_id": biz_id, "day": self.day, "status": WAITING, "code": None}
        self.sent += [{"number": number, "params": params, **common} for number, _sign, params in rows]
        return Answer({"Code": "OK", "Message": "OK", "RequestId": "r", "BizId": biz_id})

    def _details(self, asked):
        wanted = {"number": asked["PhoneNumber"], "day": asked["SendDate"]}
        if asked.get("BizId"):
            wanted["biz_id"] = asked["BizId"]
        found = [text for text in self.sent if all(text[name] == value for name, value in wanted.items())]
        rows = [
            {
                "PhoneNum": text["number"],
                "OutId": text["out_id"],
                "SendStatus": text["status"],
                "ErrCode": text["code"],
                "Content": "…",
            }
            for text in found
        ]
        details = {"SmsSendDetailDTO": rows}
        return Answer({"Code": "OK", "RequestId": "r", "TotalCount": str(len(rows)), "SmsSendDetailDTOs": details})


def throttled():
    """What Aliyun answers to too many calls a second."""
    return _error(400, "Throttling.User")


def refusal(code):
    """What Aliyun answers to a call that it understood and does not carry out."""
    return Answer({"Code": code, "Message": "…", "RequestId": "r"})


def _error(status, code):
    return Answer({"Code": code, "Message": "…", "RequestId": "r", "HostId": "loopback"}, status)


def _quote(text):
    return quote(text, safe="-_.~")
