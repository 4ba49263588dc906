"""What a person or a unit would leave behind."""

from odoo.addons.jn_org.const import NEEDED_ROLES

# role -> the work that waits for it
WORK = {**dict.fromkeys(NEEDED_ROLES, "jn.rectification"), "supervisor": "jn.verification"}


class Duties:
    """The open work that hangs on one person; asked of the database in a fixed number of queries."""

    def __init__(self, user):
        self.user = user
        self.env = user.env(su=True)  # what would be left behind does not depend on who asks

    def terms(self):
        """Terms of roles, as holder or deputy, that have not ended."""
        today = self.env["jn.role.holder"]._today()
        mine = ["|", ("user_id", "=", self.user.id), ("deputy_id", "=", self.user.id)]
        return self.env["jn.role.holder"].search([*mine, "|", ("end_on", "=", False), ("end_on", ">=", today)])

    def activities(self):
        """Odoo's activities that are planned for the person."""
        return self.env["mail.activity"].search([("user_id", "=", self.user.id)])

    def orphaned(self):
        """Return {role: open work of units where nobody else holds the role}."""
        found = {}
        for role, model in WORK.items():
            places = self._places_without_another(role)
            below = self.env["jn.unit"].search([("id", "child_of", places.ids)]) if places else places
            work = self.env[model].search([("unit_id", "in", below.ids), ("ended_at", "=", False)]) if below else None
            if work:
                found[role] = work
        return found

    def _places_without_another(self, role):
        """The person's units in which no other active person holds this role of theirs."""
        group = f"jn_org.group_{role}"
        user = self.user.sudo()  # others' groups are not readable
        if not user.has_group(group):
            return user.unit_ids.browse()
        return user.unit_ids.filtered(lambda unit: not set(unit._holders(group).ids) - {user.id})

    def lines(self):
        """All of it in words, a line each; empty if nothing hangs on the person."""
        env = self.user.env
        roles = dict(self.env["jn.role.holder"].with_env(self.user.env)._fields["role"]._description_selection(self.user.env))
        lines = [
            env._("%(role)s: %(count)s open matters that nobody else in the unit looks after", role=roles[role], count=len(work))
            for role, work in self.orphaned().items()
        ]
        if terms := self.terms():
            units = "、".join(terms.unit_id.mapped("display_name"))
            lines.append(env._("Terms as holder or deputy of a role in: %(units)s", units=units))
        if activities := self.activities():
            lines.append(env._("%(count)s planned activities", count=len(activities)))
        return lines


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
            *([env._("People who work nowhere else: %(people)s", people="、".join(people.mapped("name")))] if people else []),
        ]
