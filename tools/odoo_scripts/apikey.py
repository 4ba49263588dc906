"""A key for JSON-2."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Datetime

VALID = timedelta(days=365)
SCOPE = "rpc"


def main(env, login):
    """Print a new key of the user with that login."""
    user = env["res.users"].search([("login", "=", login)])
    if not user:
        raise UserError(f"There is no login {login} in this database.")
    keys = env["res.users.apikeys"].with_user(user).sudo()  # a staff login may not choose the term itself
    print(keys._generate(SCOPE, "./jn apikey", Datetime.now() + VALID))
