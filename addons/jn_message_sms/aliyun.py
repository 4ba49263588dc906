"""Aliyun's SMS service through its official SDK; it knows neither models nor database."""

import json
from collections import Counter
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import QuerySendDetailsRequest, SendBatchSmsRequest, SendSmsRequest
from alibabacloud_tea_openapi.models import Config
from darabonba.runtime import RuntimeOptions
from Tea.exceptions import TeaException

from odoo.addons.jn_message import wire

# Milliseconds; what fails is tried again by the outbox, not by the SDK.
RUNTIME = RuntimeOptions(autoretry=False, connect_timeout=3000, read_timeout=10000)
REPLY = ("sequence_id", "phone_number", "content")
MOST_NUMBERS = 100  # that Aliyun takes in one call
MOST_DETAILS = 50  # that it shows on a page; nobody gets more texts a day


class Text(NamedTuple):
    """One text: `id` is the caller's and stays here, by `key` it is found again at Aliyun if it goes alone."""

    id: int
    key: str
    number: str
    template: str
    params: dict


def client(endpoint, key_id, key_secret):
    """Return a client for an endpoint such as https://dysmsapi.aliyuncs.com."""
    address, keys = urlsplit(endpoint), {"access_key_id": key_id, "access_key_secret": key_secret}
    return Client(Config(endpoint=address.netloc, protocol=address.scheme.upper(), **keys))


def send(service, sign_name, texts, claim, singly=()):
    """Send texts, up to 100 of one template in a call; return {id: (code, number of the receipt or None)}.

    `claim` is the batches' number at Aliyun. A batch refused with a code of `singly` is sent text by text, so
    that one bad number does not hold up the others. The code is Aliyun's own, or one of `wire`: other texts
    have left already, so nothing is raised.
    """
    parcels = _parcels(texts)
    results = _send_parcels(service, sign_name, parcels, claim)
    bad = [[text] for parcel in parcels if len(parcel) > 1 for text in parcel if results[text.id][0] in singly]
    return {**results, **_send_parcels(service, sign_name, bad, claim)}


def details(service, number, days, receipt=None):
    """Return [(our number, status, code)] of the texts that a number got on some days, None without an answer.

    receipt: only those of one call, by the number of its receipt. Status 1: no receipt, 2: failed, 3: delivered.
    """
    found = []
    for day in days:
        asked = {"phone_number": number, "send_date": day.strftime("%Y%m%d"), "biz_id": receipt}
        question = QuerySendDetailsRequest(**asked, page_size=MOST_DETAILS, current_page=1)
        code, answer = _call(service.query_send_details_with_options, question)
        if code != "OK":
            return None
        rows = getattr(answer.sms_send_detail_dtos, "sms_send_detail_dto", None) or ()
        found += [(row.out_id, row.send_status, row.err_code) for row in rows]
    return found


def replies(body):
    """Return [(Aliyun's number, sender, text)] of a pushed body of replies (SmsUp); raises ValueError.

    Receipts (SmsReport), which may be pushed to the same address, bring nothing.
    """
    try:
        return [tuple(str(row[name]) for name in REPLY) for row in json.loads(body) if "content" in row]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("The body holds no replies.") from error


def _parcels(texts):
    """The texts by what goes in one call: one template, each number once, so that details say which text they mean."""
    times = Counter((text.template, text.number) for text in texts)
    parcels, together = [], {}
    for text in texts:
        if times[text.template, text.number] > 1:
            parcels.append([text])
        else:
            together.setdefault(text.template, []).append(text)
    for group in together.values():
        parcels += [group[start : start + MOST_NUMBERS] for start in range(0, len(group), MOST_NUMBERS)]
    return parcels


def _send_parcels(service, sign_name, parcels, claim):
    answers = wire.at_once(lambda parcel: _send_parcel(service, sign_name, parcel, claim), parcels)
    return {text.id: answer for parcel, answer in zip(parcels, answers, strict=True) for text in parcel}


def _send_parcel(service, sign_name, parcel, claim):
    if len(parcel) == 1:
        code, answer = _call(service.send_sms_with_options, _single(sign_name, *parcel))
    else:
        code, answer = _call(service.send_batch_sms_with_options, _batch(sign_name, parcel, claim))
    return code, getattr(answer, "biz_id", None)


def _single(sign_name, text):
    common = {"sign_name": sign_name, "template_code": text.template, "template_param": _json(text.params)}
    return SendSmsRequest(phone_numbers=text.number, out_id=text.key, **common)


def _batch(sign_name, texts, claim):
    numbers, params = [text.number for text in texts], [text.params for text in texts]
    lists = {"phone_number_json": numbers, "sign_name_json": [sign_name] * len(texts), "template_param_json": params}
    common = {"template_code": texts[0].template, "out_id": claim}
    return SendBatchSmsRequest(**{name: _json(row) for name, row in lists.items()}, **common)


def _call(verb, question):
    """Return (code, body) of a call; the body is None where there is none."""
    try:
        body = verb(question, RUNTIME).body
    except (TeaException, OSError, ValueError, RuntimeError, AttributeError, TypeError) as error:
        return getattr(error, "code", None) or wire.trouble(error), None
    return (body.code or wire.UNCLEAR, body) if body else (wire.UNCLEAR, None)


_json = partial(json.dumps, ensure_ascii=False)
