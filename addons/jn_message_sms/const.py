"""What the words of SMS providers mean to us: {code: (state, error)}, see `Result`."""

RETRY, REFUSED = ("retry", "not_sent"), ("failed", "refused")
# What an account's settings look like, and what they must say, by provider.
EXAMPLE = {"provider": "aliyun", "sign_name": "", "template_code": "SMS_"}
NEEDED = {"aliyun": ("sign_name", "template_code"), "gateway": ()}

# Refusals by Aliyun that may be the fault of one text in a batch.
ALIYUN_SINGLY = {
    "isv.BUSINESS_LIMIT_CONTROL": RETRY,
    "isv.MOBILE_NUMBER_ILLEGAL": ("failed", "no_number"),
    **dict.fromkeys(("isv.MOBILE_IN_BLACK", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.SMS_CONTENT_ILLEGAL"), REFUSED),
    **dict.fromkeys(("isv.TEMPLATE_MISSING_PARAMETERS", "isv.TEMPLATE_PARAMS_ILLEGAL"), REFUSED),
    **dict.fromkeys(("isv.PARAM_LENGTH_LIMIT", "isv.INVALID_PARAMETERS"), REFUSED),
}
ALIYUN = {
    **ALIYUN_SINGLY,
    "OK": ("sent", None),
    # The call was cut off: asking first, for Aliyun does not know a call from its repetition.
    "unclear": ("unknown", None),
    "isv.SMS_SIGNATURE_ILLEGAL": REFUSED,
    "isv.SMS_TEMPLATE_ILLEGAL": REFUSED,
}
# The status in Aliyun's details of a text.
ALIYUN_STATUS = {1: ("sent", None), 2: REFUSED, 3: ("delivered", None)}
# What Aliyun wants to hear; else it brings the same replies again.
ALIYUN_TAKEN = '{"code": 0, "msg": "OK"}'
# Aliyun reckons days in its own time.
ALIYUN_ZONE = "Asia/Shanghai"

GATEWAY = {
    "accepted": ("sent", None),
    "delivered": ("delivered", None),
    "busy": RETRY,
    "no_number": ("failed", "no_number"),
    "refused": REFUSED,
}
