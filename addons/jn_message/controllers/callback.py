from werkzeug.exceptions import MethodNotAllowed, NotFound

from odoo import http
from odoo.http import request

from ..signed import Refused, Repeated
from .refusals import Gate


class Callback(http.Controller):
    """Where providers bring receipts and citizens' texts; what each account's address is, its screen shows."""

    def _most_bytes(self):
        """What is larger is refused before it is read."""
        return _channel(request.httprequest.path.split("/")[2])._channel_most_bytes

    # No CSRF token: a provider has no session; its signature is what counts.
    @http.route(
        "/jn/<string:code>/<int:account_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
        max_content_length=_most_bytes,
    )
    def callback(self, code, account_id, **_query):
        """Store what a call brings and answer at once; the rules read it later. Whoever cannot sign learns nothing else."""
        channel, call = _channel(code), request.httprequest
        if call.method not in channel._channel_methods:
            raise MethodNotAllowed(list(channel._channel_methods))
        try:
            words = channel._take_call(request.env["jn.message.account"]._called_back(account_id, code), call)
        except Repeated as again:
            Gate().count(f"callback for message account {account_id}, {again}")
            words = again.words
        except Refused as refusal:
            return self._refuse(f"callback for message account {account_id}, {refusal}")
        except ValueError:
            return request.make_response("", status=400)
        if words is None:
            return request.make_response("", status=204)
        return request.make_response(words, [("Content-Type", "text/plain; charset=utf-8")])

    def _refuse(self, why):
        """Refuse, and count; whoever goes on is told to wait, and is not written about any more."""
        gate = Gate()
        if gate.is_closed:
            return request.make_response("", list(gate.headers.items()), status=429)
        gate.count(why)
        return request.make_response("", status=403)


def _channel(code):
    """The channel that a call is for."""
    channel = request.env["jn.channel"]._channels().get(code)
    if channel is None:
        raise NotFound()
    return channel
