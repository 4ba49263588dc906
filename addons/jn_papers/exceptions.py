from odoo.addons.jn_org.exceptions import BadInput


class BadPaper(BadInput):
    """A Word file that cannot serve as a paper."""
