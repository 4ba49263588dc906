"""The windows' staff: calls, reports, confirmations, objections, numbers put right."""

from datetime import timedelta

ATTEMPTS = {"unreachable": 3}
HOURS_BETWEEN_ATTEMPTS = 12


class Staff:
    """Works off the windows' lists, everyone as themselves."""

    def __init__(self, world):
        self.world = world
        self.refused = set()

    def act(self):
        """Take the next step of every rectification that is due for one."""
        steps = {
            "calling": self._call,
            "reporting": self._report,
            "confirming": self._confirm,
            "objecting": self._judge,
        }
        for work in self.world.env["jn.rectification"].search([("ended_at", "=", False)], order="id"):
            fate = self.world.fates[work.case_id.id]
            if not fate.stands(work.stage_code, work.round):
                steps[work.stage_code](work, fate)

    def repair_numbers(self):
        """Put right the numbers that clerks could find out."""
        cases = self.world.env["jn.case"].search([("close_reason", "=", "undelivered"), ("phone_problem", "!=", False)])
        for case in cases:
            clerk = self.world.person(case.unit_id, "window_clerk")
            if self.world.fates[case.id].repaired and not case.is_too_late:
                digits = self.world.rng.randint(0, 99999999)
                self.world.acting(case, clerk).action_repair_phone(f"137{digits:08}")

    def _by(self, work, role):
        return self.world.acting(work, self.world.person(work.unit_id, role))

    def _call(self, work, fate):
        if fate.window == "absent" or not self.world.has_waited(work, "call"):
            return
        if fate.window == "objects" and work.round == 1:
            return self._object(work)
        self._log(work, reached=fate.window not in ATTEMPTS)
        if not fate.stands("reporting", work.round):
            self._report(work, fate)

    def _object(self, work):
        if self.world.now <= work.object_until:
            self._by(work, "liaison").object_assignment(self.world.text("objection"))
        else:
            self._log(work, reached=True)

    def _judge(self, work, fate):
        """Decide an objection, at the county's supervision."""
        county = work.unit_id.county_id
        judge = self.world.acting(work, self.world.person(county, "supervisor"))
        others = work.unit_id.hall_id.child_ids - work.unit_id
        if fate.uphold:
            judge.decide_objection(True, self.world.text("upheld"), others[0].code)
        else:
            judge.decide_objection(False, self.world.text("rejected"))

    def _log(self, work, reached):
        method = "visit" if reached and self.world.rng.random() < self.world.behaviour["visits"] else "phone"
        words = self.world.text("call", "reached" if reached else "missed")
        self._by(work, "liaison").log_call(reached, words, method)

    def _report(self, work, fate):
        if not self._has_talked(work, fate) or not self.world.has_waited(work, "report"):
            return
        words = {part: self.world.text("report", part) for part in ("cause", "measures", "result")}
        codes = self.world.texts["report"]["codes"]
        kind = next((code for part, code in codes.items() if part in words["cause"]), None)
        self._by(work, "liaison").submit_report(**words, cause_code=kind)
        if not fate.stands("confirming", work.round):
            self._confirm(work, fate)

    def _has_talked(self, work, fate):
        """Whether the citizen was spoken to or tried often enough; tries once more if it is time."""
        calls = work.call_ids.sorted("id")
        if any(calls.mapped("reached")) or len(calls) >= ATTEMPTS.get(fate.window, 1):
            return True
        if self.world.now - calls[-1].at >= timedelta(hours=HOURS_BETWEEN_ATTEMPTS):
            self._log(work, reached=False)
        return False

    def _confirm(self, work, fate):
        if not self.world.has_waited(work, "confirm"):
            return
        chief = self._by(work, "chief_representative")
        if fate.window == "careless" and work.id not in self.refused:
            self.refused.add(work.id)
            chief.confirm(ok=False, note=self.world.text("confirm", "refused"))
        else:
            chief.confirm()
