from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_org.exceptions import BadInput

from ..const import BACK, ROWS, SHOWS


class JnDeskList(models.Model):
    """One list on the desk of a role: whose, of what, and what counts as having come back."""

    _name = "jn.desk.list"
    _inherit = ["jn.audited"]
    _description = "List of the day"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    hint = fields.Text(required=True, translate=True, string="What one does here", help="Two lines at most.")
    group_id = fields.Many2one(
        "res.groups",
        string="Role",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("privilege_id", "=", self.env.ref("jn_org.privilege_revisit").id)],
    )
    model_id = fields.Many2one("ir.model", string="Of", required=True, ondelete="cascade", domain=[("model", "=like", "jn.%")])
    model = fields.Char(related="model_id.model", store=True, string="Technical name")
    domain = fields.Char(required=True, default="[]", help="What stands in the list. uid is the reader, now the present moment.")
    back_domain = fields.Char(string="Came back", help="Which of these came back. Empty: nothing comes back here.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.constrains("domain", "back_domain", "model_id")
    def _check_domain(self):
        for row in self:
            try:
                self.env[row.model].search(row._domain() & row._back(), limit=1)
            except Exception as error:
                raise BadInput(self.env._(
                    "“%(list)s” cannot be shown with this condition: %(error)s Correct it.", list=row.name, error=error
                )) from error

    @api.model
    def _mine(self):
        """The lists of the roles that the user holds or stands in for."""
        stood = self.env["jn.role.holder"]._stood_in(self.env.user).values()
        groups = [*self.env.user.all_group_ids.ids, *(group for some in stood for group in some)]
        rows = self.sudo().search([("group_id", "in", groups)])  # which lists there are is no secret
        seen = {}
        for row in rows:  # who holds several roles sees what they share once
            seen.setdefault((row.model, row.domain), row.id)
        return self.browse(seen.values())

    def _page(self, show=None):
        """What the desk says of this list: its words, its counts, its first lines; in a fixed number of queries."""
        config = self.sudo()  # words and condition are the same for everybody
        return {
            "id": self.id, "name": config.name, "hint": config.hint, "model": config.model,
            "counts": self._counts(), "rows": self._rows(show), "window": self._window(show),
        }

    def _counts(self):
        """Return {all, today, yellow, red, back}: how many stand in the list; lights only where there are limits."""
        records = self._records()
        counts = {"all": SQL("count(*)")}
        query = records._search(self._domain())
        if self._has_limits():
            start, end = records._today()
            now, due, light = self.env["jn.clock"]._now(), records._field_to_sql(records._table, "next_due_at", query), \
                records._field_to_sql(records._table, "light_at", query)
            counts |= {
                "today": SQL("count(*) FILTER (WHERE %s >= %s AND %s < %s)", due, start, due, end),
                "yellow": SQL("count(*) FILTER (WHERE %s <= %s AND %s > %s)", light, now, due, now),
                "red": SQL("count(*) FILTER (WHERE %s <= %s)", due, now),
            }
        [numbers] = self.env.execute_query(query.select(*counts.values()))
        found = dict(zip(counts, numbers, strict=True))
        return {**found, "back": records.search_count(self._domain() & self._back()) if self._can_come_back() else 0}

    def _rows(self, show):
        """The first lines, the most urgent on top."""
        records = self._records()
        order = "next_due_at, id" if self._has_limits() else "id"
        return [self._line(record) for record in records.search(self._domain() & self._shown(show), order=order, limit=ROWS)]

    def _line(self, record):
        """One line: what it is, where it stands, how long there is left, and what was said."""
        line = {"id": record.id, "name": record.display_name, "words": "", "light": False, "due_in": 0, "unit": "", "stage": ""}
        if "unit_id" in record._fields:
            line["unit"] = record.unit_id.display_name or ""
        if self._has_limits():
            stage = record.stage_id.sudo().name or ""  # configuration is read for everybody
            line |= {"light": record.light, "due_in": record.due_in, "stage": stage, "words": record._desk_words()}
        return line

    def _window(self, show):
        """The list itself, as one opens it from the desk."""
        config = self.sudo()  # words and condition are the same for everybody
        return {
            "type": "ir.actions.act_window", "name": config.name, "res_model": config.model,
            "domain": list(self._domain() & self._shown(show)), "views": [[False, "list"], [False, "form"]],
            "help": config.hint,
        }

    def _records(self):
        return self.env[self.sudo().model]  # configuration; what it shows is the user's

    def _domain(self):
        return self._read_condition(self.sudo().domain)  # configuration

    def _back(self):
        text = self.sudo().back_domain  # configuration
        return self._read_condition(text) if text else Domain.TRUE

    def _read_condition(self, text):
        return Domain(safe_eval(text, {"uid": self.env.uid, "now": self.env["jn.clock"]._now()}))

    def _can_come_back(self):
        return bool(self.sudo().back_domain)  # configuration

    def _has_limits(self):
        return "light_at" in self._records()._fields

    def _shown(self, show):
        """The condition of a count on top; what cannot be meant in this list shows nothing of it."""
        if not show:
            return Domain.TRUE
        if show == BACK:
            return self._back() if self._can_come_back() else Domain.FALSE
        if show not in SHOWS:
            raise BadInput(self.env._("“%(word)s” is none of the counts.", word=show))
        return Domain(SHOWS[show]) if self._has_limits() else Domain.FALSE
