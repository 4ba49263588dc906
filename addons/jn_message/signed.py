"""JSON over HTTP between two sides that share a key: HMAC-SHA256 over moment, nonce and body.

It knows neither models nor database. Moments are naive UTC.
"""

import hashlib
import hmac
import json
import re
import secrets
from datetime import UTC

import requests

TIMESTAMP, NONCE, SIGNATURE = "X-Jn-Timestamp", "X-Jn-Nonce", "X-Jn-Signature"
WINDOW = 300  # seconds that a signed request stays good
TIMEOUT = (3, 10)  # seconds to connect, to answer
NONCES = re.compile(r"[\w-]{16,64}", re.ASCII)
MOMENTS = re.compile(r"\d{1,12}", re.ASCII)


class Refused(Exception):
    """A request does not come from the other side, or not from now."""


class Repeated(Exception):
    """A request was taken before: nothing of it is taken again; `words` answer it, for who asks until it is answered."""

    def __init__(self, words):
        super().__init__("repeated")
        self.words = words


def sign(key, timestamp, nonce, body):
    """Return the signature of a body (bytes) as hexadecimal digits."""
    signed = b"\n".join([timestamp.encode(), nonce.encode(), body])
    return hmac.new(key.encode(), signed, hashlib.sha256).hexdigest()


def headers(key, body, now):
    """Return the headers that make a body a signed request of the moment `now`."""
    timestamp, nonce = str(_epoch(now)), secrets.token_urlsafe(24)
    return {
        "Content-Type": "application/json",
        TIMESTAMP: timestamp,
        NONCE: nonce,
        SIGNATURE: sign(key, timestamp, nonce, body),
    }


def check(key, given, body, now):
    """Return the nonce of a signed request with the headers `given`; raises Refused."""
    timestamp, nonce, signature = (given.get(name) or "" for name in (TIMESTAMP, NONCE, SIGNATURE))
    check_moment(timestamp, now)
    if not NONCES.fullmatch(nonce):
        raise Refused("nonce")
    if not hmac.compare_digest(signature.encode(), sign(key, timestamp, nonce, body).encode()):
        raise Refused("signature")
    return nonce


def check_moment(timestamp, now):
    """Check that seconds since 1970, as text, are about `now`; raises Refused."""
    if not MOMENTS.fullmatch(timestamp) or abs(int(timestamp) - _epoch(now)) > WINDOW:
        raise Refused("timestamp")


def hand_over(url, key, messages, now):
    """Hand a batch over; return {id: (code, external_id or None)} of what the other side answers.

    messages: JSON-able dicts with an `id`, under which the other side takes each only once.
    Raises requests.RequestException, or ValueError for an answer that makes no sense.
    """
    return _call(url, key, {"messages": messages}, now)


def ask(url, key, ids, now):
    """Ask what became of messages handed over under these ids; answers and raises as `hand_over` does."""
    return _call(url, key, {"ids": ids}, now)


def read(body):
    """Return (receipts, texts) of a callback's body; raises ValueError.

    receipts: {external_id: code}; texts: [(external_id, number, text, id of the message answered or None)].
    """
    try:
        data = json.loads(body)
        receipts = {str(row["id"]): str(row["code"]) for row in data.get("receipts", ())}
        texts = [_text(row) for row in data.get("texts", ())]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("The body does not follow the protocol.") from error
    return receipts, texts


def _text(row):
    answered = row.get("message")
    return str(row["id"]), str(row["number"]), str(row["text"]), str(answered) if answered else None


def _call(url, key, question, now):
    body = json.dumps(question, ensure_ascii=False).encode()
    answer = requests.post(url, data=body, headers=headers(key, body, now), timeout=TIMEOUT, allow_redirects=False)
    answer.raise_for_status()
    try:
        return {row["id"]: (row["code"], row.get("external_id")) for row in answer.json()["results"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The answer does not follow the protocol.") from error


def _epoch(moment):
    return int(moment.replace(tzinfo=UTC).timestamp())
