from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_datetime

KINDS = [("created", "New"), ("changed", "Changed"), ("deleted", "Deleted")]


class JnAuditEntry(models.Model):
    """One change of a configuration record: who, when, what, from what to what; never edited."""

    _name = "jn.audit.entry"
    _inherit = "jn.append.only"
    _description = "Change of configuration"
    _order = "id desc"
    _rec_name = "res_name"

    at = fields.Datetime(string="When", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Who", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    model_id = fields.Many2one("ir.model", string="What", required=True, readonly=True, index=True, ondelete="cascade")
    res_id = fields.Many2oneReference(model_field="res_model", string="Record", readonly=True)
    res_model = fields.Char(related="model_id.model", string="Model")
    res_name = fields.Char(string="Name", readonly=True, help="The record's name at that moment.")
    changes = fields.Json(readonly=True, help="{field: [old, new]}; [null, null] where only the fact is kept.")
    words = fields.Text(string="From what to what", compute="_compute_words", search="_search_words")
    is_there = fields.Boolean(compute="_compute_is_there")

    _record_index = models.Index("(model_id, res_id)")

    @api.model
    def _append(self, model, rows):
        """Append rows of one model: [{kind, res_id, res_name, changes}]."""
        if rows:
            common = {"model_id": self.env["ir.model"]._get_id(model), "user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
            self.sudo().create([{**common, **row} for row in rows])  # written by the system, whoever is the author

    @api.depends("changes")
    @api.depends_context("lang")
    def _compute_words(self):
        for model, entries in self.grouped("res_model").items():
            labels = self.env[model].fields_get(attributes=["string", "selection", "type"]) if model in self.env else {}
            for entry in entries:
                lines = [self._line(labels.get(name, {}), name, *pair) for name, pair in (entry.changes or {}).items()]
                entry.words = "\n".join(lines)

    @api.model
    def _line(self, label, name, old, new):
        """One change in words: “Amount: 3 → 2”."""
        title = label.get("string") or name
        if old is None and new is None:
            return self.env._("%(field)s: changed", field=title)
        before, after = (self._shown(label, value) for value in (old, new))
        if old is None or new is None:
            return self.env._("%(field)s: %(value)s", field=title, value=after or before)
        return self.env._("%(field)s: %(old)s → %(new)s", field=title, old=before or "–", new=after or "–")

    @api.model
    def _shown(self, label, value):
        """A kept value as people read it."""
        if label.get("type") == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if label.get("type") == "selection":
            return dict(label["selection"]).get(value, value) or ""
        if label.get("type") == "datetime" and value:
            return format_datetime(self.env, value, tz=self.env.context.get("tz"))
        return "" if value is None or value is False else str(value)

    @api.model
    def _search_words(self, operator, value):
        if operator not in ("ilike", "like", "="):
            return NotImplemented
        return Domain("id", "in", SQL("(SELECT id FROM jn_audit_entry WHERE changes::text ILIKE %s)", f"%{value}%"))

    @api.depends("model_id", "res_id")
    def _compute_is_there(self):
        there = self._there()
        for entry in self:
            entry.is_there = (entry.res_model, entry.res_id) in there

    def _there(self):
        """Return (model, id) of the records of these entries that are still there, by one statement for all models."""
        some = {model: entries for model, entries in self.grouped("res_model").items() if model in self.env}
        asked = [
            SQL("SELECT %s, id FROM %s WHERE id = ANY(%s)", model, SQL.identifier(self.env[model]._table), entries.mapped("res_id"))
            for model, entries in some.items()
        ]
        return set(self.env.execute_query(SQL(" UNION ALL ").join(asked))) if asked else set()

    def action_open(self):
        """Open the record that was changed."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id, "views": [[False, "form"]]}
