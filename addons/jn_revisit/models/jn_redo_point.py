from odoo import fields, models

from odoo.addons.jn_org.exceptions import NotPossible


class JnRedoPoint(models.Model):
    """A point that a returned report has to put right; it stands on the next rectification and is ticked off there (Art. 9)."""

    _name = "jn.redo.point"
    _inherit = ["jn.kept", "jn.in.field", "jn.case.part"]
    _description = "Point to redo"
    _order = "verification_id, sequence, id"
    _rec_name = "text"

    verification_id = fields.Many2one("jn.verification", required=True, readonly=True, index=True, ondelete="restrict")
    rectification_id = fields.Many2one("jn.rectification", readonly=True, index="btree_not_null", ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True)
    text = fields.Text(required=True, readonly=True, string="To be redone")
    done_at = fields.Datetime(readonly=True, string="Done")
    done_by_id = fields.Many2one("res.users", readonly=True, string="Done by")

    _unit_index = models.Index("(unit_id, id)")

    def tick(self, done=True):
        """Tick points off, or take the tick back, while their rectification is still being worked on: the window's liaison."""
        self.check_access("read")
        for work in self.rectification_id:
            work._check_writer()
        if any(not point.rectification_id for point in self):
            raise NotPossible(self.env._("The window has not begun to redo this yet."))
        stamp = {"done_at": self.env["jn.clock"]._now(), "done_by_id": self.env.uid} if done else {"done_at": False, "done_by_id": False}
        self.sudo().write(stamp)  # checked above; the system alone writes points
        return True

    def action_tick(self):
        """The button beside an open point."""
        return self.tick()

    def action_untick(self):
        """The button beside a point that was ticked off too early."""
        return self.tick(done=False)
