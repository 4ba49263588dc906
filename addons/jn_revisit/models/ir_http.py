from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import request

PAGE = "/jn/r/"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        """Tell a citizen in a sentence what to do about a form that is too large."""
        if isinstance(exception, RequestEntityTooLarge) and request.httprequest.path.startswith(PAGE):
            from ..controllers.citizen import CitizenPage  # models load before controllers

            return CitizenPage()._refuse_large()
        return super()._handle_error(exception)
