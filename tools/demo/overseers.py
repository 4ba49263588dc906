"""The supervisors and leaders: checks, second persons, accountability, the leader's desk, spot checks."""

from . import fates

ATTEMPTS = 3


class Overseers:
    """Works off the lists of the supervision offices and of the leaders, everyone as themselves."""

    def __init__(self, world):
        self.world = world
        self.refused = set()

    def act(self):
        """Take every step that is due for one."""
        self._each("jn.verification", {"checking": self._check, "reviewing": self._review})
        self._each("jn.accountability", {"open": self._conclude_accountability})
        self._decide()

    def draw_spot_checks(self):
        """Let the city's supervisors look again at some closed cases (Art. 6, 15)."""
        world = self.world
        told = [case for case, fate in world.fates.items() if fate.spot]
        cases = world.env["jn.case"].search([("id", "in", told), ("stage_code", "=", "closed")], order="id")
        supervisor = world.person(world.units[world.places["city"]["code"]], "supervisor")
        for case in cases:
            check = world.acting(world.env["jn.spot.check"], supervisor).create({"case_id": case.id})
            result = world.fates[case.id].spot
            for _attempt in range(ATTEMPTS if result == "unreachable" else 1):
                check.record_result(result, world.text("spot", result))

    def watch(self):
        """Let the administrator try every warning rule on the weeks so far and switch it on (Art. 10)."""
        rules = self.world.env["jn.warning.rule"].search([("state", "!=", "on")])
        rules = self.world.acting(rules, self.world.env.ref("base.user_admin"))
        rules.try_on_history()
        rules.switch_on()

    def keep_scores(self, periods):
        """Score every scheme by each of the periods ([(first day, last day), …]); the last is still provisional."""
        world = self.world
        supervisor = world.person(world.units[world.places["city"]["code"]], "supervisor")
        schemes = world.env["jn.scheme"].search([])
        for number, (first, last) in enumerate(periods, start=1):
            rows = [{"scheme_id": scheme.id, "period_start": first, "period_end": last} for scheme in schemes]
            sheets = world.acting(world.env["jn.sheet"], supervisor).create(rows)
            sheets.compute()
            if number < len(periods):
                sheets.publish()

    def _each(self, model, steps):
        """Take the next step of each running record of that model."""
        for record in self.world.env[model].search([("concluded_at", "=", False)], order="id"):
            steps[record.stage_code](record, self.world.fates[record.case_id.id])

    def _check(self, check, fate):
        if fate.stands("checking", check.round) or not self.world.has_waited(check, "check"):
            return
        finding = fate.finding(check.round)
        if finding == "invalid" and check.id in self.refused:
            finding = "explained"
        rng, behaviour = self.world.rng, self.world.behaviour
        fault = "none" if finding in ("satisfied", "invalid") else fates.weighted(rng, behaviour["faults"])
        method = "visit" if rng.random() < behaviour["visits"] else "phone"
        person = self.world.acting(check, self.world.supervisor(check))
        person.conclude(finding, method, self.world.text("findings", finding), fault)

    def _review(self, check, fate):
        if fate.stands("reviewing") or not self.world.has_waited(check, "review"):
            return
        agrees = fate.review == "approved"
        if not agrees:
            self.refused.add(check.id)
        second = self.world.acting(check, self.world.supervisor(check, place=1))
        second.approve(agrees, self.world.text("review", fate.review))

    def _conclude_accountability(self, record, fate):
        if not fate.stands("accountability") and self.world.has_waited(record, "answerable"):
            person = self.world.person(record.unit_id.county_id, "supervisor")
            self.world.acting(record, person).conclude(self.world.text("accountability"))

    def _decide(self):
        """The city's leader decides what lies on the desk since before today."""
        leader = self.world.person(self.world.units[self.world.places["city"]["code"]], "leader")
        for case in self.world.env["jn.case"].search([("stage_code", "=", "leader_desk")], order="id"):
            fate = self.world.fates[case.id]
            if not fate.stands("leader_desk"):
                self.world.acting(case, leader).decide(fate.decision, self.world.text("decision", fate.decision))
