"""What the city makes of complaints: suggestions to the windows with most of them, one in each stage, and an analysis for its leaders."""

STEPS = (("issued", "carried_out", "accepted"), ("issued", "carried_out"), ("issued",), ())


class Suggesting:
    """The city's supervisors look at the causes in order and tell windows what to do (Art. 10)."""

    def __init__(self, world):
        self.world = world
        self.city = world.units[world.places["city"]["code"]]

    def suggest(self):
        """Make a suggestion to each of the windows with most bad answers; the first is carried out and accepted, the last a draft."""
        supervisor = self.world.person(self.city, "supervisor")
        pareto = self.world.acting(self.world.env["jn.analysis.pareto"], supervisor)
        rows = [row for row in pareto.page("unit_id", "this_year")["rows"] if self._chief(row["id"])]
        for row, steps in zip(rows, STEPS, strict=False):
            form = pareto.suggest("unit_id", row["id"], "this_year")["context"]
            given = {name.removeprefix("default_"): value for name, value in form.items()}
            words = {"name": self.world.text("suggestion", "name", window=row["name"]), "proposal": self.world.text("suggestion", "proposal")}
            suggestion = self.world.acting(self.world.env["jn.suggestion"], supervisor).create(
                {**given, **words, "owner_id": self._chief(row["id"]).id}
            )
            for step in steps:
                self._take(suggestion, step)

    def analyse(self):
        """The city's leader has the quarter analysed."""
        self.world.acting(self.world.env["jn.analysis.report"], self.world.person(self.city, "leader")).make("this_quarter")

    def _chief(self, unit_id):
        """The chief representative who works at the window."""
        unit = self.world.env["jn.unit"].browse(unit_id)
        return unit._holding(self.world.env.ref("jn_org.group_chief_representative"))[:1]

    def _take(self, suggestion, step):
        """One step of its way, by whoever has it."""
        if step == "carried_out":
            own = self.world.acting(suggestion, suggestion.owner_id)
            own.measures = self.world.text("suggestion", "measures")
            own.action_flow_press(step)
        else:
            suggestion.action_flow_press(step)
