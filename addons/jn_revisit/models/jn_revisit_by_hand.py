from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import REVISIT_METHODS


class JnRevisit(models.Model):
    """Revisits outside the three levels: a supervisor asks once more, by message or by phone, and says why (Art. 6).

    They have no round and move no case: indicators ① to ⑤ and the window's two read `kind = auto` only (assessment.yaml).
    """

    _inherit = "jn.revisit"

    method = fields.Selection(REVISIT_METHODS, required=True, readonly=True, default="message")
    reason = fields.Char(readonly=True, string="Why asked", help="Why somebody asks by hand, outside the three levels.")
    asked_by_id = fields.Many2one("res.users", readonly=True, string="Asked by")

    _by_hand_index = models.Index("(unit_id, id) WHERE kind = 'manual'")

    @api.depends("case_id.ref", "round", "kind")
    def _compute_display_name(self):
        super()._compute_display_name()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for revisit in self.filtered(lambda each: each.kind != "auto"):
            revisit.display_name = f"{revisit.case_id.ref} {kinds[revisit.kind]}"

    @api.model
    def ask_by_hand(self, case_ids, method, reason):
        """Ask the citizens of these cases once more; supervisors only, never of the asked unit. Returns the revisits.

        :param method: message | phone
        """
        cases = self.env["jn.case"].browse(case_ids)
        self._check_may_ask(cases, method, reason)
        common = {"kind": "manual", "method": method, "reason": reason.strip(), "asked_by_id": self.env.uid}
        revisits = self.sudo().create([{**common, "case_id": case.id} for case in cases])  # checked above
        revisits._flow_start()
        return revisits.with_env(self.env)

    @api.model
    def _check_may_ask(self, cases, method, reason):
        cases.check_access("read")
        user = self.env.user
        if not user.has_group("jn_org.group_supervisor") or cases.unit_id & user.unit_ids:
            raise NotAllowed(self.env._("Supervisors who do not belong to the asked unit ask by hand."))
        if method not in dict(REVISIT_METHODS):
            raise BadInput(self.env._("Ask by message or by phone; “%(method)s” is neither.", method=method))
        if not isinstance(reason, str) or not reason.strip():
            raise BadInput(self.env._("Please say in a sentence why you ask."))
        if not cases or any(not case.completed_at for case in cases):
            raise BadInput(self.env._("Choose cases whose matter is finished."))

    def _flow_actor_unit(self):
        """Whoever asked by hand goes on with it; nobody else's list is filled."""
        by_hand = self.kind == "manual" and self.asked_by_id.sudo().unit_ids[:1]  # staff cannot read each other's units
        return by_hand or super()._flow_actor_unit()
