from odoo import models
from odoo.http import request

PAGE = "/jn/r/"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_citizen(cls):
        """Let anybody in as the public user, like `public`; whose id is remembered, so that nothing is asked of the database."""
        if request.env.uid is None:
            request.update_env(user=request.env["ir.model.data"]._xmlid_to_res_id("base.public_user"))

    @classmethod
    def _refuse_large(cls, wait):
        """Tell a citizen in a sentence what to do about a form that is too large."""
        if request.httprequest.path.startswith(PAGE):
            from ..controllers.citizen import CitizenPage  # models load before controllers

            return CitizenPage()._refuse_large(wait)
        return super()._refuse_large(wait)
