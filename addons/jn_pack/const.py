"""The fixed words of this room."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

LANGUAGES = ("en_US", "zh_CN")

KINDS = [
    ("integer", "Whole number"),
    ("decimal", "Decimal number"),
    ("boolean", "Yes or no"),
    ("choice", "Choice"),
    ("text", "Text"),
    ("time", "Time of day"),
    ("list", "List"),
]
FLOORS = [
    ("none", "Free"),
    ("min", "A county may only go higher"),
    ("max", "A county may only go lower"),
]
SCOPES = [("city", "Whole city only"), ("any", "Any unit")]

EXPECTED = {
    "integer": _lt("a whole number, 0 or more"),
    "decimal": _lt("a decimal number"),
    "boolean": _lt("yes or no"),
    "text": _lt("a text"),
    "time": _lt("a time of day such as 21:00"),
    "list": _lt("a list of values like [1, 2], of the same sort as the default"),
}

# as calendar.yaml writes the weekdays of jn.calendar.hour
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
