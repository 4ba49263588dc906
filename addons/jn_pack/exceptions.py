from odoo.addons.jn_org.exceptions import BadInput


class BadPack(BadInput):
    """A pack's files cannot be taken; the message has one line per problem, each with file and line."""
