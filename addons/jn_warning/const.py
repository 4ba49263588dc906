"""The fixed words of this room."""

from odoo.addons.jn_rules import alarms

LEVELS = [("county", "County"), ("window", "Window"), ("hall", "Hall")]
INDICATOR, RATE, NUMBER = "indicator", "rate", "number"
METRICS = [(INDICATOR, "Indicator of the assessment"), (RATE, "Rate of two formulas"), (NUMBER, "Number by a formula")]
WINDOWS = [(alarms.ROLLING, "The last days"), (alarms.QUARTER, "The quarter so far")]
DIRECTIONS = [(alarms.BELOW, "Below"), (alarms.ABOVE, "Above")]
YELLOW, RED = "yellow", "red"
LIGHTS = [(YELLOW, "Yellow"), (RED, "Red")]

DRAFT, TRIED, ON = "draft", "tried", "on"
RULE_STATES = [(DRAFT, "Draft"), (TRIED, "Tried on history"), (ON, "On")]
# What a trial is about: whoever changes one of these has to try the rule again.
FORM = (
    "level", "metric", "scheme_code", "indicator_code", "numerator", "denominator",
    "window", "days", "direction", "threshold", "min_sample", "only_unusual", "cool_down_days",
)  # fmt: skip

OPEN, RECOVERED, CLOSED, WITHDRAWN = "open", "recovered", "closed", "withdrawn"
STATES = [(OPEN, "Open"), (RECOVERED, "Recovered by itself"), (CLOSED, "Closed by its owner"), (WITHDRAWN, "Rule switched off")]

# A trial looks at so many days at the most: a longer one would read years of facts for one answer.
MOST_TRIAL_DAYS = 184
MOST_DAYS = 366
# PostgreSQL's limit of columns in one statement is 1664.
MOST_COLUMNS = 1600
# The template of the message to a unit's liaison.
TEMPLATE = "warning"
