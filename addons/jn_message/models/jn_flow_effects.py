from odoo import models


class JnFlowEffects(models.AbstractModel):
    _inherit = "jn.flow.effects"

    def _follow_message(self, records, effect):
        """Queue the effect's message for each record, once per passage."""
        self.env["jn.message.template"]._named(effect.words["message"])._send(records)
