"""Fixed words of the analysis."""

NOW, BEFORE = "now", "before"
SPANS = [(NOW, "This period"), (BEFORE, "Period before")]
SPAN_KEY = "jn_span"  # the period asked for, in the context: [first day, last day]
