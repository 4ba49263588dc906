from odoo import models

from odoo.addons.jn_org.exceptions import BadInput


class JnMessage(models.Model):
    """What a person says of texts that no reader understood; until then no default counts for their numbers (decision A7)."""

    _inherit = "jn.message"

    def mark_no_answer(self, note):
        """Take texts that answer no question off the list, with a word on what became of them."""
        self._check_person("jn_org.group_supervisor", "jn_org.group_administrator")
        if not isinstance(note, str) or not note.strip():
            raise BadInput(self.env._("Please say in a few words why this text is no answer."))
        self._sort(note.strip())
        return True

    def _sort(self, note):
        """Note that a person has sorted those of these texts that waited for one, and how."""
        waiting = self.filtered(lambda message: message.state == "unmatched").sudo()  # its callers check the person
        who = {"sorted_by_id": self.env.uid, "sorted_at": self.env["jn.clock"]._now(), "sort_note": note}
        waiting.write({"state": "read", **who})

    def _puzzled(self, puzzle):
        """Note why this text cannot be taken as an answer."""
        self.sudo().puzzle = puzzle  # readers work for everybody
