"""The fixed words that the rules and the rooms above share."""

# Units of a time limit; a limit never goes without its unit (decision B4).
NATURAL_HOURS = "natural_hours"
WORKING_HOURS = "working_hours"
NATURAL_DAYS = "natural_days"
WORKING_DAYS = "working_days"
UNITS = (NATURAL_HOURS, WORKING_HOURS, NATURAL_DAYS, WORKING_DAYS)
DAY_UNITS = (NATURAL_DAYS, WORKING_DAYS)

# What happens to a deadline that falls on a day off.
ROLL_NONE = "none"
ROLL_NEXT_WORKING_DAY = "next_working_day"
ROLL_SHORT_HOURS = "short_hours"
ROLLS = (ROLL_NONE, ROLL_NEXT_WORKING_DAY, ROLL_SHORT_HOURS)

GREEN = "green"
YELLOW = "yellow"
RED = "red"

# The answer scale of the external contract: 1 is the worst, LEVELS the best.
LEVELS = 5

# How far a revisit has come when an answer arrives.
OPEN = "open"
ANSWERED = "answered"
DEFAULTED = "defaulted"
SILENT = "silent"
UNDELIVERED = "undelivered"
ANSWER_STATES = (OPEN, ANSWERED, DEFAULTED, SILENT, UNDELIVERED)

# What an answer is to its revisit, and why it may be refused.
KIND_ANSWER = "answer"
KIND_CHANGE = "change"
KIND_LATE = "late"
REFUSED_LEVEL = "level"
REFUSED_USED = "used"
REFUSED_EXPIRED = "expired"

# Whether a better answer counts after a bad one (decision A5).
BETTER_NEVER = "never"
BETTER_LAST = "last"

# The verbs an answer raises; the flows of a pack refer to these names.
ANSWERED_SATISFIED = "answered_satisfied"
ANSWERED_DISSATISFIED = "answered_dissatisfied"
LATE_SATISFIED = "late_satisfied"
LATE_DISSATISFIED = "late_dissatisfied"
ANSWER_EVENTS = (
    ANSWERED_SATISFIED,
    ANSWERED_DISSATISFIED,
    LATE_SATISFIED,
    LATE_DISSATISFIED,
)

# On what a report may rest (decision D6).
BASIS_TALK = "talk"
BASIS_ATTEMPTS = "attempts"

# Why a phone number is not usable.
PHONE_EMPTY = "empty"
PHONE_INVALID = "invalid"
PHONE_NOT_MOBILE = "not_mobile"
