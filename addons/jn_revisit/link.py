"""The citizen's link: an HMAC over one revisit, with a key that is neither in the database nor readable by staff."""

import base64
import hashlib
import hmac

from odoo.tools import consteq

MOST_DIGITS = 18  # of a revisit's id
SIZE = 16  # bytes of the HMAC that travel in the link: 128 bits


def token(revisit):
    """Return the token of a revisit, e.g. '42.mZ…'; the expiry is a column of the revisit."""
    return f"{revisit.id}.{_mac(revisit.env, revisit.id)}"


def url(revisit):
    """Return the absolute address of the citizen's page."""
    return f"{_address(revisit.env)}{token(revisit)}"


def sample_url(record):
    """Return an address as long as that of a revisit about `record`, which opens nothing."""
    mac = base64.urlsafe_b64encode(bytes(SIZE)).rstrip(b"=").decode()
    return f"{_address(record.env)}{record.id}.{mac}"


def _address(env):
    base = env["ir.config_parameter"].sudo().get_param("web.base.url")  # the public address, for everybody
    return f"{base}/jn/r/"


def read(env, text):
    """Return the revisit of a token, as superuser, or an empty recordset if it was not made by us."""
    revisits = env["jn.revisit"].sudo()  # a citizen has no login; the HMAC is what lets them in
    return revisits.browse(number(env, text) or []).exists()


def number(env, text):
    """Return the number of the revisit that a token was made for, None if it was not made by us."""
    return int(text.partition(".")[0]) if is_ours(env, text) else None


def is_ours(env, text):
    """Whether a token was made by us; no table is read for that."""
    number, _dot, mac = (text or "").partition(".")
    well_formed = number.isascii() and number.isdecimal() and mac.isascii() and len(number) <= MOST_DIGITS
    return well_formed and consteq(mac, _mac(env, int(number)))


def _mac(env, number):
    key = env["jn.secret"]._key("link_key").encode()
    text = f"{env.cr.dbname}/jn.revisit/{number}".encode()
    return base64.urlsafe_b64encode(hmac.new(key, text, hashlib.sha256).digest()[:SIZE]).rstrip(b"=").decode()
