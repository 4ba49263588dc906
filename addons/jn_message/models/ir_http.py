from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import request

DOORS = "/jn/"  # where people and providers without a login come in


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        """What is larger than a door of ours takes is refused unread, and counted like any other rubbish."""
        if isinstance(exception, RequestEntityTooLarge) and request.httprequest.path.startswith(DOORS):
            return cls._refuse_large(cls._count_large())
        return super()._handle_error(exception)

    @classmethod
    def _count_large(cls):
        """Note the failure, and nothing else of the call; return the headers for who has to wait now, else None."""
        from ..controllers.refusals import Gate  # models load before controllers

        request.env.cr.rollback()
        gate = Gate()
        if gate.is_closed:
            return gate.headers
        gate.count("body too large")
        request.env.cr.commit()  # pylint: disable=invalid-commit  # after an error Odoo would roll it back
        return None

    @classmethod
    def _refuse_large(cls, wait):
        """The answer to a body that is too large; `wait` are the headers for who has sent too many, else None."""
        return request.make_response("", list((wait or {}).items()), status=429 if wait else 413)
