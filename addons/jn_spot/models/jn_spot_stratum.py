from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput


class JnSpotStratum(models.Model):
    """A part of the cases from which a spot check draws its share; the first whose condition a case meets is its own."""

    _name = "jn.spot.stratum"
    _inherit = ["jn.audited"]
    _description = "Stratum of a spot check"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    pack_id = fields.Many2one("jn.pack", ondelete="restrict", readonly=True)
    article_ids = fields.Many2many("jn.article", string="Articles")
    domain = fields.Char(string="Which cases", required=True, default="[]")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a stratum with this code. Choose another code.")

    @api.constrains("domain")
    def _check_domain(self):
        for stratum in self:
            stratum._condition()

    def _condition(self):
        """The cases that may lie in this stratum, as a domain."""
        return read_condition(self.env, self.domain)


def read_condition(env, text):
    """A typed domain over cases; refuses, in a sentence, what is none."""
    try:
        condition = Domain(literal_eval(text or "[]"))
        condition.validate(env["jn.case"])
    except (ValueError, SyntaxError, TypeError, KeyError) as error:
        raise BadInput(env._(
            "“%(text)s” is no condition on cases (%(error)s). Choose the conditions with the editor.", text=text, error=error
        )) from error
    return condition
