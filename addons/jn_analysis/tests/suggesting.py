"""The world of suggestions: people who make them, carry them out and accept them; answers of any day."""

from datetime import timedelta

from .common import AnalysisCase

PROBLEM = {"name": "Queues", "problem": "People wait for hours.", "proposal": "Open a second window at noon."}
MADE = "2026-09-10 10:00"


class SuggestionCase(AnalysisCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls.users["chief_representative"]

    def suggest(self, role="supervisor", **values):
        """A suggestion for window A, drafted by this person."""
        self.env.flush_all()
        row = {**PROBLEM, "unit_id": self.window_a.id, "owner_id": self.chief.id, "due_on": "2026-09-30",
               "scope_unit_id": self.county.id, **values}  # fmt: skip
        return self.as_user(role)["jn.suggestion"].create(row)

    def issued(self, **values):
        suggestion = self.suggest(**values)
        suggestion.action_flow_press("issued")
        return suggestion

    def carried_out(self, **values):
        suggestion = self.issued(**values)
        self.by("chief_representative", suggestion).measures = "A second window is open."
        self.by("chief_representative", suggestion).action_flow_press("carried_out")
        return suggestion

    def ask(self, number, level, day, **values):
        """So many answers of matters completed on that day at noon."""
        return self.say(number, level, when=self.at(f"{day} 12:00") + timedelta(days=1), **values)
