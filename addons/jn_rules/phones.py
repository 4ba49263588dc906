"""Whether a number can receive a message (Art. 13)."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from . import const

REGION = "CN"
HOME = phonenumbers.country_code_for_region(REGION)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Phone:
    """A number in E.164 (None if there is none), whether it is a mobile, and if not, why.

    `reason` is `empty`, `invalid` or `not_mobile`; the last also stands for numbers of other
    countries.
    """

    e164: str | None
    ok: bool
    reason: str | None = None


def check(number: str | None) -> Phone:
    """Read a number as it was typed at the counter.

    >>> check("138 0537 0001")
    Phone(e164='+8613805370001', ok=True, reason=None)
    >>> check("0537-2967600")
    Phone(e164='+865372967600', ok=False, reason='not_mobile')
    >>> check("12345").reason, check(" ").reason
    ('invalid', 'empty')
    """
    text = (number or "").strip()
    if not text:
        return Phone(None, False, const.PHONE_EMPTY)
    try:
        parsed = phonenumbers.parse(text, REGION)
    except NumberParseException:
        return Phone(None, False, const.PHONE_INVALID)
    kind = phonenumbers.number_type(parsed)  # unknown is what is not valid
    if kind == PhoneNumberType.UNKNOWN:
        return Phone(None, False, const.PHONE_INVALID)
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if kind == PhoneNumberType.MOBILE and parsed.country_code == HOME:
        return Phone(e164, True)
    return Phone(e164, False, const.PHONE_NOT_MOBILE)


def masked(data, name: str | None = None):
    """Return data as they were sent with every mobile number in them masked, and whatever stands in a field `phone`.

    >>> masked({"ref": "A1", "phone": 12345, "note": ["tel 13805370001", None]})
    {'ref': 'A1', 'phone': '*****', 'note': ['tel 138****0001', None]}
    """
    if isinstance(data, dict):
        return {key: masked(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [masked(value, name) for value in data]
    if name == "phone" and data not in (None, False):
        return mask(str(data))
    if isinstance(data, str) or (isinstance(data, int) and MOBILE.fullmatch(str(data))):
        return MOBILE.sub(lambda found: mask(found.group()), str(data))
    return data


def mask(number: str | None) -> str:
    """Hide the middle of a number from those who need not call it.

    >>> mask("13805370001"), mask("12345"), mask(None)
    ('138****0001', '*****', '')
    """
    text = (number or "").strip()
    if len(text) < 8:
        return "*" * len(text)
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
