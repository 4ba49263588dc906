"""Where providers bring receipts and citizens' texts: what all their addresses have in common."""

import logging

from odoo.http import request

from ..signed import Refused

_logger = logging.getLogger(__name__)

# No CSRF token: a provider has no session; its signature is what counts.
ROUTE = {
    "type": "http",
    "auth": "public",
    "csrf": False,
    "save_session": False,
    "max_content_length": 1024 * 1024,
}


def answer(account_id, take):
    """Return the response to a call that `take()` stores; whoever cannot sign learns nothing else.

    `take` returns the words of the answer, or None; it raises Refused, or ValueError for what makes no sense.
    """
    try:
        words = take()
    except Refused as refusal:
        _logger.info("Callback for message account %s refused: %s", account_id, refusal)
        return request.make_response("", status=403)
    except ValueError:
        return request.make_response("", status=400)
    if words is None:
        return request.make_response("", status=204)
    return request.make_response(words, [("Content-Type", "text/plain; charset=utf-8")])


def answer_signed(model, account_id):
    """Return the response to a call in our signed protocol, for the channel `model`."""
    headers, body = request.httprequest.headers, request.httprequest.get_data()
    return answer(account_id, lambda: request.env[model]._take_callback(account_id, headers, body))
