"""What the words of SMS providers mean to us: {code: (state, error)}, see `Result`."""

RETRY, REFUSED = ("retry", "not_sent"), ("failed", "refused")
# What an account's settings look like, and what they must say, by provider.
EXAMPLE = {"provider": "aliyun", "sign_name": "", "template_code": "SMS_"}
NEEDED = {"aliyun": ("sign_name", "template_code"), "gateway": ()}

# Refusals by Aliyun that may be the fault of one text in a batch.
ALIYUN_SINGLY = {
    "isv.BUSINESS_LIMIT_CONTROL": RETRY,
    "isv.MOBILE_NUMBER_ILLEGAL": ("failed", "no_number"),
    "isv.MOBILE_IN_BLACK": REFUSED,
    "isv.BLACK_KEY_CONTROL_LIMIT": REFUSED,
    "isv.SMS_CONTENT_ILLEGAL": REFUSED,
    "isv.TEMPLATE_MISSING_PARAMETERS": REFUSED,
    "isv.TEMPLATE_PARAMS_ILLEGAL": REFUSED,
    "isv.PARAM_LENGTH_LIMIT": REFUSED,
    "isv.INVALID_PARAMETERS": REFUSED,
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
# Aliyun reckons days in its own time.
ALIYUN_ZONE = "Asia/Shanghai"

GATEWAY = {
    "accepted": ("sent", None),
    "delivered": ("delivered", None),
    "busy": RETRY,
    "no_number": ("failed", "no_number"),
    "refused": REFUSED,
}
