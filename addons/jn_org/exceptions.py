"""The error family of the revisit addons: each says in a sentence what to do next."""

from odoo.exceptions import AccessError, UserError, ValidationError


class JnError(UserError):
    """Any refusal of ours that a person can read and act upon."""

    # the web client knows Odoo's own classes only: without this it would say "Oops!" in place of our sentence
    context = {"exception_class": "odoo.exceptions.UserError"}


class NotAllowed(JnError, AccessError):
    """This person may not do this; over HTTP a 403."""


class NotPossible(JnError):
    """Nobody may do this here and now."""


class BadInput(JnError, ValidationError):
    """A value given is not one that can be taken."""


class YearNotLoaded(JnError):
    """The holidays of a year are missing from a calendar (decision B4)."""


class KeyMissing(JnError):
    """A secret is configured neither in odoo.conf nor in the environment."""
