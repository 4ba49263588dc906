"""Fixed words of the intake; what they lead to is configured."""

FIELDS = [
    ("source", "Source"),
    ("ref", "Case number"),
    ("unit", "Unit's code"),
    ("matter", "Matter's code"),
    ("matter_name", "Matter's name"),
    ("handler", "Staff code of who handled it"),
    ("applicant_name", "Applicant"),
    ("phone", "Phone"),
    ("accepted_at", "Accepted at"),
    ("completed_at", "Completed at"),
    ("result", "How it ended"),
]
MOMENTS = ("accepted_at", "completed_at")
VERDICTS = [
    ("created", "New"),
    ("updated", "Changed"),
    ("unchanged", "Known already"),
    ("rejected", "Rejected"),
]
KINDS = [("cases", "Cases")]
STATUSES = [("waiting", "Waiting"), *VERDICTS]
COUNTS = ("created_count", "updated_count", "unchanged_count", "rejected_count")
UPLOAD_STATES = [("draft", "File chosen"), ("checked", "Checked"), ("taking", "Being taken"), ("done", "Taken")]
SOURCE_KINDS = [("json2", "Interface (JSON-2)"), ("file", "Uploaded files"), ("table", "Exchange table")]
LIGHTS = [("green", "Sends"), ("red", "Silent"), ("trouble", "Trouble"), ("grey", "Never sent")]
# A workbook is packed; what unpacks to more than this many times its allowed size is no honest one.
UNPACKED_FACTOR = 25
MOST_COLUMNS = 100
# A workbook of so many bytes is unpacked while its owner waits for the check; a larger one when its rows are taken.
SMALL_BOOK = 2_000_000
# Only secrets of this name may go to a foreign database, whatever an administrator types.
SECRET_PREFIX = "table_"
CONNECT_SECONDS = 10
DELIVERY_DAYS = 30
REASON = "reason"  # the last column of rejected rows; no field of a file is called so
