from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from .jn_spot_stratum import read_condition


class JnSpotSignal(models.Model):
    """A reason for looking at a case rather than at others: it gives the case more lots, or puts it first (decision D10)."""

    _name = "jn.spot.signal"
    _inherit = ["jn.audited"]
    _description = "Signal of a spot check"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    pack_id = fields.Many2one("jn.pack", ondelete="restrict", readonly=True)
    article_ids = fields.Many2many("jn.article", string="Articles")
    domain = fields.Char(string="Which cases", required=True, default="[]")
    goes_first = fields.Boolean(string="First", help="Such cases are drawn before all others.")
    weight = fields.Integer(string="More lots", required=True, default=1, help="How many lots such a case has beside its one.")
    setting_id = fields.Many2one("jn.setting", string="Only while", help="A setting of yes or no that switches the signal on.")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a signal with this code. Choose another code.")
    _weight_range = models.Constraint("CHECK(weight BETWEEN 0 AND 100)", "A signal gives from 0 to 100 lots. Give a number between.")

    @api.constrains("domain")
    def _check_domain(self):
        for signal in self:
            signal._condition()

    @api.constrains("setting_id")
    def _check_setting(self):
        for signal in self:
            if signal.setting_id and signal.setting_id.kind != "boolean":
                raise BadInput(self.env._("%(setting)s is no setting of yes or no. Choose one that is.", setting=signal.setting_id.name))

    @api.model
    def _in_force(self):
        """The signals that count now."""
        setting = self.env["jn.setting"]._get
        return self.search([]).filtered(lambda signal: not signal.setting_id or setting(signal.setting_id.code))

    def _condition(self):
        """The cases that show this signal, as a domain."""
        return read_condition(self.env, self.domain)
