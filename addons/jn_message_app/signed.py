"""JSON over HTTP between two sides that share a key: HMAC-SHA256 over moment, nonce and body.

It imports no odoo, so that the suite of the gateways can run it alone. Moments are naive UTC.
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
    if not MOMENTS.fullmatch(timestamp) or abs(int(timestamp) - _epoch(now)) > WINDOW:
        raise Refused("timestamp")
    if not NONCES.fullmatch(nonce):
        raise Refused("nonce")
    if not hmac.compare_digest(signature.encode(), sign(key, timestamp, nonce, body).encode()):
        raise Refused("signature")
    return nonce


def hand_over(url, key, messages, now):
    """Hand a batch over; return {id: (code, external_id or None)} of what the other side answers.

    messages: JSON-able dicts with an `id`, under which the other side takes each only once.
    Raises requests.RequestException, or ValueError for an answer that makes no sense.
    """
    body = json.dumps({"messages": messages}, ensure_ascii=False).encode()
    answer = requests.post(
        url, data=body, headers=headers(key, body, now), timeout=TIMEOUT, allow_redirects=False
    )
    answer.raise_for_status()
    try:
        return {row["id"]: (row["code"], row.get("external_id")) for row in answer.json()["results"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The answer does not follow the protocol.") from error


def read(body):
    """Return (receipts, texts) of a callback's body; raises ValueError.

    receipts: {external_id: code}; texts: [(external_id, number, text)].
    """
    try:
        data = json.loads(body)
        receipts = {str(row["id"]): str(row["code"]) for row in data.get("receipts", ())}
        texts = [(str(row["id"]), str(row["number"]), str(row["text"])) for row in data.get("texts", ())]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The body does not follow the protocol.") from error
    if any("\0" in word for row in [*receipts.items(), *texts] for word in row):
        raise ValueError("PostgreSQL stores no such character.")
    return receipts, texts


def _epoch(moment):
    return int(moment.replace(tzinfo=UTC).timestamp())
