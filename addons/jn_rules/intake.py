"""Reads one case as a business system sends it (design, section 7)."""

from collections.abc import Mapping
from datetime import UTC, datetime

from .errors import RuleError

WORDS = ("source", "ref", "unit", "matter", "handler", "applicant_name", "phone", "result")
REQUIRED = ("source", "ref", "unit", "matter")
MOMENTS = ("accepted_at", "completed_at")


class IntakeError(RuleError):
    """A row that cannot be taken, with what to do about it."""

    sentences = {
        "not_a_row": "A case is an object with fields, not {found!r}.",
        "missing": "The field {field} is missing.",
        "not_text": "The field {field} is text, not {found!r}.",
        "not_moment": "{field} is no moment in ISO 8601: {found!r}.",
        "no_offset": "{field} {found} has no offset from UTC; write it like 2019-05-27T10:00:00+08:00.",
        "order": "The matter was completed ({completed_at}) before it was accepted ({accepted_at}).",
    }


def read_item(item: Mapping) -> dict:
    """Return the item's words (stripped, None where empty) and its moments (naive UTC, None where empty).

    >>> row = {"source": "hall", "ref": "A1", "unit": "w1", "matter": "m1", "accepted_at": "2019-05-27T10:00:00+08:00"}
    >>> read_item(row)["accepted_at"]
    datetime.datetime(2019, 5, 27, 2, 0)
    >>> read_item({**row, "accepted_at": "2019-05-27T10:00:00"})
    Traceback (most recent call last):
    ...
    jn_rules.intake.IntakeError: accepted_at 2019-05-27T10:00:00 has no offset from UTC; write it like 2019-05-27T10:00:00+08:00.
    """
    if not isinstance(item, Mapping):
        raise IntakeError("not_a_row", found=type(item).__name__)
    row = {name: _word(name, item.get(name)) for name in WORDS}
    for name in REQUIRED:
        if not row[name]:
            raise IntakeError("missing", field=name)
    row.update({name: _moment(name, item.get(name)) for name in MOMENTS})
    accepted, completed = row["accepted_at"], row["completed_at"]
    if accepted and completed and completed < accepted:
        raise IntakeError("order", accepted_at=item["accepted_at"], completed_at=item["completed_at"])
    return row


def _word(name, value):
    if value is None or value is False:
        return None
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        raise IntakeError("not_text", field=name, found=type(value).__name__)
    return value.replace("\x00", "").strip() or None


def _moment(name, value):
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise IntakeError("not_moment", field=name, found=value) from None
    if moment.tzinfo is None:
        raise IntakeError("no_offset", field=name, found=value)
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
