from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_datetime
from odoo.tools.mail import plaintext2html

from ..const import DIRECTIONS


class JnDemoText(models.Model):
    """A text on a demo phone, the citizen's link included: this is what the phone itself holds."""

    _name = "jn.demo.text"
    _description = "Text on a demo phone"
    _order = "at, id"
    _rec_name = "text"

    phone_id = fields.Many2one("jn.demo.phone", required=True, index=True, ondelete="cascade")
    direction = fields.Selection(DIRECTIONS, required=True)
    text = fields.Text(required=True)
    at = fields.Datetime(required=True, default=lambda self: self.env["jn.clock"]._now())

    def _bubble(self):
        """The text as a bubble on the screen, its links clickable."""
        self.ensure_one()
        return Markup('<div class="o_jn_bubble o_jn_bubble_%s">%s<small>%s</small></div>') % (
            self.direction,
            plaintext2html(self.text),
            format_datetime(self.env, self.at),
        )
