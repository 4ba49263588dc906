from datetime import date

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import tables

MOST_ITEMS = 5000
MOST_CASES = 1_000_000


class JnIntakeTotal(models.Model):
    """How many matters a source says one unit completed on one day; an older word stays beside the newer (Art. 6)."""

    _name = "jn.intake.total"
    _inherit = ["jn.kept"]
    _description = "Announced total"
    _order = "day desc, id desc"

    source = fields.Char(required=True, readonly=True)
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    day = fields.Date(required=True, readonly=True)
    completed = fields.Integer(required=True, readonly=True, string="Announced")
    user_id = fields.Many2one("res.users", readonly=True, string="Sent by")
    at = fields.Datetime(required=True, readonly=True, string="Announced at")
    replaced_at = fields.Datetime(readonly=True, string="Replaced at", help="When the source changed its word.")

    _unit_index = models.Index("(unit_id, day)")
    _current_unique = models.UniqueIndex("(source, unit_id, day) WHERE replaced_at IS NULL")

    @api.model
    def announce(self, items):
        """Take the daily control totals of a source; idempotent by source, unit and day.

        :param items: list of dicts: source, unit (code), day (2026-11-20), completed (number of completed matters)
        :return: in order, dicts {"source", "unit", "day", "status": created|updated|unchanged|rejected, "error"}
        """
        intake = self.env["jn.intake"]
        intake._check_role()
        if not isinstance(items, list) or len(items) > MOST_ITEMS:
            raise BadInput(self.env._("Send the totals as a list called items, at most %(most)s at a time.", most=MOST_ITEMS))
        intake._check_sender(items)
        units = self._units(items)
        # Totals are written by the system; who sends was checked.
        return [self.sudo()._announce_one(item if isinstance(item, dict) else {}, units) for item in items]

    @api.model
    def _units(self, items):
        """Return {code: unit's id} of the units that the items name and the caller may speak for."""
        codes = {tables.text(item.get("unit")) for item in items if isinstance(item, dict)}
        sends_for, units = self.env["jn.intake"]._sends_for(), self.env["jn.unit"]._ids_by_code()
        return {code: units[code] for code in codes if code in units and sends_for(units[code])}

    @api.model
    def _announce_one(self, item, units):
        named = {name: item.get(name) or False for name in ("source", "unit", "day")}
        try:
            status = self._keep(self._read_item(item, units))
        except BadInput as error:
            return {**named, "status": "rejected", "error": str(error)}
        return {**named, "status": status, "error": False}

    @api.model
    def _read_item(self, item, units):
        """Return the values of one announcement, or refuse it with a sentence."""
        source, unit, day = tables.text(item.get("source")), units.get(tables.text(item.get("unit"))), tables.day(item.get("day"))
        completed = item.get("completed")
        if not source:
            raise BadInput(self.env._("The field source is missing."))
        if not unit:
            raise BadInput(self.env._("Unknown unit “%(code)s”: ask the administrator to add it.", code=item.get("unit") or ""))
        if not isinstance(day, date) or day > self.env["jn.intake"]._today():
            raise BadInput(self.env._("“%(day)s” is no day that is over or today; write it like 2026-11-20.", day=item.get("day") or ""))
        if not isinstance(completed, int) or isinstance(completed, bool) or not 0 <= completed <= MOST_CASES:
            raise BadInput(self.env._("The field completed is the number of completed matters: a whole number from 0."))
        return {"source": source, "unit_id": unit, "day": day, "completed": completed}

    @api.model
    def _keep(self, values):
        key = [(name, "=", values[name]) for name in ("source", "unit_id", "day")]
        known, now = self.search([*key, ("replaced_at", "=", False)], limit=1), self.env["jn.clock"]._now()
        if known.completed == values["completed"] and known:
            return "unchanged"
        known.write({"replaced_at": now})
        known.flush_recordset()  # one word stands at a time
        self.create({**values, "user_id": self.env.uid, "at": now})
        return "updated" if known else "created"
