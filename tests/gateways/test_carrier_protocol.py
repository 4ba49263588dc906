"""Our signed protocol before a server that was written from its README."""

import json
from datetime import timedelta

import pytest
import requests

from odoo.addons.jn_message import signed
from odoo.addons.jn_message.tests.common import MORNING

from .carrier_server import Carrier
from .server import CUT_AFTER, GARBAGE, HOLD, Answer

ROWS = [{"id": f"k{place}", "number": f"+861380000000{place}", "text": "您好"} for place in (1, 2)]


@pytest.fixture
def server():
    with Carrier(MORNING) as running:
        yield running


def hand_over(server, rows=ROWS, key=None, now=MORNING):
    return signed.hand_over(server.url, key or server.key, rows, now)


def test_a_batch_is_signed_so_that_another_implementation_accepts_it(server):
    assert hand_over(server) == {"k1": ("accepted", "carrier-1"), "k2": ("accepted", "carrier-2")}
    assert server.rows["k1"]["text"] == "您好"


def test_the_same_id_reaches_the_phone_once(server):
    first = hand_over(server)
    assert hand_over(server) == first
    assert set(server.sent.values()) == {1}


def test_each_call_has_a_nonce_of_its_own(server):
    hand_over(server)
    hand_over(server)
    assert len(server.nonces) == 2


@pytest.mark.parametrize("wrong", [{"key": "another key"}, {"now": MORNING - timedelta(seconds=301)}])
def test_a_wrong_key_and_a_wrong_clock_are_refused_by_the_server(server, wrong):
    with pytest.raises(requests.HTTPError):
        hand_over(server, **wrong)
    assert not server.sent


@pytest.mark.parametrize(
    "fate",
    [
        CUT_AFTER,
        GARBAGE,
        Answer({"results": "none"}),
        Answer([]),
        Answer({"results": [{"id": "k1"}]}),
        Answer(raw=b"\xff\xfe"),
        Answer(status=302, data={}),
    ],
)
def test_an_answer_without_sense_is_an_error_that_the_channel_knows(server, fate):
    server.script.append(fate)
    with pytest.raises((OSError, ValueError)):
        hand_over(server)


def test_a_server_that_does_not_answer_in_time_is_given_up(server, monkeypatch):
    monkeypatch.setattr(signed, "TIMEOUT", (1, 0.2))
    server.script.append(HOLD)
    with pytest.raises(requests.Timeout):
        hand_over(server)


def test_it_can_be_asked_what_became_of_an_id(server):
    hand_over(server, ROWS[:1])
    assert signed.ask(server.url, server.key, ["k1", "k2"], MORNING) == {
        "k1": ("accepted", "carrier-1"),
        "k2": ("unknown", None),
    }


# What comes in


def check(server, body=b"{}", now=MORNING, **values):
    return signed.check(server.key, server.headers(body, **values), body, now)


def test_a_call_signed_by_the_other_side_passes_and_gives_its_nonce(server):
    assert check(server, nonce="n" * 16) == "n" * 16


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"key": "another"}, "signature"),
        ({"age": 301}, "timestamp"),
        ({"age": -301}, "timestamp"),
        ({"nonce": "short"}, "nonce"),
        ({"nonce": "'; DROP TABLE jn_message; --"}, "nonce"),
    ],
)
def test_a_forged_an_old_and_a_strange_call_are_refused(server, values, reason):
    with pytest.raises(signed.Refused, match=reason):
        check(server, **values)


def test_a_changed_body_is_refused(server):
    with pytest.raises(signed.Refused, match="signature"):
        signed.check(server.key, server.headers(b"{}"), b"{ }", MORNING)


@pytest.mark.parametrize("missing", [signed.TIMESTAMP, signed.NONCE, signed.SIGNATURE])
def test_a_call_without_one_of_the_headers_is_refused(server, missing):
    headers = {name: value for name, value in server.headers(b"{}").items() if name != missing}
    with pytest.raises(signed.Refused):
        signed.check(server.key, headers, b"{}", MORNING)


def test_a_body_is_read_as_receipts_and_texts(server):
    hand_over(server, ROWS[:1])
    assert signed.read(server.receipts()) == ({"carrier-1": "delivered"}, [])
    assert signed.read(server.text("138", "5", message="k1")) == ({}, [("in-1", "138", "5", "k1")])
    assert signed.read(b"{}") == ({}, [])


@pytest.mark.parametrize(
    "body",
    [b"", b"5", b"[]", b"\xff", b'{"texts": [{}]}', b'{"receipts": 5}', b'{"texts": ["a"]}', b"[" * 100_000],
)
def test_a_body_without_sense_is_a_value_error(body):
    with pytest.raises(ValueError):
        signed.read(body)


def test_what_the_server_brings_is_json_that_keeps_every_character(server):
    words = "不满意'; DROP TABLE res_users; -- <script>alert(1)</script>"
    assert json.loads(server.text("138", words))["texts"][0]["text"] == words
