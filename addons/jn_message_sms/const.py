"""Providers of SMS, and what their words mean to us: {code: (state, error)}, see `Result`."""

PROVIDERS = ("aliyun", "gateway")
# What an account must say in its settings.
NEEDED = {"aliyun": ("sign_name", "template_code"), "gateway": ()}
# A code that is in no table: try again, in the end go on with the next rung.
UNKNOWN = ("retry", "not_sent")

ALIYUN = {
    "OK": ("sent", None),
    "isv.BUSINESS_LIMIT_CONTROL": ("retry", "not_sent"),
    "isv.DAY_LIMIT_CONTROL": ("retry", "not_sent"),
    "isv.AMOUNT_NOT_ENOUGH": ("retry", "not_sent"),
    "isv.OUT_OF_SERVICE": ("retry", "not_sent"),
    "isp.SYSTEM_ERROR": ("retry", "not_sent"),
    "Throttling.User": ("retry", "not_sent"),
    "isv.MOBILE_NUMBER_ILLEGAL": ("failed", "no_number"),
    "isv.MOBILE_IN_BLACK": ("failed", "refused"),
    "isv.BLACK_KEY_CONTROL_LIMIT": ("failed", "refused"),
    "isv.SMS_SIGNATURE_ILLEGAL": ("failed", "refused"),
    "isv.SMS_TEMPLATE_ILLEGAL": ("failed", "refused"),
    "isv.TEMPLATE_MISSING_PARAMETERS": ("failed", "refused"),
    "isv.TEMPLATE_PARAMS_ILLEGAL": ("failed", "refused"),
    "isv.PARAM_LENGTH_LIMIT": ("failed", "refused"),
    "isv.INVALID_PARAMETERS": ("failed", "refused"),
}
GATEWAY = {
    "accepted": ("sent", None),
    "delivered": ("delivered", None),
    "busy": ("retry", "not_sent"),
    "no_number": ("failed", "no_number"),
    "refused": ("failed", "refused"),
}
