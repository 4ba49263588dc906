from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput

from .. import calculation, conditions, const


class JnScheme(models.Model):
    """How units of one kind are assessed: indicators, the total, and who is ranked with whom. One row per version."""

    _name = "jn.scheme"
    _inherit = ["jn.scheme.life", "jn.audited"]
    _description = "Assessment scheme"
    _order = "code, version desc"
    _rec_names_search = ["name", "code"]

    pack_id = fields.Many2one("jn.pack", index=True, ondelete="restrict")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    unit_id = fields.Many2one(
        "jn.unit",
        string="Own scheme of",
        index="btree_not_null",
        ondelete="restrict",
        help="It ranks units below this one only. Empty: the city's scheme, which alone makes the city's ranking.",
    )
    version = fields.Integer(required=True, default=1, readonly=True)
    active = fields.Boolean(
        string="In use", default=True, help="The newest published version; earlier ones keep the sheets made with them."
    )
    unit_kind = fields.Selection(const.UNIT_KINDS, string="Ranks", required=True)
    units = fields.Char(
        string="Which of them",
        required=True,
        default="[]",
        help="A domain over units; `chosen('setting', 'option')` holds while the setting has that option.",
    )
    rank_within = fields.Selection(const.RANK_WITHIN, string="Ranked", required=True, default="none")
    base = fields.Float(string="Base points", digits=(16, 4))
    full_marks = fields.Float(
        string="Full marks", digits=(16, 4), help="What weights, or the base points, are expected to make."
    )
    business = fields.Char(
        required=True, help="A formula over measures; a unit without business has the score below instead."
    )
    idle = fields.Char(
        string="Score without business", required=True, default=calculation.NOTHING, help="A formula over base and nothing."
    )
    total = fields.Char(string="Total score", help="A formula over the indicators' codes, base and deductions.")
    shown = fields.Char(
        string="Total as printed", required=True, default=calculation.TOTAL, help="A formula over total."
    )
    empty_note = fields.Char(string="Note for 0/0", required=True, translate=True)
    unranked_note = fields.Char(string="Note for no business", required=True, translate=True)
    indicator_ids = fields.One2many("jn.indicator", "scheme_id", string="Indicators")
    extra_ids = fields.One2many("jn.scheme.extra", "scheme_id", string="Printed beside")
    article_ids = fields.Many2many("jn.article", string="Articles")
    sheet_ids = fields.One2many("jn.sheet", "scheme_id", string="Sheets")
    weight_note = fields.Char(compute="_compute_weight_note", string="Weights")

    _version_unique = models.Constraint("UNIQUE(code, version)", "A scheme has each version once.")
    _one_active = models.UniqueIndex("(code) WHERE active", "One version of a scheme is in use.")

    @api.depends("name", "version", "active", "unit_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for scheme in self:
            words = {"scheme": scheme.name, "number": scheme.version}
            name = scheme.name if scheme.active else self.env._("%(scheme)s (version %(number)s)", **words)
            scheme.display_name = f"{scheme.unit_id.name} · {name}" if scheme.unit_id else name

    @api.depends("indicator_ids.weight", "base", "full_marks")
    @api.depends_context("lang")
    def _compute_weight_note(self):
        """Weights that do not make the full marks are allowed with a reason, but nobody may overlook them."""
        for scheme in self:
            found = sum(scheme.indicator_ids.mapped("weight")) + scheme.base
            scheme.weight_note = found != scheme.full_marks and self.env._(
                "The weights make %(found)g, not %(full)g.", found=found, full=scheme.full_marks
            )

    def _notes(self):
        """What is printed where there is no figure, {remark: words}."""
        return {const.EMPTY: self.empty_note, const.UNRANKED: self.unranked_note}

    @api.constrains("business", "total", "idle", "shown")
    def _check_formulas(self):
        formula = self.env["jn.formula"]
        for scheme in self:
            formula._check_rests_on(scheme.name, scheme.business, self._measure_names())
            formula._check_rests_on(scheme.name, scheme.idle, calculation.IDLE_NAMES)
            formula._check_rests_on(scheme.name, scheme.shown, calculation.SHOWN_NAMES)
            if scheme.total:
                names = {*scheme.indicator_ids.mapped("code"), *calculation.TOTAL_NAMES}
                formula._check_rests_on(scheme.name, scheme.total, names)

    @api.constrains("units")
    def _check_units(self):
        for scheme in self:
            try:
                scheme._ranked().validate(self.env["jn.unit"])
            except (conditions.ConditionError, ValueError) as error:
                message = self.env._("%(scheme)s: the condition cannot be used: %(error)s.", scheme=scheme.name, error=error)
                raise BadInput(message) from error

    def _ranked(self):
        """The units that this scheme ranks as the settings say now: a Domain."""
        self.ensure_one()
        now = self.env["jn.clock"]._now()
        below = Domain("id", "child_of", self.unit_id.id) if self.unit_id else Domain.TRUE
        chosen = conditions.read(self.units, now, self.env["jn.measure"]._functions(now))
        return Domain("kind", "=", self.unit_kind) & below & Domain(chosen)

    @api.model
    def _measure_names(self):
        """What counting formulas may rest on."""
        return frozenset(self.env["jn.measure"].search([]).mapped("code"))

    def _measures(self, book):
        """The measures on which this scheme's counts rest under {formula code: text}."""
        pairs = [pair for one in self.indicator_ids for pair in one._counts().values()]
        texts = [self.business, *self.extra_ids.mapped("formula"), *(text for pair in pairs for text in pair)]
        chosen = {code: [text] for code, text in book.items()}
        names = frozenset().union(*(calculation.reach(text, chosen) for text in texts if text))
        return self.env["jn.measure"].search([("code", "in", list(names))])

    @api.model
    def _names_in_force(self):
        """Every name on which some published version rests, whatever the settings choose."""
        published = self.with_context(active_test=False).search([("state", "=", const.PUBLISHED)])
        texts = self.env["jn.formula"]._texts()
        return frozenset().union(*(one._reach(texts) for one in published))

    def _names(self, book):
        """Every name on which this scheme's figures, scores and totals rest under {formula code: text}."""
        return self._reach({code: [text] for code, text in book.items()})

    def _reach(self, chosen):
        counted = [text for one in self.indicator_ids for pair in one._counts().values() for text in pair]
        scored = [text for one in self.indicator_ids for text in (one.rate, one.score)]
        texts = [self.business, self.idle, self.total, self.shown, *self.extra_ids.mapped("formula"), *counted, *scored]
        return frozenset().union(*(calculation.reach(text, chosen) for text in texts if text))

    def _calculation(self, book):
        """This scheme as the pure calculation takes it."""
        self.ensure_one()
        if not self.total:
            raise BadInput(self.env._("%(scheme)s does not say how its total is made.", scheme=self.name))
        return calculation.Scheme(
            indicators=tuple(indicator._calculation() for indicator in self.indicator_ids),
            business=self.business,
            total=self.total,
            idle=self.idle,
            shown=self.shown,
            extras={extra.code: extra.formula for extra in self.extra_ids},
            base=Decimal(str(self.base)),
            decimals=self.env["jn.setting"]._get("score.decimals"),
            formulas=book,
        )
