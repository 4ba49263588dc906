"""What the words of the app's server mean to us: {code: (state, error)}, see `Result`."""

# A code that is not in the table: try again, in the end go on with the next rung.
UNKNOWN = ("retry", "not_sent")

CODES = {
    "accepted": ("sent", None),
    "delivered": ("delivered", None),
    "busy": ("retry", "not_sent"),
    "no_account": ("failed", "no_channel"),
    "refused": ("failed", "refused"),
}
