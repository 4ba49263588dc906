from odoo import api, models


class JnFlowTask(models.AbstractModel):
    """Activities on records that come by the million: without a thread and followers, which `jn.flow.work` has and every record pays for."""

    _name = "jn.flow.task"
    _inherit = "mail.activity.mixin"
    _description = "Activities without a thread"

    @api.private
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody follows these records; Odoo asks for it with every activity."""
        return True

    @api.private
    def message_post_with_source(self, source_ref, **values):
        """What was done stands in the activity itself, which is kept; there is no thread to repeat it in."""
        return self.env["mail.message"]

    @api.private
    def message_notify(self, **values):
        """Tell people of an activity that passes to them, as Odoo tells of records without a thread."""
        return self.env["mail.thread"].message_notify(model=self._name, res_id=self.id, **values)
