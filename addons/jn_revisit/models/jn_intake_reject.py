from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import phones


class JnIntakeReject(models.Model):
    """A row that could not be taken, with its data and the reason; mend and retry, nothing is lost."""

    _name = "jn.intake.reject"
    _description = "Rejected case"
    _order = "id desc"
    _rec_name = "ref"

    source = fields.Char(readonly=True)
    ref = fields.Char(readonly=True)
    data = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    shown = fields.Json(compute="_compute_shown", compute_sudo=True, string="As it was sent")
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", string="Sent by", readonly=True, ondelete="set null")
    at = fields.Datetime(readonly=True, required=True)
    solved_at = fields.Datetime(readonly=True)

    _open_unique = models.UniqueIndex(
        "(source, ref) WHERE solved_at IS NULL AND ref IS NOT NULL",
        "A row with this number waits to be mended already. Open that one and send it again.",
    )

    @api.depends("data")
    def _compute_shown(self):
        """What was sent, numbers masked as everywhere (decision D12)."""
        for reject in self:
            reject.shown = phones.masked(reject.data)

    def reveal_phone(self, reason):
        """Return the full number to someone who mends the row, and remember who asked and why (decision D12)."""
        self.ensure_one()
        self.check_access("read")
        if not (reason or "").strip():
            raise BadInput(self.env._("Please say why you need the number."))
        sent = self._sent()
        self.env["jn.unmasking"].sudo().create({  # facts are written by the system
            "reject_id": self.id, "unit_id": self._unit_of(sent).id, "user_id": self.env.uid, "reason": reason.strip(),
            "at": self.env["jn.clock"]._now(),
        })
        return str(sent.get("phone") or "")

    @api.model
    def _shown(self, sent, name):
        """What people see of a field that was sent, as text; False where there is nothing."""
        value = phones.masked(sent.get(name), name)
        return str(value) if value else False

    def _sent(self):
        """The row as it was sent, {} for what was none; for those who mend it."""
        data = self.sudo().data  # hidden, for it holds the whole number
        return data if isinstance(data, dict) else {}

    def _unit_of(self, sent):
        """The unit that a row names, or the city where it names none that is known."""
        units = self.env["jn.unit"]
        return units.search([("code", "=", str(sent.get("unit") or ""))], limit=1) or units.search([("kind", "=", "city")], limit=1)

    @api.model
    def _keep(self, item, sentence):
        """Keep a rejected row; the same case rejected again stays one row."""
        words = item if isinstance(item, dict) else {}
        source, ref = (str(words.get(name) or "") or False for name in ("source", "ref"))
        values = {"source": source, "ref": ref, "data": item, "reason": sentence, "user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        known = ref and self.search([("source", "=", source), ("ref", "=", ref), ("solved_at", "=", False)], limit=1)
        if known:
            known.write(values)
        return known or self.create(values)

    @api.model
    def _settle(self, keys, but=()):
        """Close the open rows about cases that have been taken since; keys: {(source, ref)}, but: ids that stay open."""
        if not keys:
            return
        sources, refs = zip(*keys, strict=True)
        self.flush_model(["source", "ref", "solved_at"])
        waiting = self.env.execute_query(SQL(
            """SELECT id, source, ref FROM jn_intake_reject
               WHERE source IN %s AND ref IN %s AND solved_at IS NULL AND id <> ALL(%s)""",
            sources, refs, list(but),
        ))
        solved = self.browse([row_id for row_id, *key in waiting if tuple(key) in keys])
        solved.write({"solved_at": self.env["jn.clock"]._now()})

    def _mend(self, words, phone):
        """Send the row with these words instead of its own; without another number it keeps the one that was sent."""
        self.ensure_one()
        self.check_access("write")
        sent = self._sent()
        kept = {name: value for name, value in sent.items() if name not in words}
        # What was left as it was shown, masked perhaps, stays what it is.
        mended = {name: sent[name] if word == self._shown(sent, name) else word for name, word in words.items() if word}
        self.sudo().data = {**kept, **mended, **({"phone": phone} if phone else {})}  # hidden from screens, checked above
        self.action_retry()

    def action_retry(self):
        """Send the rows once more, for instance after the unknown unit was added."""
        self.check_access("write")
        for reject in self.filtered(lambda row: not row.solved_at):
            [result] = self.env["jn.case"].ingest([reject.sudo().data])  # hidden from screens
            if result["status"] == "rejected":
                raise BadInput(result["error"])
            # Rows without a number of their own are not found by it.
            reject.solved_at = reject.solved_at or self.env["jn.clock"]._now()
        return True
