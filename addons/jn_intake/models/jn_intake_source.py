from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.tools import SQL, ormcache

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_rules import periods

from ..const import LIGHTS, SOURCE_KINDS

KEPT = {"user_id"}


class JnIntakeSource(models.Model):
    """A system that sends cases: its login, and whether it is still sending (Art. 6, 13)."""

    _name = "jn.intake.source"
    _inherit = ["jn.cached", "jn.audited"]
    _description = "Sending system"
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, copy=False, help="What stands in the field source of its cases.")
    name = fields.Char(required=True)
    kind = fields.Selection(SOURCE_KINDS, required=True, default="json2")
    is_known = fields.Boolean(
        string="Registered", default=True, help="Not set: it sent cases before anybody registered it."
    )
    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users", string="Login", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    table_ids = fields.One2many("jn.intake.table", "source_id", string="Exchange tables")
    table_notes = fields.Text(compute="_compute_table_notes", string="What its tables need")
    last_at = fields.Datetime(string="Last arrival", compute="_compute_figures")
    today_taken = fields.Integer(string="Taken today", compute="_compute_figures")
    today_rejected = fields.Integer(string="Rejected today", compute="_compute_figures")
    week_taken = fields.Integer(string="Taken in 7 days", compute="_compute_figures")
    week_rejected = fields.Integer(string="Rejected in 7 days", compute="_compute_figures")
    waiting_rejects = fields.Integer(string="Rejects to mend", compute="_compute_waiting_rejects")
    light = fields.Selection(LIGHTS, compute="_compute_light")

    _code_unique = models.Constraint("UNIQUE (code)", "Another sending system has this code already. Choose another code.")

    def _compute_figures(self):
        intake = self.env["jn.intake"]
        today, zone = intake._today(), intake._zone()
        begin = [periods.utc_bounds(periods.Period(day, day), zone)[0] for day in (today, today - timedelta(days=6))]
        figures = self.env["jn.intake.delivery"]._figures(self.filtered("code").mapped("code"), *begin)
        for source in self:
            last, *counts = figures.get(source.code, (False, 0, 0, 0, 0))
            source.last_at = last
            source.today_taken, source.today_rejected, source.week_taken, source.week_rejected = counts

    def _compute_waiting_rejects(self):
        domain = [("source", "in", self.mapped("code")), ("solved_at", "=", False)]
        counts = dict(self.env["jn.intake.reject"]._read_group(domain, ["source"], ["__count"]))
        for source in self:
            source.waiting_rejects = counts.get(source.code, 0)

    @api.depends("table_ids.blank_words", "table_ids.rights_words")
    def _compute_table_notes(self):
        for source in self:
            notes = [words for table in source.table_ids for words in (table.blank_words, table.rights_words) if words]
            source.table_notes = "\n".join(notes)

    @api.depends("last_at", "table_ids.trouble", "table_ids.blank_count")
    def _compute_light(self):
        since = self.env["jn.clock"]._now() - timedelta(hours=self.env["jn.intake"]._setting("intake.silent_hours"))
        for source in self:
            if any(table.trouble or table.blank_count for table in source.table_ids):
                source.light = "trouble"
            elif not source.last_at:
                source.light = "grey"
            else:
                source.light = "green" if source.last_at >= since else "red"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_given(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_given([vals])
        if any(source.code != vals.get("code", source.code) for source in self):
            raise NotPossible(
                self.env._("The code of a sending system stays, its cases carry it. Archive it and make another one.")
            )
        return super().write(vals)

    @api.model
    def _check_given(self, vals_list):
        """A login gets a key here: which one it is, nobody chooses by hand."""
        if not self.env.su and any(KEPT & set(vals) for vals in vals_list):
            raise NotAllowed(self.env._("The login of a sending system is made by its button."))

    def action_make_key(self):
        """Make this system's login, or a new key for it; the key is shown once and the old ones end."""
        self.ensure_one()
        self.check_access("write")
        user = self.user_id or self._make_login()
        if user._touch_system() or user.has_group("jn_org.group_administrator"):
            raise NotAllowed(self.env._("The login of %(system)s has more rights than a sending system needs.", system=self.name))
        # The key is the machine's, and its term is a setting: the administrator acts for the machine.
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        keys.search([("user_id", "=", user.id)]).unlink()
        term = timedelta(days=self.env["jn.intake"]._setting("intake.key_days"))
        key = keys._generate("rpc", self.name, fields.Datetime.now() + term)
        return {
            "type": "ir.actions.client",
            "tag": "jn_intake_key",
            "params": {"title": self.env._("Key of %(system)s", system=self.name), "login": user.login, "key": key},
        }

    def _make_login(self):
        values = {
            "name": self.name,
            "login": f"intake.{self.code}",
            "group_ids": [Command.set(self.env.ref("jn_org.group_intake").ids)],
        }
        user = self.env["res.users"].with_context(no_reset_password=True).create(values)
        self.sudo().user_id = user  # only this button says whose key it is
        return user

    def action_open_cases(self):
        """Open this system's cases, the newest first."""
        return self._open("jn.case", self.env._("Cases of %(system)s", system=self.name))

    def action_open_rejects(self):
        """Open what of this system waits to be mended."""
        action = self._open("jn.intake.reject", self.env._("Rejected rows of %(system)s", system=self.name))
        return {**action, "context": {"search_default_open": 1}}

    def _open(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": [("source", "=", self.code)],
        }

    @api.model
    def _list_unknown(self, codes):
        """List the systems among `codes` that sent cases and are not listed yet."""
        for code in sorted(code for code in codes if not self._is_listed(code)):
            # Two batches of a new system may come at once: the second finds it listed.
            self.env.execute_query(
                SQL(
                    """INSERT INTO jn_intake_source (code, name, kind, is_known, active, create_uid, create_date)
                       VALUES (%(code)s, %(code)s, 'json2', FALSE, TRUE, %(uid)s, now() AT TIME ZONE 'UTC')
                       ON CONFLICT (code) DO NOTHING RETURNING id""",
                    code=code,
                    uid=self.env.uid,
                )
            )
            # Where this does not come to pass after all, nothing may remember it.
            self.env.cr.postrollback.add(self.env.registry.clear_cache)

    @api.model
    def _is_listed(self, code):
        try:
            return bool(self._listed_id(code))
        except LookupError:
            return False

    @api.model
    @ormcache("code")
    def _listed_id(self, code):
        """The id of the system with that code; LookupError where there is none, so that only what is there is remembered."""
        found = self.sudo().with_context(active_test=False).search([("code", "=", code)], limit=1)  # which send is no secret
        if not found:
            raise LookupError(code)
        return found.id

    @api.model
    @ormcache("user_id")
    def _codes_of(self, user_id):
        """The codes of the active sources whose login this is."""
        return tuple(self.sudo().search([("user_id", "=", user_id)]).mapped("code"))  # this may be asked for anybody
