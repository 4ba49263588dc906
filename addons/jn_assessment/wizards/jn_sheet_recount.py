from odoo import api, fields, models


class JnSheetRecount(models.TransientModel):
    """What counting a frozen sheet again has shown."""

    _name = "jn.sheet.recount"
    _description = "Counting a sheet again"

    sheet_id = fields.Many2one("jn.sheet", required=True, ondelete="cascade")
    is_same = fields.Boolean(readonly=True)
    is_sealed = fields.Boolean(readonly=True, help="The figures on record still have the digest that was published.")
    found = fields.Text(readonly=True)
    since = fields.Text(readonly=True)
    late_count = fields.Integer(related="sheet_id.late_count")
    digest = fields.Char(related="sheet_id.digest")

    @api.model
    def _shown(self, sheet, differences):
        """Keep the result for this person and open it."""
        lines = [self._sentence(*difference) for difference in differences]
        sealed = sheet.digest == sheet.sudo()._digest()  # the seal is over all units' figures
        values = {"sheet_id": sheet.id, "is_same": not lines, "is_sealed": sealed, "found": "\n".join(lines)}
        values["since"] = "\n".join(sheet._since())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Counted again"),
            "res_model": self._name,
            "res_id": self.create(values).id,
            "view_mode": "form",
            "target": "new",
        }

    def action_open_late(self):
        """Open the late answers after the freeze."""
        return self.sheet_id.action_open_late()

    @api.model
    def _sentence(self, unit, indicator, name, frozen, again):
        figure = self.env["jn.indicator"].browse(indicator).name or self.env._("Total score")
        label = self.env["jn.sheet.line"]._fields[name]._description_string(self.env)
        return self.env._(
            "%(unit)s, %(figure)s, %(label)s: frozen %(frozen)s, counted again %(again)s.",
            unit=self.env["jn.unit"].sudo().browse(unit).name,  # a unit's name is no secret
            figure=figure,
            label=label,
            frozen=frozen,
            again=again,
        )
