from collections import Counter

from odoo import api, fields, models

from odoo.addons.jn_rules import tables

from ..const import MOMENTS, STATUSES, VERDICTS


class JnIntakeRow(models.Model):
    """A row of an uploaded file and what became of it; its data are kept while somebody may need them."""

    _name = "jn.intake.row"
    _inherit = ["jn.kept"]
    _description = "Row of an upload"
    _order = "upload_id desc, line"
    _rec_name = "ref"

    upload_id = fields.Many2one("jn.intake.upload", required=True, readonly=True, ondelete="cascade")
    line = fields.Integer(readonly=True)
    ref = fields.Char(readonly=True, string="Case number")
    unit_code = fields.Char(readonly=True, string="Unit's code")
    matter_code = fields.Char(readonly=True, string="Matter")
    data = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    status = fields.Selection(STATUSES, required=True, readonly=True, default="waiting")
    verdict = fields.Selection(VERDICTS, readonly=True, string="Trial")
    error = fields.Text(readonly=True, string="Reason")
    case_id = fields.Many2one("jn.case", readonly=True, ondelete="set null")
    reject_id = fields.Many2one("jn.intake.reject", readonly=True, ondelete="set null")
    is_open = fields.Boolean(compute="_compute_is_open", string="To mend")

    _upload_index = models.Index("(upload_id, status, line)")

    @api.depends("status", "reject_id.solved_at")
    def _compute_is_open(self):
        for row in self:
            reject = row.reject_id.sudo()  # whether it waits is no secret to who sent it
            row.is_open = row.status == "rejected" and not reject.solved_at

    def action_mend(self):
        """Open the form that mends this row and sends it again."""
        self.ensure_one()
        self.reject_id.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_revisit.jn_mend_wizard_action")
        target = {"active_model": "jn.intake.reject", "active_id": self.reject_id.id, "active_ids": self.reject_id.ids}
        return {**action, "context": target}

    @api.model
    def _prepare_values(self, upload, line, data):
        return {
            "upload_id": upload.id,
            "line": line,
            "ref": upload._key_of(data),
            "unit_code": data.get("unit"),
            "matter_code": data.get("matter") or data.get("matter_name"),
            "data": data,
        }

    @api.model
    def _send(self, upload, numbered, way):
        """Bring rows, as (line, {field: text}), to the upload's door in the name of its owner; return (values, result) of each."""
        rows = [data for _line, data in numbered]
        items = self._prepare_items(rows) if upload.kind == "cases" else rows
        results = getattr(upload._door().with_user(upload.user_id), way)(items)
        values = [self._prepare_values(upload, line, data) for line, data in numbered]
        return list(zip(values, results, strict=True))

    @api.model
    def _prepare_items(self, rows):
        """Return rows of texts as the door takes them: local times with their offset, matters found by name."""
        zone = self.env["jn.intake"]._zone()
        items = [tables.item(row, MOMENTS, zone) for row in rows]
        names = {item["matter_name"] for item in items if item.get("matter_name") and not item.get("matter")}
        codes = self._matter_codes(names) if names else {}
        return [self._with_matter(item, codes) for item in items]

    @api.model
    def _with_matter(self, item, codes):
        """A name that no matter has stands in for the code: so the refusal shows it."""
        name = item.pop("matter_name", None)
        return item if item.get("matter") or not name else {**item, "matter": codes.get(name, name)}

    @api.model
    def _matter_codes(self, names):
        """Return {name: code} of the matters with exactly these names; a name that two matters share tells nothing."""
        found = {}
        for matter in self.env["jn.matter"].search([("name", "in", list(names))]):
            found.setdefault(matter.name, []).append(matter.code)
        return {name: codes[0] for name, codes in found.items() if len(codes) == 1}

    @api.model
    def _try(self, upload, numbered):
        """Write what would become of these rows if their owner sent them now."""
        sent = self._send(upload, numbered, "_try")
        self.create([{**values, "verdict": result["status"], "error": result["error"]} for values, result in sent])

    @api.model
    def _take(self, upload, numbered):
        """Send these rows through the door, write what became of each, and return how many of each there are."""
        sent = self._send(upload, numbered, "_take")
        self._append([
            {**values, "status": result["status"], "error": result["error"], **self._prepare_taken(upload, result)} for values, result in sent
        ])
        upload.invalidate_recordset(["row_ids"])
        return Counter(result["status"] for _values, result in sent)

    @api.model
    def _prepare_taken(self, upload, result):
        """What is kept of a row that became a case, or waits among the rejects."""
        if upload.kind != "cases":
            return {}
        # The case has the data now; citizens' numbers are not kept twice.
        forgotten = {"data": False} if result["id"] else {}
        return {"case_id": result["id"], "reject_id": result["reject"], **forgotten}
