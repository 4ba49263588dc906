"""What papers can be about, and the words that each kind of record gives them."""

LANGUAGE = "zh_CN"  # official papers are in the language of the office
JOIN = "、"  # between the members of a list in that language
KINDS = [
    ("jn.rectification", "A rectification"),
    ("jn.verification", "A check"),
    ("jn.accountability", "An accountability"),
]
# Placeholders of every paper; the lists at the end hold rows of the words in ROWS.
COMMON = (
    "applicant", "author", "case", "city", "completed_on", "county", "demand", "hall", "matter", "office", "phone", "place",
    "regulation", "today", "unit", "year", "answers", "calls", "follow_ups", "points", "reports",
)
PLACEHOLDERS = {
    "jn.rectification": (
        *COMMON, "basis", "call_until", "cause", "cause_kind", "chief", "confirmed_on", "measures", "missing", "next_call",
        "report_until", "result", "round", "script", "submitted_by", "submitted_on",
    ),
    "jn.verification": (*COMMON, "check_until", "fault", "finding", "found_by", "found_on", "method", "note", "report_until", "round"),
    "jn.accountability": (
        *COMMON, "days_open", "finding", "found_by", "found_on", "method", "note", "opened_on", "outcome", "receiver", "responsible",
        "result",
    ),
}
ROWS = {
    "answers": ("at", "comment", "level", "reasons"),
    "calls": ("at", "by", "method", "note", "reached"),
    "follow_ups": ("at", "called", "solved"),
    "points": ("done", "text"),
    "reports": ("cause", "confirmed_on", "measures", "result", "round", "submitted_by", "submitted_on", "unit"),
}
TEST_STATES = [("sent", "On its way"), ("delivered", "Arrived"), ("failed", "Did not arrive")]
TEST_ANSWERS = [("right", "The number is right"), ("wrong", "The number is wrong")]
