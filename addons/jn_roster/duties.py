"""What a person or a unit would leave behind."""

from odoo.fields import Domain

from odoo.addons.jn_org.const import NEEDED_ROLES, ROLES

# role -> the work that it looks after from its beginning to its end, in whatever stage it stands
WORK = {**dict.fromkeys(NEEDED_ROLES, "jn.rectification"), "supervisor": "jn.verification"}


def processes(env):
    """The models whose records go through a process at a unit."""
    names = sorted(env.registry.descendants(["jn.flow.mixin"], "_inherit"))
    return [env[name] for name in names if not env[name]._abstract and "unit_id" in env[name]._fields]


class Duties:
    """The open work that hangs on one person, who may leave with others; asked of the database in a fixed number of queries."""

    def __init__(self, user, leaving=None):
        self.user = user
        self.leaving = set((leaving or user).ids)
        self.env = user.env(su=True)  # what would be left behind does not depend on who asks

    def terms(self):
        """Terms of roles, as holder or deputy, that have not ended."""
        today = self.env["jn.role.holder"]._today()
        mine = ["|", ("user_id", "=", self.user.id), ("deputy_id", "=", self.user.id)]
        return self.env["jn.role.holder"].search([*mine, "|", ("end_on", "=", False), ("end_on", ">=", today)])

    def activities(self):
        """Odoo's activities that are planned for nobody else: where the process told several people, the others go on."""
        mine = self.env["mail.activity"].search([("user_id", "=", self.user.id)])
        others = self.env["mail.activity"].search(
            [("jn_stage_id", "in", mine.jn_stage_id.ids), ("res_id", "in", mine.mapped("res_id")),
             ("user_id", "not in", list(self.leaving)), ("user_id.active", "=", True)]
        )  # fmt: skip
        told = set(map(_plan, others))
        return mine.filtered(lambda activity: _plan(activity) not in told)

    def orphaned(self):
        """Return {role: the open matters of units where nobody else holds the role}, a case and its work being one matter."""
        found = {role: self._matters(role) for role, _label in ROLES}
        return {role: matters for role, matters in found.items() if matters}

    def _matters(self, role):
        """Return {(model, id)} of what waits for a role where nobody else holds it."""
        places = self._places_without_another(role)
        below = self.env["jn.unit"].search([("id", "child_of", places.ids)]) if places else places
        found = [model.search(self._waits_for(role, model, below)) for model in processes(self.env)] if below else []
        matters = [records.case_id if "case_id" in records._fields else records for records in found]
        return {(records._name, id_) for records in matters for id_ in records.ids}

    def _waits_for(self, role, model, below):
        """The records of a process that stand in a stage of this role, at its level, or that it looks after throughout."""
        stages = model._turn_stages(self.env.ref(f"jn_org.group_{role}").ids)
        waiting = Domain.OR(
            Domain("stage_id", "in", owned.ids) & Domain("unit_id", "in", model._units_acted_for(level, below))
            for level, owned in stages.items()
        )
        if WORK.get(role) == model._name:
            waiting |= Domain("unit_id", "in", below.ids) & Domain(model._flow_ended, "=", False)
        return waiting

    def charged(self):
        """Open work of which the person is the one in charge, a recordset for each model that names one."""
        found = [
            model.search([(model._flow_person, "=", self.user.id), (model._flow_ended, "=", False)])
            for model in processes(self.env) if model._flow_person
        ]
        return [records for records in found if records]

    def _places_without_another(self, role):
        """The person's units in which no other active person holds this role of theirs."""
        group = f"jn_org.group_{role}"
        user = self.user.sudo()  # others' groups are not readable
        if not user.has_group(group):
            return user.unit_ids.browse()
        return user.unit_ids.filtered(lambda unit: not set(unit._holders(group).ids) - self.leaving)

    def lines(self):
        """All of it in words, a line each; empty if nothing hangs on the person."""
        env = self.user.env
        roles = dict(self.env["jn.role.holder"].with_env(self.user.env)._fields["role"]._description_selection(self.user.env))
        lines = [
            env._("%(role)s: %(count)s open matters that nobody else in the unit looks after", role=roles[role], count=len(work))
            for role, work in self.orphaned().items()
        ]
        lines += [env._("In charge of: %(work)s", work=counted(env, records)) for records in self.charged()]
        if terms := self.terms():
            units = "、".join(terms.unit_id.mapped("display_name"))
            lines.append(env._("Terms as holder or deputy of a role in: %(units)s", units=units))
        if activities := self.activities():
            lines.append(env._("%(count)s planned activities", count=len(activities)))
        return lines


def counted(env, records):
    """What these records are called, and how many there are."""
    name = env["ir.model"].sudo()._get(records._name).name  # what a model is called is no secret
    return f"{name} ({len(records)})"


def _plan(activity):
    """What of an activity is the same for all whom the process told the same."""
    return activity.jn_stage_id, activity.res_model, activity.res_id, activity.summary


class UnitDuties:
    """What is open at one unit, and who works nowhere else."""

    def __init__(self, unit):
        self.unit = unit
        self.env = unit.env(su=True)  # what would be left behind does not depend on who asks

    def cases(self):
        """Open cases of the unit."""
        return self.env["jn.case"].search([("unit_id", "=", self.unit.id), ("closed_at", "=", False)])

    def works(self):
        """Open rectifications of the unit."""
        return self.env["jn.rectification"].search([("unit_id", "=", self.unit.id), ("ended_at", "=", False)])

    def staying(self):
        """Open suggestions, reports and notices: what a unit owes in its own name, which no other can do for it."""
        found = [
            model.search([("unit_id", "in", self.unit.ids), (model._flow_ended, "=", False)])
            for model in processes(self.env) if model._flow_ended and model._name != "jn.case" and "case_id" not in model._fields
        ]
        return [records for records in found if records]

    def people(self):
        """Active people who work for no other active unit."""
        units = self.unit.sudo()  # who works where is not everybody's
        return units.user_ids.filtered(lambda user: user.unit_ids.filtered("active") == units)

    def lines(self):
        """All of it in words, a line each; empty if nothing hangs on the unit."""
        env = self.unit.env
        works, cases, people = self.works(), self.cases(), self.people()
        others = cases - works.case_id
        return [
            *([env._("%(count)s items to repair: they are assigned to the other window", count=len(works))] if works else []),
            *([env._("%(count)s other open cases: they go on there", count=len(others))] if others else []),
            *(env._("%(work)s: it ends here before the unit closes", work=counted(env, records)) for records in self.staying()),
            *([env._("People who work nowhere else: %(people)s", people="、".join(people.mapped("name")))] if people else []),
        ]
