"""Whom we refuse without a login: forgers, guessers and whoever sends rubbish, alike and without a trace of secrets."""

import ipaddress
import logging

from odoo.http import request

_logger = logging.getLogger(__name__)
SHOWN_BITS = {4: 16, 6: 32}  # of an address in the log: enough to see a pattern, not a household


class Gate:
    """Counts the failures of one client address, or of one `subject` such as a valid link; what succeeds is never counted.

    What is valid always passes, however much has been guessed from the same network.
    """

    def __init__(self, subject=None):
        self.failures = request.env["jn.refusal"].sudo()  # who is refused has no login
        address = request.httprequest.remote_addr
        self.key = self.failures._of(subject) if subject else self.failures._of_address(address)
        self.subject = subject or f"address {_shown(address)}"

    @property
    def is_closed(self):
        return self.failures._is_closed(self.key)

    def count(self, why):
        """Note a failure and say so in the log; whoever has failed too often is not written about any more."""
        if not self.is_closed:
            self.failures._count(self.key)
            _logger.info("Refused: %s, %s", why, self.subject)

    @property
    def headers(self):
        return {"Retry-After": str(self.failures._wait_seconds())}


def _shown(address):
    """The part of a client's address that the log may hold.

    >>> _shown("203.0.113.77"), _shown("2001:db8:1:2::3"), _shown("nonsense")
    ('203.0.0.0/16', '2001:db8::/32', 'unknown')
    """
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((known, SHOWN_BITS[known.version]), strict=False))
