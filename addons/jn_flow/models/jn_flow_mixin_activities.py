from datetime import timedelta

from odoo import models

from odoo.addons.jn_rules.periods import day_of

TICK = timedelta(seconds=1)  # 24:00 belongs to the day that it ends


class JnFlowMixin(models.AbstractModel):
    """Activities that the process plans for those whose turn it is; they go when the record goes on."""

    _inherit = "jn.flow.mixin"

    def write(self, vals):
        begun = self._flow_may_have_activities(vals)
        written = super().write(vals)
        if "stage_id" in vals and begun:
            begun._flow_drop_activities(vals["stage_id"])
        elif begun:
            begun._flow_move_activities()
        return written

    def _flow_follow_unit(self):
        """What was planned for people whose turn it is no more, where these records are now, is planned for those whose it is."""
        super()._flow_follow_unit()
        if "activity_ids" in self._fields:
            for res_id, planned in self._flow_activities([]).grouped("res_id").items():
                record = self.browse(res_id)
                record._flow_pass_on(planned, record._flow_owners())

    def _flow_pass_on(self, planned, owners):
        """Let `owners` do what is planned for this record, and nobody else; where there are none all stays as it is."""
        for (kind, summary), same in planned.grouped(lambda one: (one.activity_type_id, one.summary)).items():
            others, lacking = same.filtered(lambda one: one.user_id not in owners), owners - same.user_id
            if others and lacking:
                self._flow_plan_as(kind, summary, lacking)
            if owners:
                others.unlink()

    def _flow_may_have_activities(self, vals):
        """Those of these records whose activities these values concern."""
        concerned = "activity_ids" in self._fields and not vals.keys().isdisjoint(("stage_id", self._flow_moments[0]))
        return self._flow_planned() if concerned else self.browse()

    def _flow_planned(self):
        """Those of these records that stand where something may be planned: not before the process has begun."""
        return self.filtered("stage_id")

    def _flow_plan(self, kind, summary, people=None):
        """Plan one activity for every owner of the stage where each record stands, or for `people`, until its next limit's day."""
        return self._flow_plan_as(self.env.ref(f"mail.mail_activity_data_{kind}"), summary, people)

    def _flow_plan_as(self, kind, summary, people=None):
        """The same of an activity type."""
        model_id = self.env["ir.model"]._get_id(self._name)
        rows = [
            {"res_model_id": model_id, "res_id": record.id, "user_id": user.id, "activity_type_id": kind.id, "summary": summary,
             "date_deadline": record._flow_due_day(), "jn_stage_id": record.stage_id.id, "automated": True}
            for record in self for user in people or record._flow_owners()
        ]
        # The process plans, whoever moved the record; the lists of those who work tell them, no e-mail.
        return self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(rows)

    def _flow_owners(self):
        """Return the people whose turn it is: those of the stage's roles, of a window's above where it has none fit (D5)."""
        place = self._flow_place()
        return self._flow_people(self._flow_actor_unit(), self.env["res.groups"].browse(place.group_ids if place else ()))

    def _flow_people(self, unit, groups):
        """Return the fit people of these roles in `unit`, deputies included, else in its hall, else in its county."""
        for place in (unit, unit.hall_id, unit.county_id):
            people = (place._holding(groups) | place._standing_in(groups)).filtered(self._flow_fits)
            if people:
                return people
        return self.env["res.users"]

    def _flow_fits(self, user):
        """Whether nothing about this record itself keeps this person from it."""
        return True

    def _flow_due_day(self):
        """The local day on which the next limit ends; today where none runs."""
        zone, due = self._flow_unit()._calendar().tz, self[self._flow_moments[0]]
        return day_of(due - TICK if due else self.env["jn.clock"]._now(), zone)

    def _flow_drop_activities(self, stage_id):
        """Take away what was planned for a stage that these records have left; what was done stays."""
        self._flow_activities([("jn_stage_id", "!=", stage_id)]).unlink()

    def _flow_move_activities(self):
        """What is planned ends with the limit, also when that was extended or computed anew."""
        for activity in self._flow_activities([]):
            activity.date_deadline = self.browse(activity.res_id)._flow_due_day()

    def _flow_activities(self, domain):
        """Return what the process has planned for these records and nobody has done yet."""
        planned = [("res_model", "=", self._name), ("res_id", "in", self.ids), ("jn_stage_id", "!=", False)]
        return self.env["mail.activity"].sudo().search([*planned, *domain])  # the process planned them
