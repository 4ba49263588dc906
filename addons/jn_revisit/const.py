"""Fixed words of the external contract; what they lead to is configured in the processes."""

REVISIT_KINDS = [("auto", "Automatic"), ("manual", "By hand"), ("spot", "Spot check")]
REVISIT_METHODS = [("message", "By message"), ("phone", "By phone")]
OUTCOMES = [
    ("satisfied", "Satisfied"),
    ("dissatisfied", "Dissatisfied"),
    ("defaulted", "Satisfied by default"),
    ("silent", "Silent"),
    ("undelivered", "Undelivered"),
]
CLOSE_REASONS = [
    ("satisfied", "Satisfied"),
    ("defaulted", "Satisfied by default"),
    ("undelivered", "Undelivered"),
    ("satisfied_after_rectification", "Satisfied after rectification"),
    ("verified_satisfied", "Found satisfied"),
    ("invalid", "Invalid complaint"),
    ("explained", "Explained"),
    ("decided", "Decided by the leader"),
]
RESULT_WORDS = "result_"  # before a close reason: the template with its sentence
BLOCKED_REASONS = [
    ("late", "Arrived too late"),
    ("no_number", "No number"),
    ("wrong_number", "No mobile number"),
    ("refused", "Contact refused"),
]
UNDELIVERED_REASONS = [
    *BLOCKED_REASONS,
    ("no_receipt", "No receipt"),
    ("not_sent", "Not sent by the system"),
    ("no_channel", "No channel"),
    ("failed", "Refused by the carrier"),
    ("not_reached", "Not reached by phone"),
]
# Why a message could not be delivered, as the reason of its revisit; a channel's refusal is not the citizen's.
UNDELIVERED_BY = {
    "no_number": "no_number",
    "no_receipt": "no_receipt",
    "not_sent": "not_sent",
    "no_channel": "no_channel",
    "opted_out": "refused",
    "not_reached": "not_reached",
}
# What no new number and no new attempt can mend.
BEYOND_REPAIR = ("late", "refused")
BY_STAFF = "phone"  # the rung of the ladder on which people call
ATTEMPTS = [
    ("not_reached", "Not reached"),
    ("told", "Told, no rating given"),
    ("refused", "Wants no contact"),
]
CHANNELS = [
    ("page", "Page"),
    ("sms", "SMS"),
    ("wechat", "WeChat"),
    ("app", "App"),
    ("phone", "Phone"),
    ("demo", "Demo phone"),
]
# An inbound text of these states has not been understood by anybody yet.
UNSORTED = ("received", "unmatched")
ANSWER_KINDS = [("answer", "Answer"), ("change", "Change"), ("late", "Late answer")]
RECTIFICATION_KINDS = [("first", "First"), ("again", "Again")]
YES_NO = [("yes", "Yes"), ("no", "No")]
METHODS = [("phone", "Phone"), ("visit", "Visit")]
BASES = [("talk", "Talked to the citizen"), ("attempts", "Not reached after enough attempts")]
FINDINGS = [
    ("satisfied", "Satisfied: closed"),
    ("invalid", "Invalid complaint"),
    ("explained", "Explained: closed"),
    ("untrue", "Report untrue: returned"),
    ("violation", "Violation: accountability"),
]
RETURNS = ("untrue", "violation")  # findings after which the window has to redo something
FAULTS = [("none", "None"), ("fault", "Fault"), ("violation", "Violation")]
DECISIONS = [("close", "Close"), ("return", "Return")]
OUTCOMES_OF_ACCOUNTABILITY = [
    ("unfounded", "Not confirmed"),
    ("admonished", "Admonished"),
    ("criticised", "Criticised in a bulletin"),
    ("punished", "Punished by the competent body"),
    ("other", "Otherwise"),
]
