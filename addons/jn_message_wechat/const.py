"""What WeChat's words mean to us: {code: (state, error)}, see `Result`."""

# Where no endpoint is given.
BASE = "https://api.weixin.qq.com/cgi-bin/"
# What an account must say in its settings. A message that names hall, matter, date and the hall's number is not taken for fraud.
EXAMPLE = {
    "appid": "wx", "template_id": "", "data": {"thing1": "hall", "thing2": "matter", "time3": "date", "phone_number4": "phone"},
}
# Characters that WeChat allows in a field of a template, by how the field's name begins.
LONGEST = {"thing": 20, "phrase": 5, "character_string": 32, "phone_number": 17}
# A QR code whose scene begins so binds the phone number that follows to whoever scans it.
BIND = "bind:"
# What WeChat wants to hear; else it calls again and tells the citizen that the account is out of order.
THANKS = "success"
# Seconds in which WeChat brings again, twice, what it thinks unanswered; what comes again later is somebody's replay.
AGAIN = 15
# WeChat takes a message's key only once, for ten minutes; a minute of that is left for the way.
TAKEN_ONCE_MINUTES = 9

REFUSED, UNREACHABLE = ("failed", "refused"), ("failed", "no_channel")
CODES = {
    "0": ("sent", None),
    # The call was cut off: sent again only while WeChat knows a message from its repetition.
    "unclear": ("unknown", None),
    **dict.fromkeys(("no_account", "40003", "43004"), UNREACHABLE),
    **dict.fromkeys(("40037", "43101", "47003"), REFUSED),
}
# The event TEMPLATESENDJOBFINISH, blanks left out.
RECEIPTS = {"success": ("delivered", None), "failed:userblock": REFUSED, "failed:systemfailed": ("failed", "not_sent")}
# Kinds of calls and who takes them.
TAKERS = {
    "templatesendjobfinish": "_take_receipt",
    "subscribe_scan": "_take_scan",
    "scan": "_take_scan",
    "unsubscribe": "_take_farewell",
    "click": "_take_click",
    "text": "_take_text",
}
