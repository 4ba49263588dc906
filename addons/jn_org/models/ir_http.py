from psycopg2 import IntegrityError

from odoo import models
from odoo.http import request
from odoo.tools import get_lang

from ..exceptions import BadInput


class IrHttp(models.AbstractModel):
    """Who calls is answered, and refused, in a language of theirs."""

    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        """Answer a call; what the database itself refuses is said like any other refusal of ours."""
        if request.dispatcher.routing_type == "json2" and "__model__" in request.params:
            cls._speak()
        try:
            result = super()._dispatch(endpoint)
            if not request.env.cr.closed:
                request.env.cr.flush()  # what is written at the end is refused here too
            return result
        except IntegrityError as error:
            raise cls._refusal(error) from error

    @classmethod
    def _speak(cls):
        """A program that names no language speaks its user's: Odoo would answer it in English."""
        context = request.params.setdefault("context", {})
        if isinstance(context, dict) and not context.get("lang"):
            # Odoo remembers the language of each user: no row is read for it
            request.params["context"] = {**context, "lang": request.env["res.users"].context_get()["lang"]}

    @classmethod
    def _refusal(cls, error):
        """
        Return the refusal that a broken constraint is, in the language of the call.

        Odoo words it after the call, with an environment made before the user was known: over JSON-2 always in English.
        """
        request.env.cr.rollback()
        request.env.transaction.reset()
        env = request.env(context={**request.env.context, "lang": cls._language()})
        broken = next((name for name, model in env.registry.items() if model._table == error.diag.table_name), "base")
        return BadInput(env[broken]._sql_error_to_message(error))

    @classmethod
    def _language(cls):
        """The language that the call names, over JSON-2 or from the browser; else the user's."""
        named = request.params.get("context") or (request.params.get("kwargs") or {}).get("context") or {}
        is_spoken = named.get("lang") == "en_US" or request.env["res.lang"]._get_code(named.get("lang"))
        return named["lang"] if is_spoken else get_lang(request.env, request.env.user.lang).code
