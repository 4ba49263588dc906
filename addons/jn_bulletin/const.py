"""Fixed words of reports and bulletins."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# the four parts that Art. 15 asks a quarterly report for, in its order
PARTS = ("basic", "analysis", "problems", "proposals")
REPORT_PARTS = [
    ("basic", "Basic situation"),
    ("analysis", "Analysis of the data"),
    ("problems", "Problems"),
    ("proposals", "Next steps"),
]
BULLETIN_PARTS = ("overview", "red_items", "demands")
SENTENCE_PARTS = [
    *REPORT_PARTS,
    ("overview", "Bulletin: overview"),
    ("red_items", "Bulletin: red items"),
    ("demands", "Bulletin: demands"),
]
# what a county does with a report when it is ready: in time, or late
HAND_INS = ("submitted", "handed_in_late")
GOOD, POOR, MISSING = "good", "poor", "missing"
GRADES = [(GOOD, "Good"), (POOR, "Of poor quality"), (MISSING, "Not reported")]
# the kinds of deduction that Art. 15 names, as the pack has them
KIND_MISSING, KIND_POOR, KIND_UNTRUE = "report_missing", "report_poor", "spot_false"
DRAFTED, EDITED, SUBMITTED = "drafted", "edited", "submitted"
VERSION_KINDS = [(DRAFTED, "Drafted by the system"), (EDITED, "Edited"), (SUBMITTED, "Handed in")]
# lists whose rows a sentence may be said of, one line each
LISTS = [
    ("indicators", "Indicators"),
    ("windows", "Windows with bad answers"),
    ("matters", "Matters with bad answers"),
    ("reasons", "Reasons that citizens ticked"),
    ("causes", "Causes that windows found"),
    ("best", "The best units of each sheet"),
    ("worst", "The last units of each sheet"),
    ("rising", "Units that rose"),
    ("falling", "Units that fell"),
    ("red", "Red items"),
]
DRAFT, ISSUED = "draft", "issued"
BULLETIN_STATES = [(DRAFT, "Draft"), (ISSUED, "Issued")]
# what makes a red item of a bulletin
RED_KINDS = {
    "deduction": _lt("Points deducted"),
    "standard": _lt("Below the standard"),
    "drop": _lt("Fell by many places"),
    "accountability": _lt("Accountability without conclusion"),
}
# the scheme by which counties are assessed (Art. 15)
COUNTY = "county"
PAPER_KINDS = [("jn.quarterly.report", "A quarterly report"), ("jn.bulletin", "A bulletin")]
# what a report's Word file may ask for
REPORT_WORDS = (
    "county", "city", "regulation", "year", "quarter", "period", "data_until", "score", "rank", "ranked", "before_score",
    *PARTS, "signed_by", "signed_on", "due_on", "grade", "grade_note", "author", "today", "digest",
    "indicators", "matters", "reasons", "windows", "score_chart", "window_chart", "reason_chart",
)
REPORT_ROWS = {
    **{part: ("line",) for part in PARTS},
    "indicators": ("before_rate", "denominator", "lost", "moved", "name", "numerator", "rate", "score", "weight"),
    **{name: ("name", "number", "share") for name in ("matters", "reasons", "windows")},
}
BULLETIN_WORDS = (
    "title", "number", "city", "regulation", "period", "year", "quarter", *BULLETIN_PARTS, "issued_by", "issued_on", "digest",
    "author", "today", "units", "sheets", "best", "worst", "red", "score_chart",
)
BULLETIN_ROWS = {
    **{part: ("line",) for part in BULLETIN_PARTS},
    "sheets": ("digest", "name", "rows"),
    "best": ("group", "rank", "score", "sheet", "unit"),
    "worst": ("group", "rank", "score", "sheet", "unit"),
    "red": ("kind", "unit", "words"),
}
RANKING_WORDS = ("before_rank", "before_score", "coverage", "deducted", "group", "moved_rank", "moved_score", "rank", "score", "unit")
