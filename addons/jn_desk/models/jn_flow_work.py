from odoo import models


class JnFlowWork(models.AbstractModel):
    """Work for people is told of, too, as it turns yellow and red."""

    _name = "jn.flow.work"
    _inherit = ["jn.flow.work", "jn.reminded"]
