from odoo import api, fields, models
from odoo.tools import ormcache

from odoo.addons.jn_org.exceptions import BadInput


class JnMessageLadder(models.Model):
    """In which order the channels are tried for a unit and its matters, and how long each may take (Art. 6, 7).

    The nearest unit's ladder holds, before that one for the matter; without any the setting message.ladder does.
    """

    _name = "jn.message.ladder"
    _description = "Ladder of channels"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "unit_id, id"

    name = fields.Char(required=True)
    unit_id = fields.Many2one(
        "jn.unit", ondelete="restrict", index=True, help="Holds for this unit and those below; empty: for all."
    )
    matter_ids = fields.Many2many("jn.matter", string="Matters", help="Holds for these matters; empty: for all.")
    rung_ids = fields.One2many("jn.message.rung", "ladder_id", string="Channels")
    reason = fields.Char(required=True, help="Why this unit or matter differs from the rest of the city.")
    active = fields.Boolean(default=True)

    @api.constrains("name", "rung_ids")
    def _check_rungs(self):
        for ladder in self:
            if not ladder.rung_ids:
                raise BadInput(self.env._("A ladder needs at least one channel."))

    @api.model
    def _codes(self, unit, matter_id=None):
        """The codes of the channels to try, in order."""
        rungs = self._rungs(unit.id or None, matter_id or None)
        return [code for code, _hours in rungs] if rungs else self.env["jn.setting"]._get("message.ladder", unit)

    @api.model
    def _hours(self, account, unit, matter_id=None):
        """How long a receipt of `account` is waited for: its rung's time, else the longer one on the last rung (decision A2)."""
        own = dict(self._rungs(unit.id or None, matter_id or None)).get(account.channel)
        last = not account._next_rung(unit, matter_id)
        code = "undelivered.receipt_hours" if last else "message.rung_hours"
        return own or self.env["jn.setting"]._get(code, unit)

    @api.model
    def _rungs(self, unit_id, matter_id):
        """The rungs ((channel, hours), …) of the ladder made for a unit and a matter, () if there is none."""
        above = self.env["jn.unit"]._ancestors_and_self(unit_id)
        fitting = [
            (above.index(unit) if unit else -1, bool(matters), -ladder, rungs)
            for ladder, unit, matters, rungs in self._every()
            if (not unit or unit in above) and (not matters or matter_id in matters)
        ]
        return max(fitting)[-1] if fitting else ()

    @api.model
    @ormcache()
    def _every(self):
        """All ladders as plain values (id, unit's id, matters' ids, rungs); kept whole, for units times matters are more than a cache holds."""
        ladders = self.sudo().search([])  # how citizens are reached is for everybody
        return [
            (ladder.id, ladder.unit_id.id, frozenset(ladder.matter_ids.ids), tuple((rung.channel, rung.hours) for rung in ladder.rung_ids))
            for ladder in ladders
        ]
