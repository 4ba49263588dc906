"""Fixed words of the exports; what they lead to is configured."""

GROUP = "base.group_allow_export"
PREFIX = "jn."
READER = "jn.export.reader"  # the model that reads the rows of lists
STATES = [
    ("gathering", "Rows are being gathered"),
    ("ready", "Ready"),
    ("stopped", "Stopped"),
    ("failed", "Failed"),
    ("expired", "No longer kept"),
]
RECORD_KINDS = [("direct", "Exported at once"), ("made", "File made"), ("fetched", "File downloaded")]
# What a column of a workbook can hold, by type of field; all else has no cell.
KINDS = {
    **dict.fromkeys(["char", "text", "html", "boolean", "selection", "many2one", "one2many", "many2many", "reference"], "text"),
    **dict.fromkeys(["integer", "float", "monetary", "many2one_reference"], "number"),
    "date": "date",
    "datetime": "moment",
}
MOST_STEPS = 4  # of a path through records
MOST_COLUMNS = 200
MOST_NAME = 100  # characters of what a list is called
JOIN = ", "
FETCH_URL = "/jn/export/%s.xlsx"
