import os

from odoo import api, models
from odoo.tools import config

from ..exceptions import KeyMissing


class JnSecret(models.AbstractModel):
    """Secrets live in odoo.conf or in the environment, never in the database."""

    _name = "jn.secret"
    _description = "Secret"

    @api.model
    def _key(self, name):
        """The secret `name`, from the option jn_<name> of odoo.conf, else from JN_<NAME>."""
        option, variable = f"jn_{name}", f"JN_{name.upper()}"
        value = config.get(option) or os.environ.get(variable)
        if not value:
            raise KeyMissing(
                self.env._(
                    "A key is missing: set %(option)s in odoo.conf or %(variable)s in the environment.",
                    option=option,
                    variable=variable,
                )
            )
        return value
