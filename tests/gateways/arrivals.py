"""What reached whom: the loopback gateways name a message each in their own way."""

from collections import Counter

from .carrier_server import Carrier
from .wechat_server import Wechat


def arrivals(server, queued):
    """Return {message's key: how often it was delivered}; `queued` is {key: number} as outbox_queue.py tells it."""
    if isinstance(server, Carrier):  # it is given our keys
        counts, name = Counter(server.sent), str
    elif isinstance(server, Wechat):
        counts = Counter(row["openid"] for row in server.sent)
        name = {key: f"openid-{place}" for place, key in enumerate(queued)}.get
    else:
        counts = Counter(row["number"] for row in server.sent)
        name = {key: number.removeprefix("+86") for key, number in queued.items()}.get
    return Counter({key: counts[name(key)] for key in queued if counts[name(key)]})
