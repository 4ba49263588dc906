import hashlib
import json

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from ..const import BULLETIN_PARTS, BULLETIN_STATES, DRAFT, ISSUED

WRITTEN = {"name", "number", "sheet_ids", "address_ids", *BULLETIN_PARTS}
TEMPLATE = "bulletin_issued"


class JnBulletin(models.Model):
    """The 通报 of a period: what published sheets say, in words, sent to units that acknowledge it; frozen when issued (Art. 14)."""

    _name = "jn.bulletin"
    _description = "Bulletin"
    _order = "period_end desc, id desc"

    name = fields.Char(string="Title", compute="_compute_name", store=True, readonly=False)
    number = fields.Char(string="Document number")
    unit_id = fields.Many2one(
        "jn.unit", required=True, readonly=True, index=True, ondelete="restrict", string="Issued by", default=lambda self: self._city()
    )
    sheet_ids = fields.Many2many(
        "jn.sheet", string="Published sheets", required=True, domain=[("state", "=", "published"), ("scheme_id.unit_id", "=", False)]
    )
    period_start = fields.Date(string="From", compute="_compute_period", store=True)
    period_end = fields.Date(string="To", compute="_compute_period", store=True)
    overview = fields.Text()
    red_items = fields.Text()
    demands = fields.Text()
    figures = fields.Json(readonly=True)
    address_ids = fields.Many2many(
        "jn.unit", string="Sent to", compute="_compute_address_ids", store=True, readonly=False,
        domain=[("kind", "in", ("county", "hall", "window"))], help="As shipped: every unit that stands in the sheets.",
    )
    state = fields.Selection(BULLETIN_STATES, required=True, readonly=True, default=DRAFT, copy=False)
    drafted_at = fields.Datetime(readonly=True, copy=False, string="Drafted")
    issued_at = fields.Datetime(readonly=True, copy=False, string="Issued on")
    issued_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict", string="Signed by")
    digest = fields.Char(string="SHA-256", readonly=True, copy=False, help="Over words, figures and addressees, taken when it was issued.")
    notice_ids = fields.One2many("jn.bulletin.notice", "bulletin_id", string="Acknowledgement", readonly=True)
    notice_count = fields.Integer(compute="_compute_notices", string="Sent to units")
    open_count = fields.Integer(compute="_compute_notices", string="Not acknowledged")

    @api.depends("period_start", "period_end", "unit_id.name")
    def _compute_name(self):
        language = self.env["jn.quarterly.texts"]._language()
        for bulletin in self:
            title = self.with_context(lang=language).env._(
                "Bulletin of %(city)s on revisits of government services, %(period)s",
                city=bulletin.unit_id.name or "", period=bulletin._period_words(),
            )
            bulletin.name = bulletin.name or (title if bulletin.period_start else False)

    def _period_words(self):
        return self._paper_period(self.period_start, self.period_end) if self.period_start else ""

    @api.depends("sheet_ids.period_start", "sheet_ids.period_end")
    def _compute_period(self):
        for bulletin in self:
            bulletin.period_start = min(bulletin.sheet_ids.mapped("period_start"), default=False)
            bulletin.period_end = max(bulletin.sheet_ids.mapped("period_end"), default=False)

    @api.depends("sheet_ids")
    def _compute_address_ids(self):
        for bulletin in self:
            units = bulletin.sheet_ids.line_ids.unit_id
            bulletin.address_ids = units.filtered(lambda unit: unit.kind in ("county", "hall", "window"))

    @api.depends("notice_ids.acknowledged_at")
    def _compute_notices(self):
        for bulletin in self:
            notices = bulletin.sudo().notice_ids  # how many have read it is no secret
            bulletin.notice_count = len(notices)
            bulletin.open_count = len(notices.filtered(lambda notice: not notice.acknowledged_at))

    def init(self):
        """Issued bulletins are frozen in the database itself."""
        self.env.cr.execute(SQL("""
            CREATE OR REPLACE FUNCTION jn_bulletin_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' OR
                    to_jsonb(NEW) - 'create_uid' - 'write_uid' <> to_jsonb(OLD) - 'create_uid' - 'write_uid' THEN
                    RAISE EXCEPTION 'jn_bulletin %%: an issued bulletin cannot be changed', OLD.id;
                END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER jn_bulletin_is_frozen BEFORE UPDATE OR DELETE ON jn_bulletin
                FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION jn_bulletin_is_frozen();
        """))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_keeper()
        given = [{name: vals[name] for name in vals.keys() & WRITTEN if vals[name] or name != "name"} for vals in vals_list]
        bulletins = super().create(given)
        bulletins._check_sheets()
        blank = bulletins.filtered(lambda bulletin: not any(bulletin[part] for part in BULLETIN_PARTS))
        blank.sudo()._draft()  # the system drafts
        return bulletins

    def write(self, vals):
        self._check_draft()
        if not self.env.su:
            self._check_keeper()
            if vals.keys() - WRITTEN:
                raise NotPossible(self.env._("A bulletin's figures and its issue come from its buttons, not by hand."))
        result = super().write(vals)
        if "sheet_ids" in vals:
            self._check_sheets()
        return result

    def unlink(self):
        self._check_keeper()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_draft()

    def action_draft(self):
        """Write figures and words anew from the published sheets."""
        self._check_keeper()
        self._check_draft()
        self.sudo()._draft()  # checked above; figures come from the system
        return True

    def issue(self):
        """Freeze the bulletin and send it to the units that it is addressed to; each has to acknowledge it (Art. 14)."""
        self._check_keeper()
        self._check_draft()
        for bulletin in self.sudo():  # checked above: the one writer of the state
            bulletin._check_ready()
            bulletin.figures = self.env["jn.bulletin.content"]._gather(bulletin)  # corrections signed since the draft count
            facts = {"issued_at": self.env["jn.clock"]._now(), "issued_by_id": self.env.uid}
            bulletin.write({"state": ISSUED, "digest": bulletin._digest(), **facts})
            self.env["jn.bulletin.notice"].sudo()._send(bulletin)  # notices are written by the system
        return True

    def action_open_notices(self):
        """Open who has acknowledged it, those who have not on top."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_bulletin.jn_bulletin_notice_action")
        return {**action, "domain": [("bulletin_id", "=", self.id)], "context": {"search_default_open": 1}}

    def action_export(self):
        """Download the rankings as a workbook."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/bulletin/{self.id}.xlsx", "target": "download"}

    def _draft(self):
        texts, content = self.env["jn.quarterly.texts"], self.env["jn.bulletin.content"]
        for bulletin in self:
            figures = content._gather(bulletin)
            words = texts._bulletin_words(figures, BULLETIN_PARTS)
            bulletin.write({"figures": figures, "drafted_at": self.env["jn.clock"]._now(), **words})

    def _digest(self):
        """SHA-256 of what the bulletin says to whom, in one canonical text."""
        words = {part: self[part] or "" for part in ("name", "number", *BULLETIN_PARTS)}
        told = [words, self.figures, sorted(self.address_ids.mapped("code"))]
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @api.model
    def _city(self):
        return self.env["jn.unit"].search([("kind", "=", "city")], limit=1)

    @api.model
    def _check_keeper(self):
        """Bulletins are the city's, as its sheets are (Art. 14)."""
        self.env["jn.sheet"]._check_keeper()

    def _check_draft(self):
        issued = self.filtered(lambda bulletin: bulletin.state == ISSUED)
        if issued:
            raise NotPossible(self.env._("%(bulletin)s has been issued and cannot be changed. Issue another one.", bulletin=issued[0].name))

    def _check_sheets(self):
        for bulletin in self:
            open_ones = bulletin.sheet_ids.filtered(lambda sheet: sheet.state != "published")
            if not bulletin.sheet_ids or open_ones:
                raise BadInput(self.env._("A bulletin tells of published sheets only. Publish the sheet first, then choose it."))

    def _check_ready(self):
        empty = [part for part in ("overview", "demands") if not (self[part] or "").strip()]
        if empty:
            labels = self.fields_get(empty, ["string"])
            raise BadInput(self.env._("The part “%(part)s” is empty. Write it first.", part=labels[empty[0]]["string"]))
        if not self.address_ids:
            raise BadInput(self.env._("Nobody is addressed. Choose the units that it is sent to."))
