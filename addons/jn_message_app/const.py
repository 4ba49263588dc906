"""What the words of the app's server mean to us: {code: (state, error)}, see `Result`."""

CODES = {
    "accepted": ("sent", None),
    "delivered": ("delivered", None),
    "busy": ("retry", "not_sent"),
    "unknown": ("retry", "not_sent"),
    "no_account": ("failed", "no_channel"),
    "refused": ("failed", "refused"),
}
