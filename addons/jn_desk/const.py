"""Fixed words and technical limits of the desk."""

# What the counts on top choose: the domain behind each, over the search fields of every process.
SHOWS = {
    "today": [("due_today", "=", True)],
    "yellow": [("light", "=", "yellow")],
    "red": [("light", "=", "red")],
}
BACK = "back"
# So many lines of a list stand on the desk; its window shows all.
ROWS = 8
# The bus's word that something on the desk has changed.
CHANGED = "jn_desk.changed"
