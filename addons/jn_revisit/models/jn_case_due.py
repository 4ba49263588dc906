from odoo import api, fields, models
from odoo.tools import SQL

# What the engine writes on a record with time limits -> where a case keeps its own.
OWN = {"next_due_at": "own_due_at", "light_at": "own_light_at"}
WORKS = ("jn.revisit", "jn.rectification", "jn.verification")


class JnCaseDue(models.AbstractModel):
    """A case is due when its own time limit or that of any open work for it ends, whichever is first (Art. 7, 9)."""

    _name = "jn.case.due"
    _inherit = "jn.flow.mixin"
    _description = "Due with its open work"
    _flow_moments = ("own_due_at", "own_light_at")

    own_due_at = fields.Datetime(readonly=True, copy=False)
    own_light_at = fields.Datetime(readonly=True, copy=False)
    next_due_at = fields.Datetime(compute="_compute_due", store=True)
    light_at = fields.Datetime(compute="_compute_due", store=True)

    @api.depends(
        "own_due_at",
        "own_light_at",
        "revisit_ids.next_due_at",
        "revisit_ids.light_at",
        "rectification_ids.next_due_at",
        "rectification_ids.light_at",
        "verification_ids.next_due_at",
        "verification_ids.light_at",
    )
    def _compute_due(self):
        works = self._works_due()
        alike = {}
        for case in self:
            due, light = works.get(case.id, (None, None))
            alike.setdefault((_earlier(case.own_due_at, due), _earlier(case.own_light_at, light)), []).append(case.id)
        for (due, light), ids in alike.items():  # cases that are due together are told so together
            cases = self.browse(ids)
            cases.next_due_at, cases.light_at = due, light

    def _works_due(self):
        """Return {case id: (next_due_at, light_at)} of the cases that have open work; of new ones nothing need be asked."""
        new = self.filtered(lambda case: case._cache.get("create_date") == self.env.cr.now())  # of this transaction
        return {**(self - new)._works_stored(), **{case.id: case._works_begun() for case in new}}

    def _works_begun(self):
        """(next_due_at, light_at) of a case all of whose works this transaction has made."""
        works = self._due_works()
        return _earlier(*(work.next_due_at for work in works)), _earlier(*(work.light_at for work in works))

    def _works_stored(self):
        """Return {case id: (next_due_at, light_at)} of the cases that have open work, in one query."""
        if not self:
            return {}
        for model in WORKS:
            self.env[model].flush_model()
        works = SQL(" UNION ALL ").join(
            SQL(
                "SELECT case_id, next_due_at, light_at FROM %s WHERE case_id = ANY(%s) AND next_due_at IS NOT NULL",
                SQL.identifier(self.env[model]._table), self.ids,
            )
            for model in WORKS
        )
        rows = self.env.execute_query(SQL(
            "SELECT case_id, min(next_due_at), min(light_at) FROM (%s) AS work GROUP BY case_id", works
        ))
        return {case_id: moments for case_id, *moments in rows}

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_deadline_text(self):
        super()._compute_deadline_text()
        for case in self:
            texts = [case.deadline_text, *(work.deadline_text for work in case._due_works())]
            case.deadline_text = "\n".join(filter(None, texts))

    def write(self, vals):
        """Keep what the engine knows of the case's own limits beside what its works add."""
        return super().write(_own(vals))

    def _flow_show_moments(self, moments):
        """As `write`: the case's own."""
        super()._flow_show_moments({rid: _own(each) for rid, each in moments.items()})

    def _due_works(self):
        """The open work of one case that has a time limit."""
        works = [*self.revisit_ids, *self.rectification_ids, *self.verification_ids]
        return [work for work in works if work.next_due_at]


def _own(values):
    return {OWN.get(name, name): value for name, value in values.items()}


def _earlier(*moments):
    """The first of the moments that are there, False if none is."""
    return min(filter(None, moments), default=False)
