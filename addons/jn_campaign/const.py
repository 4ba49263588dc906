"""Fixed words of campaigns."""

METHODS = [("message", "By message"), ("phone", "By phone")]
STATES = [("draft", "Draft"), ("running", "Running"), ("closed", "Closed")]
CALL_STATES = [
    ("asked", "Asked"),
    ("delivered", "Delivered"),
    ("to_call", "To call"),
    ("answered", "Answered"),
    ("failed", "Not reached"),
]
