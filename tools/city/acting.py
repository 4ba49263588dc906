"""Lets people act on a case through the engine's public verbs, and time go by between their acts."""

from odoo.addons.jn_org.journey import Journey

WORK_OF = {
    "liaison_id": "rectification_ids",
    "chief_id": "rectification_ids",
    "supervisor_id": "verification_ids",
    "supervisor2_id": "verification_ids",
}


class Watched(Journey):
    """A journey that calls `seen(moment)` wherever it has stopped and all has settled."""

    def __init__(self, env, seen):
        super().__init__(env)
        self.seen = seen

    def _settle(self, moment):
        later = super()._settle(moment)
        self.env.invalidate_all()
        self.seen(moment)
        return later


def travel(env, moment, target, seen):
    """Let time go by from `moment` to `target`."""
    with env["jn.clock"]._frozen(moment):
        Watched(env, seen).go((target - moment).total_seconds() / 3600)
    env.invalidate_all()


class Actors:
    """The people around one case: who does what, by the words of a cast {word: value}."""

    def __init__(self, env, case, cast):
        self.env, self.case, self.cast = env, case, cast

    def do(self, verb, values):
        """Carry out one act at the clock's moment."""
        getattr(self, f"_{verb}")(**values)
        self.env.flush_all()
        self.env.invalidate_all()

    def _as(self, word, record=None):
        record = self.case[WORK_OF[word]].sorted("id")[-1:] if record is None else record
        return record.with_user(self.cast[word]).with_context(lang="zh_CN", tz="Asia/Shanghai")

    def _answer(self, level):
        revisit = self.case.revisit_ids.sorted("id")[-1:]
        bad = level == "bad"
        tags = self.env["jn.answer.tag"].browse(self.cast["tag_id"]).mapped("code") if bad else []
        revisit._answer(self.cast[level], tags, self.cast["complaint"] if bad else None, "page")

    def _answer_app(self, level):
        revisit = self.case.revisit_ids.sorted("id")[-1:].with_user(self.cast["intake_id"])
        revisit.answer(self.cast[level], [], None, "app")

    def _call(self, reached):
        self._as("liaison_id").log_call(reached, self.cast["talk" if reached else "miss"], "phone")

    def _report(self):
        self._as("liaison_id").submit_report(self.cast["cause"], self.cast["measures"], self.cast["result"])

    def _confirm(self, ok):
        self._as("chief_id").confirm(ok, None if ok else self.cast["refusal"])

    def _conclude(self, finding):
        self._as("supervisor_id").conclude(finding, "phone", self.cast["found"], "none")

    def _approve(self, ok):
        self._as("supervisor2_id").approve(ok, self.cast["agreed"])

    def _account(self):
        self._as("supervisor_id", self.case.accountability_ids.sorted("id")[-1:]).conclude(self.cast["concluded"])

    def _decide(self, decision):
        self._as("city_leader_id", self.case).decide(decision, self.cast["decided"])

