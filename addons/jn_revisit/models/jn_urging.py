from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

URGERS = ("supervisor", "leader")
URGED = ("liaison", "chief_representative")


class JnUrging(models.Model):
    """A sentence by which the supervisors or a leader press for a window's work (督办, Art. 6, 12)."""

    _name = "jn.urging"
    _inherit = "jn.append.only"
    _description = "Urging"
    _order = "at desc, id desc"
    _rec_name = "words"

    rectification_id = fields.Many2one("jn.rectification", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    words = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="Urged by")
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")

    @api.model
    def _keep(self, works, words):
        """Append the sentence to each of these open works and tell those who have to act."""
        works.check_access("read")
        self._check(works, words)
        now = self.env["jn.clock"]._now()
        urgings = self.sudo().create([  # checked above; facts are written by the system
            {"rectification_id": work.id, "case_id": work.case_id.id, "unit_id": work.unit_id.id, "words": words.strip(),
             "user_id": self.env.uid, "at": now}
            for work in works
        ])
        urgings._tell()
        return urgings

    @api.model
    def _check(self, works, words):
        user = self.env.user
        if not any(user.has_group(f"jn_org.group_{role}") for role in URGERS) or works.unit_id & user.unit_ids:
            raise NotAllowed(self.env._("Work is urged by the supervisors and leaders above the window."))
        if not isinstance(words, str) or not words.strip():
            raise BadInput(self.env._("Say in a sentence what you urge the window to do."))
        ended = works.filtered("ended_at")
        if ended:
            raise NotPossible(self.env._("%(work)s has ended; there is nothing to urge any more.", work=ended[0].display_name))

    def _tell(self):
        """Put it on the lists of liaison and chief, and into their inboxes."""
        groups = self.env["res.groups"].union(*(self.env.ref(f"jn_org.group_{role}") for role in URGED))
        for urging in self:
            work = urging.rectification_id
            people = work._flow_people(work.unit_id, groups)
            title = self.env._("Urged: %(words)s", words=urging.words)
            work._flow_plan("todo", title, people)
            work.message_notify(
                partner_ids=people.partner_id.ids, subject=title, body=urging.words, model_description=work._description
            )
