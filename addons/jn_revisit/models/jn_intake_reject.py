from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnIntakeReject(models.Model):
    """A row that could not be taken, with its data and the reason; mend and retry, nothing is lost."""

    _name = "jn.intake.reject"
    _description = "Rejected case"
    _order = "id desc"
    _rec_name = "ref"

    source = fields.Char(readonly=True)
    ref = fields.Char(readonly=True)
    data = fields.Json(readonly=True)
    reason = fields.Text(readonly=True)
    at = fields.Datetime(readonly=True, required=True)
    solved_at = fields.Datetime(readonly=True)

    _open_unique = models.UniqueIndex("(source, ref) WHERE solved_at IS NULL AND ref IS NOT NULL")

    @api.model
    def _keep(self, item, sentence):
        """Keep a rejected row; the same case rejected again stays one row."""
        words = item if isinstance(item, dict) else {}
        source, ref = (str(words.get(name) or "") or False for name in ("source", "ref"))
        values = {"source": source, "ref": ref, "data": item, "reason": sentence, "at": self.env["jn.clock"]._now()}
        known = ref and self.search([("source", "=", source), ("ref", "=", ref), ("solved_at", "=", False)], limit=1)
        if known:
            known.write(values)
        return known or self.create(values)

    @api.model
    def _settle(self, keys, but=()):
        """Close the open rows about cases that have been taken since; keys: {(source, ref)}, but: ids that stay open."""
        sources, refs = ([key[place] for key in keys] for place in (0, 1))
        waiting = self.search([("source", "in", sources), ("ref", "in", refs), ("solved_at", "=", False), ("id", "not in", but)])
        solved = waiting.filtered(lambda row: (row.source, row.ref) in keys)
        solved.write({"solved_at": self.env["jn.clock"]._now()})

    def action_retry(self):
        """Send the rows once more, for instance after the unknown unit was added."""
        self.check_access("write")
        for reject in self.filtered(lambda row: not row.solved_at):
            [result] = self.env["jn.case"].ingest([reject.data])
            if result["status"] == "rejected":
                raise BadInput(result["error"])
            # Rows without a number of their own are not found by it.
            reject.solved_at = reject.solved_at or self.env["jn.clock"]._now()
        return True
