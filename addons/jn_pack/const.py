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

# keys of the files as the plan shows them; other keys stand as they are
KEYS = {
    "amount": _lt("time limit"),
    "articles": _lt("articles"),
    "base": _lt("stands on"),
    "calendars": _lt("calendars"),
    "causes": _lt("causes"),
    "chapter": _lt("chapter"),
    "code": _lt("code"),
    "default": _lt("default"),
    "description": _lt("description"),
    "document_number": _lt("document number"),
    "effects": _lt("effects"),
    "formulas": _lt("formulas"),
    "hours": _lt("hours"),
    "help": _lt("help"),
    "indicators": _lt("indicators"),
    "issued_on": _lt("issued on"),
    "issuer": _lt("issuer"),
    "levels": _lt("levels"),
    "measures": _lt("measures"),
    "messages": _lt("messages"),
    "moves": _lt("moves"),
    "name": _lt("name"),
    "off": _lt("holidays"),
    "on": _lt("make-up working days"),
    "on_top": _lt("articles of the pack on top"),
    "options": _lt("options"),
    "roles": _lt("roles"),
    "schemes": _lt("schemes"),
    "settings": _lt("settings"),
    "stages": _lt("stages"),
    "tags": _lt("reasons"),
    "text": _lt("text"),
    "timers": _lt("timers"),
    "title": _lt("title"),
    "unit": _lt("unit"),
    "value": _lt("value"),
    "values": _lt("values"),
    "weight": _lt("weight"),
    "why": _lt("reason"),
    "words": _lt("words"),
    "years": _lt("loaded years"),
}

IMPORT_STATES = [
    ("choose", "Choose a file"),
    ("planned", "What would change"),
    ("nothing", "Nothing would change"),
    ("bad", "Mistakes found"),
    ("proposed", "Waits for approval"),
    ("done", "Applied"),
]

PROPOSAL_KINDS = [("apply", "Apply a pack"), ("end", "Take a pack out of force"), ("value", "Interpret a setting")]
PROPOSAL_STATES = [
    ("waiting", "Waits for approval"),
    ("done", "Approved and carried out"),
    ("refused", "Refused"),
    ("taken_back", "Taken back"),
]

STANDINGS = [
    ("in_force", "In force"),
    ("later", "Takes effect later"),
    ("bound", "The stricter value above it holds"),
    ("replaced", "Replaced"),
]
