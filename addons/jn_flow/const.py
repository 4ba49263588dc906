"""Fixed words of the engine: what a stage, a timer's end or a deadline can be."""

STAGE_KINDS = [("start", "Start"), ("work", "Work"), ("wait", "Waiting"), ("end", "End")]
STAGE_LEVELS = [("unit", "The unit itself"), ("county", "Its county"), ("city", "The city")]
VERSION_STATES = [("draft", "Draft"), ("published", "Published"), ("retired", "Retired")]
# How far a version has come; the first four are steps of a draft.
VERSION_PHASES = [
    ("draft", "Draft"),
    ("validated", "Checked"),
    ("compared", "Compared"),
    ("submitted", "Waits for approval"),
    ("published", "Published"),
    ("retired", "Retired"),
]
PHASE_MARKS = ("validated_at", "compared_at", "submitted_at")  # what a draft has passed; any change takes it back
FINDING_LEVELS = [("error", "Must be mended"), ("warning", "Please consider")]
MIGRATION_POLICIES = [
    ("keep", "Keep the deadlines as they are"),
    ("recompute", "Compute them anew by the new version"),
    ("earlier", "Whichever is earlier, for the citizen"),
]
MIGRATION_STATES = [("draft", "In preparation"), ("running", "Under way"), ("done", "Finished")]
TIMER_UNITS = [
    ("natural_hours", "natural hours"),
    ("working_hours", "working hours"),
    ("natural_days", "natural days"),
    ("working_days", "working days"),
]
TIMER_ROLLS = [
    ("none", "Stays where it falls"),
    ("next_working_day", "Moves to the next working day"),
    ("short_hours", "Moves when too few working hours lie inside"),
]
TIMER_ENDS = [("event", "Raise an event"), ("light", "Turn the light red"), ("right", "A right lapses")]
DEADLINE_STATES = [
    ("running", "Running"),
    ("paused", "Paused"),
    ("met", "Met"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
    ("extended", "Extended"),
]
ORIGINAL_STATES = [("met", "Met"), ("missed", "Missed")]
EXTENSION_STATES = [("asked", "Asked for"), ("granted", "Granted"), ("refused", "Refused")]
LIGHTS = [("green", "In time"), ("yellow", "Due soon"), ("red", "Overdue")]
EFFECT_STATES = [
    ("jn_raise", "Raise an event on a related record"),
    ("jn_open", "Open a child record"),
    ("jn_set", "Write fixed values on the record"),
    ("jn_stamp", "Write the present moment on the record"),
    ("jn_do", "Carry out a verb of the record"),
    ("jn_activity", "Plan an activity for the owners of the stage"),
]
# Kinds of server actions of Odoo that an administrator may hang on a move beside our own; the others need a system administrator.
HARMLESS_STATES = ("mail_post", "next_activity", "object_create")
ACTIVITY_KINDS = [("todo", "To do"), ("call", "Call"), ("meeting", "Meeting")]
STARTED = "started"  # the event of the moves that lead from nowhere into the process
MIGRATED = "migrated"  # the event of a passage to another version of the process
