"""The fixed words of demo phones."""

BEHAVIOURS = [
    ("delivered", "Gets messages at once"),
    ("silent", "Handed over, no receipt"),
    ("unknown", "This number does not exist"),
]
DIRECTIONS = [("in", "Got"), ("out", "Sent")]
