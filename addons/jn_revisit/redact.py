"""Keeps citizens' links and providers' secret words out of the access log: who reads a log must not answer for anybody."""

import logging
import re

LOGGER = "werkzeug"  # writes a line per request
SHOWN = r"\1[link]"
_LINK = re.compile(r"(/jn/r/|/jn/\w+/\d+\?key=)[^\s?\"'#&]+")


def redact(text):
    """Return a text without the tokens of links and the secret words of addresses.

    >>> redact('"GET /jn/r/42.mZx-_9?lang=en_US HTTP/1.1" 200')
    '"GET /jn/r/[link]?lang=en_US HTTP/1.1" 200'
    >>> redact('"POST /jn/sms/3?key=mZx-_9 HTTP/1.1" 200')
    '"POST /jn/sms/3?key=[link] HTTP/1.1" 200'
    """
    return _LINK.sub(SHOWN, text)


class WithoutLinks(logging.Filter):
    """Lets every record through, its links hidden."""

    def filter(self, record):
        """Rewrite a record that names a link; others are left as they are."""
        text = record.getMessage()
        if _LINK.search(text):
            record.msg, record.args = redact(text), ()
        return True


def install():
    """Let the server's access log pass the filter, once."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(known, WithoutLinks) for known in logger.filters):
        logger.addFilter(WithoutLinks())
