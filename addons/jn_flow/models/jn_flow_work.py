from odoo import api, models

QUIET = {"mail_create_nolog": True, "mail_create_nosubscribe": True, "tracking_disable": True}


class JnFlowWork(models.AbstractModel):
    """Work for people: effects may plan activities on its records. Passages are its history, so it logs nothing itself."""

    _name = "jn.flow.work"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Work with activities"

    @api.model_create_multi
    def create(self, vals_list):
        return super(JnFlowWork, self.with_context(**QUIET)).create(vals_list).with_env(self.env)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow, by a person's own wish; what the process plans makes nobody a follower: lists and desk tell its owners already."""
        planned = self.env.context.get("mail_activity_quick_update")
        return True if planned else super().message_subscribe(partner_ids, subtype_ids)
