import base64

from odoo import api, fields, models

from ..exceptions import BadInput

SOURCES = [("library", "The built-in tables"), ("file", "A CSV file")]


class JnCalendarLoad(models.TransientModel):
    """Loads a year of holidays and make-up working days into a calendar (decision B4)."""

    _name = "jn.calendar.load"
    _description = "Loading of a Calendar Year"

    calendar_id = fields.Many2one("jn.calendar", required=True, readonly=True, ondelete="cascade")
    year = fields.Integer(required=True, default=lambda self: self._default_year())
    source = fields.Selection(SOURCES, required=True, default="library")
    file = fields.Binary(string="CSV file", attachment=False)
    filename = fields.Char()
    preview = fields.Text(compute="_compute_preview")

    @api.model
    def _default_year(self):
        """The first year, from this one on, that the calendar does not know yet."""
        calendar = self.env["jn.calendar"].browse(self.env.context.get("default_calendar_id"))
        year = self.env["jn.clock"]._now().year
        while year in calendar._years():
            year += 1
        return year

    @api.depends("calendar_id", "year", "source", "file")
    def _compute_preview(self):
        """The days that would be loaded, or why they cannot be, as the form is filled in."""
        words = self.env["jn.calendar"]._day_words()
        for wizard in self:
            try:
                days = wizard._days() if wizard.source == "library" or wizard.file else {}
                lines = [f"{day}  {words[row.kind]}  {row.name}" for day, row in sorted(days.items())]
                wizard.preview = "\n".join(lines)
            except BadInput as error:
                wizard.preview = str(error)

    def action_load(self):
        """Load the year, as the user, whose right it must be."""
        self.ensure_one()
        if self.source == "file" and not self.file:
            raise BadInput(self.env._("Choose the CSV file with the columns date, kind, name."))
        count = self.calendar_id._load_year(self.year, self._days())
        done = self.env._("%(count)s days of %(year)s were loaded.", count=count, year=str(self.year))
        same = self.env._("%(year)s was loaded already, with the same days.", year=str(self.year))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": done if count else same,
                "next": {"type": "ir.actions.act_window_close", "infos": {"done": True}},
            },
        }

    def _days(self):
        if self.source == "library":
            return self.env["jn.calendar"]._library_days(self.year)
        # a stored file comes with its content, not with its size
        content = base64.b64decode(self.with_context(bin_size=False).file)
        return self.env["jn.calendar"]._csv_days(content, self.year)
