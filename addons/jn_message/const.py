"""The fixed words of messages, and what a channel answers."""

from typing import NamedTuple

DIRECTIONS = [("out", "Sent to a citizen"), ("in", "Received from a citizen")]
STATES = [
    ("queued", "Queued"),
    ("bundled", "In one message with others"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("delivered", "Delivered"),
    ("failed", "Failed"),
    ("withdrawn", "No longer needed"),
    ("received", "Received"),
    ("read", "Understood"),
    ("unmatched", "Not understood"),
]
# What people do about what no channel could deliver.
REPAIRS = [
    ("number", "Number corrected"),
    ("again", "Sent again"),
    ("unreachable", "Marked unreachable"),
]
# Why a citizen's text was not taken as an answer.
PUZZLES = [
    ("unclear", "Words that say no rating"),
    ("unknown_number", "This number was asked nothing"),
    ("several", "Several questions are open"),
    ("not_listed", "No such number in the list"),
    ("used", "Rated and changed already"),
    ("over", "The time for rating is over"),
]
ERRORS = [
    ("no_number", "No usable number"),
    ("no_channel", "No channel to send by"),
    ("refused", "Refused by the channel"),
    ("no_receipt", "No receipt"),
    ("not_sent", "Could not be sent"),
    ("opted_out", "The citizen wants no messages"),
    ("not_reached", "Not reached by phone"),
]

# What a template may name; the record that a message is about gives the words.
PLACEHOLDERS = ("applicant", "date", "hall", "lines", "matter", "number", "phone", "result", "signature", "unit", "url")
# Those of them that no stored text may contain: they are filled when a message leaves the house.
SECRETS = ("url", "applicant")
# What stands for a citizen's name where words are looked at and measured: as long as most names.
NAMELESS = "○○○"
CITIZEN_LANGUAGE = "zh_CN"
# Numbers of this country are shown without it.
HOME_CODE = "+86"


# Where a channel's own word is in no table of ours: try again, in the end go on with the next rung.
UNKNOWN = ("retry", "not_sent")


class Result(NamedTuple):
    """What became of one message.

    `state` is sent, delivered, failed or retry; again if it may be repeated at once; unknown if
    only a later question to the provider can tell; stuck if only a person can. `external_id` is the channel's own number for it, `error`
    a code of `ERRORS`, `detail` the channel's own words.
    """

    state: str
    external_id: str | None = None
    error: str | None = None
    detail: str | None = None

    @classmethod
    def of(cls, words, code, external_id=None):
        """Read a channel's own word `code` by its table {code: (state, error)}."""
        state, error = words.get(code, UNKNOWN)
        return cls(state, external_id, error, None if state in ("sent", "delivered") else code)
