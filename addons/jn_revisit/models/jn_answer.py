from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import ANSWER_KINDS, CHANNELS
from ..pictures import MIMETYPE


class JnAnswer(models.Model):
    """What a citizen said, as it was said (Art. 6, 7; decisions A4 to A8)."""

    _name = "jn.answer"
    _inherit = ["jn.append.only", "jn.in.field", "jn.in.period", "jn.growing"]
    _description = "Answer"
    _order = "answered_at desc, id desc"
    _period_moment = "answered_at"

    revisit_id = fields.Many2one("jn.revisit", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    matter_id = fields.Many2one("jn.matter", required=True, readonly=True, ondelete="restrict")
    is_first = fields.Boolean(readonly=True, string="To the first automatic revisit")
    level = fields.Integer(required=True, readonly=True, aggregator="avg")
    level_name = fields.Char(compute="_compute_level_name", string="Rating")
    kind = fields.Selection(ANSWER_KINDS, required=True, readonly=True)
    tag_ids = fields.Many2many("jn.answer.tag", readonly=True, string="Reasons")
    comment = fields.Text(readonly=True)
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    answered_at = fields.Datetime(required=True, readonly=True)
    picture_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "jn.answer")], readonly=True, string="Pictures"
    )
    entered_by_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", help="Who typed it in for the citizen (decision A8)."
    )

    came_along = fields.Boolean(
        compute="_compute_came_along", search="_search_came_along", string="Came with its case",
        help="It was given at another unit, and its case has come to one that the reader sees (decision D7).",
    )

    _unit_index = models.Index("(unit_id, id)")

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        return super().create(self._completed(vals_list))

    @api.model
    def _append(self, rows):
        return super()._append(self._completed(rows))

    @api.model
    def _completed(self, vals_list):
        """What an answer is about is kept with it: it never changes, and figures of millions need not look for it."""
        revisits = self.env["jn.revisit"].browse(vals["revisit_id"] for vals in vals_list)
        return [
            {**vals, "matter_id": revisit.case_id.matter_id.id, "is_first": revisit.kind == "auto" and revisit.round == 1}
            for vals, revisit in zip(vals_list, revisits, strict=True)
        ]

    def _tick(self, tags):
        """Keep the reasons that were ticked with this answer, which has just been appended."""
        if tags:
            self.env.cr.execute(SQL(
                "INSERT INTO jn_answer_jn_answer_tag_rel (jn_answer_id, jn_answer_tag_id) SELECT %s, unnest(%s)", self.id, tags.ids
            ))
            self.invalidate_recordset(["tag_ids"], flush=False)

    def _keep_pictures(self, pictures):
        """Keep a citizen's pictures with this answer: who may read it may see them, nobody else, and nobody edits them."""
        self.env["ir.attachment"].create([
            {"name": f"{number}.jpg", "raw": data, "mimetype": MIMETYPE, "res_model": self._name, "res_id": self.id}
            for number, data in enumerate(pictures, start=1)
        ])

    @api.depends("level")
    @api.depends_context("lang")
    def _compute_level_name(self):
        names = {row.level: row.name for row in self.env["jn.answer.level"].search([])}
        for answer in self:
            answer.level_name = names.get(answer.level) or str(answer.level)

    @api.depends("revisit_id.is_moved", "revisit_id.unit_id")
    @api.depends_context("uid")
    def _compute_came_along(self):
        mine = self.env.user.work_unit_ids
        for answer in self.sudo():  # whether a row may be seen cannot depend on seeing its case
            moved = answer.revisit_id.filtered("is_moved")
            self.browse(answer.id).came_along = answer.unit_id not in mine and moved.unit_id in mine if moved else False

    @api.model
    def _search_came_along(self, operator, value):
        """The record rule asks it: whoever gets a case must read what the citizen said. Few cases move, so their answers are named."""
        if operator != "in" or False in value:
            return NotImplemented
        mine = self.env.user.work_unit_ids.ids
        self.env["jn.revisit"].flush_model(["is_moved", "unit_id"])
        rows = self.env.execute_query(SQL(
            """SELECT answer.id FROM jn_revisit AS moved JOIN jn_answer AS answer ON answer.revisit_id = moved.id
               WHERE moved.is_moved AND moved.unit_id = ANY(%s) AND answer.unit_id <> ALL(%s)""", mine, mine,
        ))
        return Domain("id", "in", [row[0] for row in rows])

    def _latest_words(self):
        """The latest of these answers in one line: level, reasons, the citizen's own words."""
        latest = self.sorted("id")[-1:].with_prefetch(self._prefetch_ids)  # a slice alone would be read by itself
        return " · ".join(filter(None, [latest.level_name, *latest.tag_ids.mapped("name"), latest.comment]))
