from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .. import calculation, const


class JnScheme(models.Model):
    """How units of one kind are assessed: indicators, the total, and who is ranked with whom."""

    _name = "jn.scheme"
    _description = "Assessment scheme"
    _order = "code, version desc"
    _rec_names_search = ["name", "code"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="restrict")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    version = fields.Integer(required=True, default=1, readonly=True)
    active = fields.Boolean(default=True, help="The version in use; earlier ones keep the sheets made with them.")
    unit_kind = fields.Selection(const.UNIT_KINDS, string="Ranks", required=True)
    rank_within = fields.Selection(const.RANK_WITHIN, string="Ranked", required=True, default="none")
    base = fields.Float(string="Base points", digits=(16, 4))
    business = fields.Char(
        required=True, help="A formula over measures; without business a unit is not ranked."
    )
    total = fields.Char(string="Total score", help="A formula over the indicators' codes and base.")
    empty_note = fields.Char(string="Note for 0/0", required=True, translate=True)
    unranked_note = fields.Char(string="Note for no business", required=True, translate=True)
    indicator_ids = fields.One2many("jn.indicator", "scheme_id", string="Indicators")
    article_ids = fields.Many2many("jn.article", string="Articles")
    sheet_ids = fields.One2many("jn.sheet", "scheme_id", string="Sheets")

    _version_unique = models.Constraint("UNIQUE(code, version)", "A scheme has each version once.")
    _one_active = models.UniqueIndex("(code) WHERE active", "One version of a scheme is in use.")

    @api.depends("name", "version", "active")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for scheme in self:
            old = self.env._("%(scheme)s (version %(number)s)", scheme=scheme.name, number=scheme.version)
            scheme.display_name = scheme.name if scheme.active else old

    @api.constrains("business", "total")
    def _check_formulas(self):
        formula = self.env["jn.formula"]
        for scheme in self:
            formula._check_rests_on(scheme.name, scheme.business, self._measure_names())
            if scheme.total:
                names = {*scheme.indicator_ids.mapped("code"), "base"}
                formula._check_rests_on(scheme.name, scheme.total, names)

    def write(self, vals):
        if vals.keys() - {"active"}:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def action_new_version(self):
        """Put a copy into use that may be changed; sheets of this version keep it."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "res_id": self._next_version().id,
        }

    def copy_data(self, default=None):
        """A copy is the next version of the same scheme."""
        newest = {
            scheme.code: scheme.version for scheme in self.with_context(active_test=False).search([], order="version")
        }
        rows = super().copy_data(default)
        return [{**row, "version": newest[row["code"]] + 1, "active": True, "total": False} for row in rows]

    def _next_version(self):
        """Retire this version; return its successor with the same indicators."""
        self._retire()
        successor = self.copy()
        twins = {
            one: one.copy({"scheme_id": successor.id, "parent_id": False, "rate": False}) for one in self.indicator_ids
        }
        for one, twin in twins.items():
            twin.parent_id = twins.get(one.parent_id)
        for one, twin in twins.items():
            twin.rate = one.rate
        successor.total = self.total
        return successor

    def _retire(self):
        """Make room at once for another version of the same scheme."""
        self.active = False
        self.flush_recordset(["active"])

    def _check_unused(self):
        """Refuse to change what sheets were computed with."""
        used = self.filtered(lambda scheme: scheme.sheet_ids.filtered(lambda sheet: sheet.state != const.DRAFT))
        if used:
            message = self.env._(
                "%(scheme)s has sheets already. Make a new version and change that.", scheme=used[0].name
            )
            raise NotPossible(message)

    @api.model
    def _measure_names(self):
        """What counting formulas may rest on."""
        return frozenset(self.env["jn.measure"].search([]).mapped("code"))

    def _measures(self, book):
        """The measures on which this scheme's counts rest under {formula code: text}."""
        indicators = self.indicator_ids
        texts = [self.business, *(text for one in indicators for pair in one._counts().values() for text in pair)]
        chosen = {code: [text] for code, text in book.items()}
        names = frozenset().union(*(calculation.reach(text, chosen) for text in texts if text))
        return self.env["jn.measure"].search([("code", "in", list(names))])

    def _calculation(self, book):
        """This scheme as the pure calculation takes it."""
        self.ensure_one()
        if not self.total:
            raise BadInput(self.env._("%(scheme)s does not say how its total is made.", scheme=self.name))
        return calculation.Scheme(
            indicators=tuple(indicator._calculation() for indicator in self.indicator_ids),
            business=self.business,
            total=self.total,
            base=Decimal(str(self.base)),
            decimals=self.env["jn.setting"]._get("score.decimals"),
            formulas=book,
        )
