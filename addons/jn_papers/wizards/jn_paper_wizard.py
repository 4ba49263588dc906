import base64

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from ..const import KINDS


class JnPaperWizard(models.TransientModel):
    """Makes a paper from one record and hands it out as a Word file."""

    _name = "jn.paper.wizard"
    _description = "Make a paper"

    res_model = fields.Selection(KINDS, required=True, readonly=True, default=lambda self: self.env.context.get("active_model"))
    res_id = fields.Integer(required=True, readonly=True, default=lambda self: self.env.context.get("active_id"))
    offered_ids = fields.Many2many("jn.paper", compute="_compute_offered_ids")
    paper_id = fields.Many2one(
        "jn.paper", domain="[('id', 'in', offered_ids)]", default=lambda self: self._default_paper_id(), ondelete="cascade"
    )
    asks_demand = fields.Boolean(related="paper_id.asks_demand")
    shows_number = fields.Boolean(related="paper_id.shows_number")
    demand = fields.Text(string="What is demanded")
    phone_reason = fields.Char(string="Why the number has to be on it", help="Empty: the number stays masked.")
    data = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(readonly=True)

    @api.depends("res_model", "res_id")
    def _compute_offered_ids(self):
        for wizard in self:
            wizard.offered_ids = self.env["jn.paper"]._offered(wizard._record())

    def action_make(self):
        """Fill the paper, keep who made it, and hand it out."""
        self.ensure_one()
        if not self.paper_id:
            raise BadInput(self.env._("Please choose a paper."))
        if self.asks_demand and not (self.demand or "").strip():
            raise BadInput(self.env._("Please write what is demanded of the unit."))
        record, number = self._record(), self._number()
        name, data = self.paper_id._make(record, self.demand, number)
        self._keep(record, bool(number))
        self.write({"data": base64.b64encode(data), "file_name": name})
        return {"type": "ir.actions.act_url", "url": f"/jn/paper/made/{self.id}", "target": "download"}

    def _number(self):
        """The full number, where the paper may show it and somebody says why; that is kept."""
        reason = (self.phone_reason or "").strip()
        return self._record()._paper_case().reveal_phone(reason) if self.shows_number and reason else None

    def _keep(self, record, with_number):
        self.env["jn.paper.made"].sudo().create({  # facts are written by the system
            "paper_id": self.paper_id.id, "res_model": record._name, "res_id": record.id, "case_id": record._paper_case().id,
            "unit_id": record.unit_id.id, "with_number": with_number, "user_id": self.env.uid, "at": self.env["jn.clock"]._now(),
        })

    def _record(self):
        """The record that the paper is about, as far as this person sees it."""
        if self.res_model not in self.env["jn.paper"]._kinds():
            raise NotPossible(self.env._("Open the record first, then make its papers from there."))
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return record

    def _default_paper_id(self):
        model, key = (self.env.context.get(name) for name in ("active_model", "active_id"))
        papers = self.env["jn.paper"]
        return papers._offered(self.env[model].browse(key))[:1] if model in papers._kinds() and key else False
