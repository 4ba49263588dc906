"""What WeChat's words mean to us: {code: (state, error)}, see `Result`."""

# Where no endpoint is given.
BASE = "https://api.weixin.qq.com/cgi-bin/"
# What an account must say in its settings.
NEEDED = ("appid", "template_id", "data")
# Characters that WeChat allows in a field of a template, by how the field's name begins.
LONGEST = {"thing": 20, "phrase": 5, "character_string": 32}
# A QR code whose scene begins so binds the phone number that follows to whoever scans it.
BIND = "bind:"

# A code that is not in the table: try again, in the end go on with the next rung.
UNKNOWN = ("retry", "not_sent")
CODES = {
    "0": ("sent", None),
    "-1": ("retry", "not_sent"),
    "45009": ("retry", "not_sent"),
    "45011": ("retry", "not_sent"),
    "no_account": ("failed", "no_channel"),
    "40003": ("failed", "no_channel"),
    "43004": ("failed", "no_channel"),
    "43101": ("failed", "refused"),
    "40037": ("failed", "refused"),
    "47003": ("failed", "refused"),
}
# The event TEMPLATESENDJOBFINISH, blanks left out.
RECEIPTS = {
    "success": ("delivered", None),
    "failed:userblock": ("failed", "refused"),
    "failed:systemfailed": ("failed", "not_sent"),
}
# Kinds of calls and who takes them.
TAKERS = {
    "templatesendjobfinish": "_take_receipt",
    "subscribe_scan": "_take_scan",
    "scan": "_take_scan",
    "unsubscribe": "_take_farewell",
    "click": "_take_click",
    "text": "_take_text",
}
