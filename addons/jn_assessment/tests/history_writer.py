"""Puts drawn histories into the database as the product itself would have kept them, each kind of fact in sets."""

BESIDE = ("manual", "spot")


class HistoryWriter:
    """`units` are records by the names that cases use; `typist` is a supervisor who types in answers."""

    def __init__(self, env, units, matter, typist):
        self.env, self.units, self.matter, self.typist = env, units, matter, typist
        self.goals = {}  # {case id: the unit that has it in the end}

    def keep(self, cases):
        """Write the facts in the order in which they came: rounds are counted, and units change, on the way. Returns the cases."""
        told = list(zip(self._cases(cases), cases, strict=True))
        self.goals = {row.id: self.units[case.unit] for row, case in told}
        asked = [(row, case.first) for row, case in told if case.first]
        self._type_in(asked, self._revisits(asked))
        for place, kind in enumerate(BESIDE):  # every other case by hand, every other in a spot check
            self._revisits([(row, one) for row, case in told[place::2] for one in case.beside], kind)
        self._levels(told, lambda facts, number: facts[:number])
        self._move(told)
        self._levels(told, lambda facts, number: facts[number:])
        return self.env["jn.case"].concat(*(row for row, _case in told))

    def _levels(self, told, part):
        """Write what followed the first question, of each case the part before or after it went elsewhere."""
        writers = {"reports": self._reports, "again": self._revisits, "checks": self._checks}
        for place, (name, write) in enumerate(writers.items()):
            facts = [(row, part(getattr(case, name), case.there[place])) for row, case in told]
            for wave in self._waves(facts):
                write(wave)

    def _waves(self, facts):
        """[[(row, fact)]]: the first of every case, then the second ones, for they are numbered as they come."""
        most = max(len(some) for _row, some in facts)
        return [[(row, some[place]) for row, some in facts if len(some) > place] for place in range(most)]

    def _cases(self, cases):
        common = {"source": "histories", "matter_id": self.matter.id}
        return self.env["jn.case"].create([
            {
                **common,
                "ref": f"H{number}",
                "unit_id": self.units[case.began_at or case.unit].id,
                "accepted_at": case.accepted,
                "completed_at": case.completed,
                "arrived_at": case.completed,
                "scored": bool(case.first),
            }
            for number, case in enumerate(cases)
        ])  # fmt: skip

    def _revisits(self, asked, kind="auto"):
        return self.env["jn.revisit"].create([
            {
                "case_id": row.id,
                "kind": kind,
                "outcome": revisit.outcome,
                "ended_at": revisit.ended,
                "answer_due_at": revisit.reply_until,
                "undelivered_reason": revisit.reason,
            }
            for row, revisit in asked
        ])  # fmt: skip

    def _type_in(self, asked, revisits):
        """Keep the answers that a supervisor typed in."""
        self.env["jn.answer"]._append([
            {
                "revisit_id": revisit.id,
                "case_id": row.id,
                "unit_id": row.unit_id.id,
                "level": 5 if told.outcome == "satisfied" else 1,
                "kind": "answer",
                "channel": "phone",
                "answered_at": told.ended,
                "entered_by_id": self.typist.id,
            }
            for (row, told), revisit in zip(asked, revisits, strict=True)
            if told.typed
        ])  # fmt: skip

    def _reports(self, owed):
        return self.env["jn.rectification"].create([
            {
                "case_id": row.id,
                "kind": report.kind,
                "report_due_at": report.due,
                "confirmed_at": report.confirmed,
                "stage_code": self._stage(report),
                "new_unit_id": report.passed_on and self.goals[row.id].id,
            }
            for row, report in owed
        ])  # fmt: skip

    def _stage(self, report):
        if report.passed_on:
            return "transferred"
        return "submitted" if report.confirmed else "lapsed"

    def _move(self, told):
        """Let cases go to the window that they belong to (decision D7)."""
        for name, unit in self.units.items():
            moved = [row.id for row, case in told if case.began_at not in ("", case.unit) and case.unit == name]
            self.env["jn.case"].browse(moved)._move_to_unit(unit)

    def _checks(self, checked):
        checks = self.env["jn.verification"].create([
            {"case_id": row.id, "due_at": check.due, "finding": check.finding, "concluded_at": check.concluded}
            for row, check in checked
        ])  # fmt: skip
        spotted = [row.id for row, (_case, check) in zip(checks, checked, strict=True) if check.after_spot]
        checks.browse(spotted).after_spot = True
