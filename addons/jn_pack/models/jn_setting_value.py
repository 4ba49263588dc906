import json

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .. import typed
from ..const import STANDINGS

NEEDED = ("setting_id", "value", "why")


class JnSettingValue(models.Model):
    """One interpretation of a setting: by whom, from when, for whom and why (Art. 17). Never edited."""

    _name = "jn.setting.value"
    _description = "Interpretation of a Setting"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "effective_from desc, id desc"
    _rec_name = "setting_id"

    setting_id = fields.Many2one("jn.setting", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", index=True, ondelete="restrict", help="Empty: the whole city")
    value = fields.Text(string="Stored value", required=True, help="JSON text")
    value_words = fields.Char(string="Value", compute="_compute_value_words")
    effective_from = fields.Datetime(required=True)
    pack_id = fields.Many2one("jn.pack", string="Brought by", index="btree_not_null", ondelete="restrict", readonly=True)
    user_id = fields.Many2one("res.users", string="Interpreted by", required=True, ondelete="restrict")
    approver_id = fields.Many2one("res.users", string="Approved by", ondelete="restrict")
    why = fields.Text(string="Reason", required=True)
    created_at = fields.Datetime(required=True)
    standing = fields.Selection(STANDINGS, compute="_compute_standing")

    @api.depends("value", "setting_id.option_ids.name")
    @api.depends_context("lang")
    def _compute_value_words(self):
        for row in self:
            row.value_words = row.setting_id._words_of_value(json.loads(row.value))

    @api.depends("setting_id.value_ids", "effective_from", "unit_id")
    def _compute_standing(self):
        """Whether each row holds now: a newer one may have taken its place, a stricter one above may bind its unit."""
        now = self.env["jn.clock"]._now()
        for row in self:
            rivals = row.setting_id.value_ids.filtered(lambda other, row=row: other.unit_id == row.unit_id)
            held = rivals.filtered(lambda other: other.effective_from <= now)
            latest = held.sorted(lambda other: (other.effective_from, other.id))[-1:]
            if row.effective_from > now:
                row.standing = "later"
            elif row != latest:
                row.standing = "replaced"
            else:
                row.standing = "bound" if row._is_bound() else "in_force"

    def _is_bound(self):
        """Whether a unit's value is laxer than what has come to hold above it since."""
        value = typed.read(self.setting_id.kind, self.value) if self.value != typed.NOTHING else None
        return bool(self.unit_id) and value is not None and self.setting_id._get(self.setting_id.code, self.unit_id) != value

    @api.model_create_multi
    def create(self, vals_list):
        self._check_approved()
        return super().create([self._prepare_interpretation(vals) for vals in vals_list])

    def write(self, vals):
        if vals:
            message = self.env._("An interpretation stays as it was given; give a new one instead.")
            raise NotPossible(message)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        message = self.env._("An interpretation stays on record; give a new one instead.")
        raise NotPossible(message)

    @api.model
    def _prepare_interpretation(self, vals):
        """The checked row: its author and moment are facts, not arguments."""
        if not all(vals.get(name) for name in NEEDED):
            raise BadInput(self.env._("An interpretation names its setting, its value and the reason."))
        now = self.env["jn.clock"]._now()
        setting = self.env["jn.setting"].browse(vals["setting_id"])
        unit = self.env["jn.unit"].browse(vals.get("unit_id") or ())
        unit = unit.filtered(lambda u: u.kind != "city")
        self._check_authority(unit)
        value = self._parse(setting, vals["value"])
        setting._check_value(value, unit)
        since = fields.Datetime.to_datetime(vals.get("effective_from")) or now
        self._check_since(since, now)
        proposal = self._proposal()
        facts = {
            "user_id": (proposal.author_id or self.env.user).id,
            "approver_id": self.env.uid if proposal else False,
            "created_at": now,
            "effective_from": since,
        }
        if not self.env.su:
            facts["pack_id"] = False  # only applying a pack may say that it came with one
        return {**vals, **facts, "unit_id": unit.id, "value": typed.write(value)}

    @api.model
    def _parse(self, setting, text):
        try:
            return json.loads(text)
        except (TypeError, ValueError):
            message = self.env._("%(setting)s: “%(value)s” is not JSON text.", setting=setting.name, value=text)
            raise BadInput(message) from None

    @api.model
    def _proposal(self):
        """What is being carried out, by somebody else than its author."""
        return self.env["jn.pack.section"]._section_proposal()

    @api.model
    def _check_approved(self):
        """Nobody interprets alone; what comes with a pack works as the system."""
        if not (self.env.su or self._proposal()):
            raise NotPossible(self.env._(
                "Nobody interprets the regulation alone. Press Change the value at the setting; another administrator approves it."
            ))

    @api.model
    def _check_since(self, since, now):
        if since < now:
            message = self.env._("An interpretation cannot reach back: it holds from now or from a later moment.")
            raise BadInput(message)

    @api.model
    def _check_authority(self, unit):
        """Only the city's administrators interpret for the whole city (Art. 17); a county's only for what is theirs."""
        if self._speaks_for_city():
            return
        own = self.env.user.unit_ids
        if not unit:
            message = self.env._("Only the city's administrators may interpret the regulation for the whole city.")
            raise NotAllowed(message)
        if not set(own.ids) & set(unit._ancestors_and_self(unit.id)):
            raise NotAllowed(self.env._("%(unit)s is not one of your units.", unit=unit.name))

    @api.model
    def _speaks_for_city(self):
        """Whether this user works for the city, or for no unit in particular."""
        own = self.env.user.unit_ids
        return self.env.su or not own or "city" in own.mapped("kind")
