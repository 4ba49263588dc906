"""Fixed words of the roster; which headings mean them is configured."""

KINDS = [("units", "Units"), ("people", "People"), ("matters", "Matters")]
DOORS = {"units": "jn.roster.unit", "people": "jn.roster.person", "matters": "jn.roster.matter"}
FIELDS = [
    ("code", "Code"),
    ("name", "Name"),
    ("kind", "Kind of unit"),
    ("parent", "Code of the unit above"),
    ("department", "Code of the sending department"),
    ("go_live_on", "Live from"),
    ("login", "Login"),
    ("staff_code", "Staff code"),
    ("units", "Codes of the units worked for"),
    ("roles", "Roles"),
]
# Between several codes or roles in one cell.
SEPARATORS = "、，,;； "
PASSWORD_BYTES = 9
