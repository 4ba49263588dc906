"""Fixed word lists and technical limits of the organisation."""

UNIT_KINDS = [
    ("city", "City"),
    ("county", "County"),
    ("hall", "Hall"),
    ("window", "Window"),
    ("office", "Office"),
    ("department", "Sending department"),
]

# role -> label; the group of a role is jn_org.group_<role>
ROLES = [
    ("window_clerk", "Window clerk"),
    ("liaison", "Liaison"),
    ("chief_representative", "Chief representative"),
    ("supervisor", "Supervisor"),
    ("business_office", "Business office"),
    ("leader", "Leader"),
    ("intake", "Intake"),
    ("administrator", "Administrator"),
]

# Those who name a deputy for their leave themselves (decision D5).
LEAVE_ROLES = [
    ("liaison", "Liaison"),
    ("chief_representative", "Chief representative"),
    ("supervisor", "Supervisor"),
    ("leader", "Leader"),
]

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]

DAY_KINDS = [("off", "Holiday"), ("on", "Make-up working day")]

DEFAULT_CALENDAR = "default"
# A calendar of one's own names its zone; this one serves databases that have none at all.
FALLBACK_TZ = "Asia/Shanghai"

MAX_ADVANCE_HOURS = 24 * 400
SWEEP_BATCH = 500
# Minutes after which work that waits for a sweep is late, until a regulation says otherwise; sweeps run every minute.
SWEEP_YELLOW = 2
SWEEP_RED = 5
# Roles that every window needs (Art. 4, decision D5).
NEEDED_ROLES = ("liaison", "chief_representative")
# Administrators see every unit, machines bring cases of any; in every other role a person without a unit sees and does nothing.
ROLES_WITHOUT_UNIT = ("administrator", "intake")
# Tries for one batch before concurrency or a defect is reported instead of repeated.
SWEEP_TRIES = 5
FAULT_TRIES = 3
# More batches than this at one moment mean that a sweep never becomes quiet.
MAX_BATCHES_PER_MOMENT = 20_000
