"""Aliyun's official SDK, as we use it, before a server that checks its signatures."""

from datetime import date

import pytest
import requests

from odoo.addons.jn_message import wire
from odoo.addons.jn_message_sms import aliyun

from .aliyun_server import DELIVERED, Aliyun, refusal, throttled
from .server import CUT_AFTER, CUT_BEFORE, GARBAGE, HOLD

DAY = date(2019, 5, 22)
SINGLY = ("isv.MOBILE_NUMBER_ILLEGAL", "isv.BUSINESS_LIMIT_CONTROL")


@pytest.fixture
def server():
    with Aliyun() as running:
        yield running


@pytest.fixture
def service(server):
    return aliyun.client(server.url, server.key_id, server.key_secret)


def text(number, template="SMS_1", name="王女士 & 李=先生"):
    return aliyun.Text(number, f"key-{number}", f"138{number:08}", template, {"name": name})


def texts(amount, **values):
    return [text(number, **values) for number in range(1, amount + 1)]


def send(server, service, some, **values):
    return aliyun.send(service, server.sign_name, some, "claim-1", **values)


def codes(results):
    return {code for code, _receipt in results.values()}


def test_one_text_goes_alone_with_its_own_number(server, service):
    assert send(server, service, [text(7)]) == {7: ("OK", "0^0")}
    assert server.calls[0].headers["x-acs-action"] == "SendSms"
    assert [(row["number"], row["out_id"], row["params"]) for row in server.sent] == [
        ("13800000007", "key-7", {"name": "王女士 & 李=先生"})
    ]


def test_a_hundred_texts_of_one_template_are_one_call_and_the_next_one_another(server, service):
    results = send(server, service, texts(101))
    assert codes(results) == {"OK"}
    assert len(server.calls) == 2
    assert len(server.sent) == len({row["number"] for row in server.sent}) == 101
    assert {row["out_id"] for row in server.sent} == {"claim-1", "key-101"}


def test_every_text_of_a_batch_has_its_own_words(server, service):
    send(server, service, [text(1, name="王"), text(2, name="李")])
    assert {row["number"]: row["params"]["name"] for row in server.sent} == {"13800000001": "王", "13800000002": "李"}


def test_each_template_has_its_own_call(server, service):
    send(server, service, texts(3) + [text(number, template="SMS_2") for number in (4, 5)])
    assert [call.headers["x-acs-action"] for call in server.calls] == ["SendBatchSms"] * 2


def test_two_texts_to_one_number_go_alone_so_that_details_tell_them_apart(server, service):
    twins = [text(1), text(1)._replace(id=99, key="key-99"), text(2), text(3)]
    assert codes(send(server, service, twins)) == {"OK"}
    assert sorted(row["out_id"] for row in server.sent) == ["claim-1", "claim-1", "key-1", "key-99"]


def test_one_bad_number_does_not_hold_up_its_batch(server, service):
    bad = text(2)._replace(number="12345")
    results = send(server, service, [text(1), bad, text(3)], singly=SINGLY)
    assert {number: code for number, (code, _receipt) in results.items()} == {
        1: "OK",
        2: "isv.MOBILE_NUMBER_ILLEGAL",
        3: "OK",
    }
    assert sorted(row["out_id"] for row in server.sent) == ["key-1", "key-3"]


def test_a_text_that_was_refused_alone_is_not_asked_for_again(server, service):
    bad = text(2)._replace(number="12345")
    assert codes(send(server, service, [bad], singly=SINGLY)) == {"isv.MOBILE_NUMBER_ILLEGAL"}
    assert len(server.calls) == 1


def test_a_number_that_got_too_many_texts_holds_up_nobody(server, service):
    server.blacklist.add("13800000002")
    results = send(server, service, texts(3), singly=SINGLY)
    assert results[2] == ("isv.BUSINESS_LIMIT_CONTROL", None)
    assert len(server.sent) == 2


@pytest.mark.parametrize("code", ["isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE", "isp.SYSTEM_ERROR"])
def test_trouble_of_the_account_is_not_asked_for_text_by_text(server, service, code):
    server.script.append(refusal(code))
    assert codes(send(server, service, texts(5), singly=SINGLY)) == {code}
    assert len(server.calls) == 1


def test_a_wrong_signature_name_and_template_are_refused(server, service):
    assert codes(aliyun.send(service, "别人", texts(2), "c")) == {"isv.SMS_SIGNATURE_ILLEGAL"}
    assert codes(send(server, service, texts(2, template="SMS_9"))) == {"isv.SMS_TEMPLATE_ILLEGAL"}


def test_throttling_is_told_by_its_code(server, service):
    server.script.append(throttled())
    assert codes(send(server, service, texts(2))) == {"Throttling.User"}


def test_a_wrong_key_is_refused_by_the_server(server):
    wrong = aliyun.client(server.url, server.key_id, "another secret")
    assert codes(send(server, wrong, texts(2))) == {"SignatureDoesNotMatch"}
    unknown = aliyun.client(server.url, "nobody", server.key_secret)
    assert codes(send(server, unknown, [text(1)])) == {"InvalidAccessKeyId.NotFound"}
    assert not server.sent


@pytest.mark.parametrize("fate", [CUT_BEFORE, CUT_AFTER, GARBAGE])
def test_after_a_cut_line_nobody_knows_and_nothing_is_tried_again(server, service, fate):
    server.script.append(fate)
    assert codes(send(server, service, texts(2))) == {wire.UNCLEAR}
    assert len(server.calls) == 1


def test_a_server_that_does_not_answer_in_time_leaves_it_open(server, service, monkeypatch):
    monkeypatch.setattr(aliyun.RUNTIME, "read_timeout", 200)
    server.script.append(HOLD)
    assert send(server, service, [text(1)]) == {1: (wire.UNCLEAR, None)}
    assert len(server.sent) == 1


def test_a_server_that_is_not_there_certainly_has_nothing(server, service):
    server.__exit__()
    assert codes(send(server, service, texts(3))) == {wire.UNREACHED}


def test_details_tell_what_became_of_a_text(server, service):
    send(server, service, texts(2))
    server.settle("13800000002", DELIVERED, "DELIVERED")
    assert aliyun.details(service, "13800000001", [DAY]) == [("claim-1", 1, None)]
    assert aliyun.details(service, "13800000002", [DAY], "0^0") == [("claim-1", 3, "DELIVERED")]


def test_details_of_another_day_or_call_are_not_ours(server, service):
    send(server, service, texts(2))
    assert aliyun.details(service, "13800000001", [date(2019, 5, 21)]) == []
    assert aliyun.details(service, "13800000001", [DAY], "7^0") == []
    assert len(aliyun.details(service, "13800000001", [date(2019, 5, 21), DAY])) == 1


def test_details_that_do_not_come_are_none(server, service):
    server.script.extend([throttled(), CUT_BEFORE])
    assert aliyun.details(service, "13800000001", [DAY]) is None
    assert aliyun.details(service, "13800000001", [DAY]) is None


# The server itself


def replay(server, call, **headers):
    query = "&".join(requests.models.PreparedRequest._encode_params([pair]) for pair in call.query)
    return requests.post(f"{server.url}/?{query}", data=call.body, headers={**call.headers, **headers}).json()["Code"]


def test_the_server_refuses_a_repeated_nonce_a_changed_body_and_an_old_moment(server, service):
    send(server, service, texts(2))
    [call] = server.calls
    assert replay(server, call) == "SignatureNonceUsed"
    assert replay(
        server, call._replace(body=call.body + b"&x=1", headers={**call.headers, "content-length": None})
    ) == ("SignatureDoesNotMatch")
    assert replay(server, call, **{"x-acs-date": "2019-05-22T02:00:00Z"}) == "SignatureDoesNotMatch"
    assert replay(server, call, authorization="none") == "IncompleteSignature"
    assert len(server.sent) == 2


def test_the_server_takes_no_more_than_a_hundred_numbers(server, service, monkeypatch):
    monkeypatch.setattr(aliyun, "MOST_NUMBERS", 101)
    assert codes(send(server, service, texts(101))) == {"isv.MOBILE_COUNT_OVER_LIMIT"}
