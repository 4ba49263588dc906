"""Fixed words of the analysis."""

NOW, BEFORE = "now", "before"
SPANS = [(NOW, "This period"), (BEFORE, "Period before")]
SPAN_KEY = "jn_span"  # the period asked for, in the context: [first day, last day]

SOURCES = [
    ("hand", "By hand"),
    ("pareto", "Causes in order"),
    ("similar", "Similar complaints"),
    ("warning", "Warning"),
]
RESULTS = [("done", "Carried out"), ("withdrawn", "Withdrawn")]
VERDICTS = [
    ("waiting", "Not carried out yet"),
    ("too_few", "Too few answers to tell"),
    ("better", "Better"),
    ("same", "No change beyond chance"),
    ("worse", "Worse"),
]
WAITING = "waiting"
CARRIED_OUT = "carried_out"  # the event by which the owner says so
# What is written by hand: while it is drafted, and while it is carried out.
SCOPE = ("scope_unit_id", "matter_id", "tag_id", "cause_id", "department_id", "channel", "period_start", "period_end")
DRAFT = ("name", "problem", "proposal", "unit_id", "owner_id", "due_on", *SCOPE, "source", "warning_id", "answer_ids")
REPORT = ("measures",)

# What the analysis for leaders may say.
PAPER_KINDS = [("jn.analysis.report", "An analysis for leaders")]
CAUSE = ("name", "number", "before", "share", "cumulative")
REPORT_ROWS = {
    **dict.fromkeys(("matters", "windows", "reasons", "causes"), CAUSE),
    "groups": ("size", "words", "matters", "units"),
    "suggestions": ("name", "unit", "person", "due_on", "stage", "measurement"),
}
REPORT_WORDS = (
    *("city", "place", "unit", "regulation", "period", "before_period", "author", "today", "answers", "bad", "share"),
    *("before_answers", "before_bad", "before_share", *REPORT_ROWS, "matter_chart"),
)
