"""A carrier's gateway, or an app's server, that speaks our signed protocol: as its README tells it, by code of its own."""

import hmac
import json
from collections import Counter
from datetime import UTC, datetime
from itertools import count

from .server import Answer, Gateway

WINDOW = 300


class Carrier(Gateway):
    """`sent` counts what went to phones, by our ids; `rows` is what is known of each.

    `now` is the server's clock (naive UTC), None for the real one. `codes` says what a number is answered with.
    `repeated` counts the ids that came again and were not sent again.
    """

    key = "0123456789abcdef0123456789abcdef"

    def __init__(self, now=None):
        super().__init__()
        self.now, self.codes, self.nonces = now, {}, set()
        self.sent, self.rows, self.repeated, self._numbers = Counter(), {}, Counter(), count(1)

    def check(self, call):
        headers = call.headers
        moment, nonce = headers.get("x-jn-timestamp", ""), headers.get("x-jn-nonce", "")
        if headers.get("x-jn-signature") != self.signature(moment, nonce, call.body):
            return Answer({"error": "signature"}, 403)
        if abs(int(moment) - self.seconds()) > WINDOW or nonce in self.nonces:
            return Answer({"error": "replay"}, 403)
        self.nonces.add(nonce)
        return None

    def signature(self, moment, nonce, body, key=None):
        words = moment.encode() + b"\n" + nonce.encode() + b"\n" + body
        return hmac.digest((key or self.key).encode(), words, "sha256").hex()

    def seconds(self):
        return int((self.now or datetime.now(UTC)).replace(tzinfo=UTC).timestamp())

    def work(self, call):
        asked = json.loads(call.body)
        if "ids" in asked:
            return Answer({"results": [self._status(number) for number in asked["ids"]]})
        return Answer({"results": [self._send(row) for row in asked["messages"]]})

    def _send(self, row):
        """Send a message to its phone, once whatever happens; what is refused may come again."""
        if self.knows(row["id"]):
            self.repeated[row["id"]] += 1
        else:
            code = self.codes.get(row["number"], "accepted")
            if code not in ("accepted", "delivered"):
                return {"id": row["id"], "code": code}
            self.sent[row["id"]] += 1
            self.rows[row["id"]] = {**row, "code": code, "external_id": f"carrier-{next(self._numbers)}"}
        return self._status(row["id"])

    def knows(self, number):
        """Whether a message with this id has been sent."""
        return number in self.rows

    def _status(self, number):
        row = self.rows.get(number, {"code": "unknown"})
        return {"id": number, "code": row["code"], "external_id": row.get("external_id")}

    # Calls back

    def receipts(self, code="delivered"):
        """The body that brings a receipt for all that was sent."""
        return _body(receipts=[{"id": row["external_id"], "code": code} for row in self.rows.values()])

    def text(self, number, words, external_id="in-1", **more):
        """The body that brings a citizen's text."""
        return _body(texts=[{"id": external_id, "number": number, "text": words, **more}])

    def headers(self, body, age=0, nonce=None, key=None):
        """The headers that sign a body `age` seconds ago."""
        moment, nonce = str(self.seconds() - age), nonce or f"nonce-{next(self._numbers):016}"
        return {
            "Content-Type": "application/json",
            "X-Jn-Timestamp": moment,
            "X-Jn-Nonce": nonce,
            "X-Jn-Signature": self.signature(moment, nonce, body, key),
        }


class Forgetful(Carrier):
    """A gateway that does not know an id from its repetition, against our protocol: every call goes to the phones."""

    def knows(self, _number):
        """Whether a message with this id has been sent: forgotten."""
        return False


def _body(**parts):
    return json.dumps(parts, ensure_ascii=False).encode()
