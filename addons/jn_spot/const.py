"""Fixed words of spot checks."""

RESULTS = [("true", "True"), ("false", "False"), ("unreachable", "Not reached")]
CHECK_STATES = [("reserve", "Reserve"), ("open", "To call"), ("done", "Done")]
DRAW_STATES = [("calling", "Being called"), ("concluded", "Concluded")]
FINDING_STATES = [
    ("proposed", "Proposed"),
    ("objected", "Objected to"),
    ("upheld", "Upheld"),
    ("removed", "Removed"),
]
# The heading of a population's file: what anybody needs to draw the list again.
COLUMNS = ("case", "stratum", "first", "lots")
