"""What all channels that speak to a provider need; it knows neither models nor database."""

import logging
from concurrent.futures import ThreadPoolExecutor

from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

# Nothing has left the house; whatever goes wrong later leaves open whether the provider has it.
UNREACHED, UNCLEAR = "unreached", "unclear"
CALLS_AT_ONCE = 8

# At its debug level urllib3 writes addresses into the log, and with some providers these hold numbers and tokens.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


def trouble(error):
    """Return UNREACHED if the provider certainly has nothing of a call that failed so, else UNCLEAR."""
    while error is not None:
        if isinstance(error, (NewConnectionError, ConnectTimeoutError)):
            return UNREACHED
        error = getattr(error, "inner_exception", None) or error.__cause__ or error.__context__
    return UNCLEAR


def at_once(work, items):
    """Return [work(item)] in the order of `items`, several calls under way at a time.

    `work` must neither raise nor touch the database: it runs in other threads.
    """
    if len(items) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(CALLS_AT_ONCE, len(items)), thread_name_prefix="jn-channel") as pool:
        return list(pool.map(work, items))
