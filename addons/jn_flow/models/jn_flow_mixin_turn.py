from odoo import SUPERUSER_ID, api, fields, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import MIGRATED


class JnFlowMixin(models.AbstractModel):
    """Whose turn it is: the records that wait for the reader, as field and as search, without a query per record."""

    _inherit = "jn.flow.mixin"

    my_turn = fields.Boolean(compute="_compute_my_turn", search="_search_my_turn", string="Waits for me")

    @api.depends("stage_id")
    @api.depends_context("uid")
    def _compute_my_turn(self):
        passed = self._turn_passed_on(self.ids)
        for record in self:
            holds = record._flow_holds(record.stage_id.sudo().group_ids)  # configuration is read for everybody
            record.my_turn = holds and record.id not in passed

    @api.model
    def _search_my_turn(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self._turn_domain() & Domain("id", "not in", self._turn_passed_on())
        return Domain.OR([mine] * (True in value) + [~mine] * (False in value))

    def _flow_holds(self, groups):
        """Whether the user is of one of these groups where the record is acted on, or stands in for one there (decision D5)."""
        user, unit = self.env.user, self._flow_actor_unit()
        return bool(unit and groups & user._groups_at(unit)) and self._flow_fits(user)

    @api.model
    def _turn_domain(self):
        """The records in a stage of the user's roles in units where they act, and those of whom they stand in for."""
        user = self.env.user
        domains = [
            Domain("stage_id", "in", stages.ids) & Domain("unit_id", "in", self._turn_units(level))
            for level, stages in self._turn_stages(user.all_group_ids.ids).items()
        ]
        for unit_id, group_ids in self.env["jn.role.holder"]._stood_in(user).items():
            stages = self._turn_stages(group_ids).get("unit", self.env["jn.flow.stage"])
            domains.append(Domain("stage_id", "in", stages.ids) & Domain("unit_id", "=", unit_id))
        return Domain.OR(domains)

    @api.model
    def _turn_stages(self, group_ids):
        """Return {level: the stages of this model's processes that people of these groups own}."""
        stages = self.env["jn.flow.stage"].sudo()  # configuration is read for everybody
        owned = stages.search([("group_ids", "in", group_ids), ("version_id.flow_id.model", "=", self._name)])
        return owned.grouped("level")

    @api.model
    def _turn_units(self, level):
        """Ids of the units whose records the user acts on in stages of this level (Art. 3, 4: level by level)."""
        return self._units_acted_for(level, self.env["jn.unit"].browse(self.env.user._own_sight_ids()))

    @api.model
    def _units_acted_for(self, level, seen):
        """Ids of the units whose records are acted on in stages of this level by whoever sees the units `seen`."""
        if level == "city":
            return seen.ids if "city" in seen.mapped("kind") else []
        if level == "county":
            return seen.filtered(lambda unit: unit.county_id in seen).ids
        return seen.ids

    @api.model
    def _turn_passed_on(self, ids=None):
        """Ids of the records, of all or of these, whose every next step is for another person: the user took the last one.

        As `_flow_last_actor`; few stand in such stages at any time.
        """
        stages = self._turn_second_stages()
        if not stages or ids == []:
            return []
        self.flush_model(["stage_id"])
        rows = self.env.execute_query(SQL(
            """SELECT record.id FROM %s AS record WHERE record.stage_id = ANY(%s) AND %s AND %s = (
                   SELECT user_id FROM jn_flow_passage WHERE res_model = %s AND res_id = record.id AND timer_id IS NULL
                   AND event IS DISTINCT FROM %s AND user_id <> %s ORDER BY entered_at DESC, id DESC LIMIT 1)""",
            SQL.identifier(self._table), list(stages), SQL("TRUE") if ids is None else SQL("record.id = ANY(%s)", ids), self.env.uid,
            self._name, MIGRATED, SUPERUSER_ID,
        ))
        return [record_id for [record_id] in rows]

    @api.model
    @tools.ormcache("self._name")
    def _turn_second_stages(self):
        """Ids of the stages of this model's processes that a person leaves only as somebody else than who led there."""
        moves = self.env["jn.flow.move"].sudo()  # configuration is read for everybody
        of_people = moves.search([("version_id.flow_id.model", "=", self._name), ("group_ids", "!=", False)])
        return tuple(
            stage.id for stage, leaving in of_people.grouped("from_stage_id").items() if stage and all(leaving.mapped("second_person"))
        )
