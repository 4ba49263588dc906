"""odoo-wechatpy, as we use it, before a server with signatures and AES of its own."""

import multiprocessing
from datetime import UTC, datetime

import pytest

from odoo.addons.jn_message import wire
from odoo.addons.jn_message.signed import Refused
from odoo.addons.jn_message_wechat import wechat

from .server import CUT_AFTER, CUT_BEFORE, GARBAGE, HOLD, Answer
from .wechat_server import Wechat


@pytest.fixture
def server():
    with Wechat() as running:
        running.followers.update(f"openid-{number}" for number in range(50))
        yield running


@pytest.fixture
def client(server):
    return wechat.Client(f"{server.url}/cgi-bin", server.appid, server.secret)


@pytest.fixture
def keys(server):
    return wechat.Keys(server.appid, server.token, server.aes_key)


def parcel(number=1, **values):
    fields = {"key": f"key-{number}", "openid": f"openid-{number}", "template": Wechat.template, "url": "https://x/y"}
    return wechat.Parcel(number, **{**fields, "data": {"thing1": "身份证"}, **values})


def now():
    return datetime.now(UTC).replace(tzinfo=None)


def test_a_template_message_reaches_the_follower(server, client):
    assert wechat.send(client, [parcel()]) == {1: ("0", str(server.sent[0]["msgid"]))}
    assert server.sent[0]["data"] == {"thing1": {"value": "身份证"}}
    assert server.sent[0]["url"] == "https://x/y"


def test_many_messages_share_one_token(server, client):
    results = wechat.send(client, [parcel(number) for number in range(50)])
    assert {code for code, _receipt in results.values()} == {"0"}
    assert {receipt for _code, receipt in results.values()} == {str(row["msgid"]) for row in server.sent}
    assert server.fetched == 1


def test_another_process_gets_the_same_token_and_ends_nobodys(server, client):
    wechat.send(client, [parcel(1)])
    wechat._tokens.cache_clear()  # as a process has it that has just begun
    other = wechat.Client(f"{server.url}/cgi-bin", server.appid, server.secret)
    assert wechat.send(other, [parcel(2)])[2][0] == "0"
    assert wechat.send(client, [parcel(3)])[3][0] == "0"
    assert client.access_token == other.access_token


def test_two_processes_renew_the_token_and_neither_ends_the_others(server):
    forking = multiprocessing.get_context("fork")
    expired, told = forking.Barrier(3), forking.Queue()

    def work(numbers):
        client = wechat.Client(f"{server.url}/cgi-bin", server.appid, server.secret)
        codes = [code for half in (numbers[:10], numbers[10:]) for code, _msgid in _sent(client, half, expired)]
        told.put((codes, client.access_token))

    processes = [forking.Process(target=work, args=(range(first, first + 20),), daemon=True) for first in (0, 20)]
    for process in processes:
        process.start()
    expired.wait(20)  # both have sent their first half
    server.expire()
    expired.wait(20)
    answers = [told.get(timeout=20) for _process in processes]
    assert [codes for codes, _token in answers] == [["0"] * 20] * 2
    assert {token for _codes, token in answers} == {server.access}
    assert len(server.sent) == 40


def _sent(client, numbers, expired):
    """Send, and if it was the first half wait until the token has expired."""
    results = wechat.send(client, [parcel(number) for number in numbers])
    if numbers[0] % 20 == 0:
        expired.wait(20)
        expired.wait(20)
    return results.values()


def test_a_token_that_has_expired_is_renewed_on_the_way(server, client):
    wechat.send(client, [parcel(1)])
    server.expire()
    results = wechat.send(client, [parcel(number) for number in range(2, 20)])
    assert {code for code, _receipt in results.values()} == {"0"}


def test_a_token_that_is_refused_for_ever_ends_after_one_renewal(server, client):
    client.access_token  # noqa: B018
    server.script.extend([Answer({"errcode": 40001, "errmsg": ""}), Answer({"access_token": "x", "expires_in": 7200})])
    assert wechat.send(client, [parcel()]) == {1: ("40001", None)}


def test_the_secret_is_in_no_address(server, client):
    wechat.send(client, [parcel()])
    assert all(server.secret not in str((call.path, call.query)) for call in server.calls)


def test_a_wrong_secret_is_told_by_its_code_and_tried_once(server):
    wrong = wechat.Client(f"{server.url}/cgi-bin", server.appid, "wrong")
    assert wechat.send(wrong, [parcel(1), parcel(2)]) == {1: ("40125", None), 2: ("40125", None)}
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [({"openid": "stranger"}, "43004"), ({"template": "t"}, "40037"), ({"data": {"thing1": "长" * 21}}, "47003")],
)
def test_what_wechat_refuses_is_told_by_its_code(client, values, code):
    assert wechat.send(client, [parcel(**values)]) == {1: (code, None)}


@pytest.mark.parametrize("code", [-1, 45009, 45011])
def test_a_full_or_busy_platform_is_told_by_its_code(server, client, code):
    server.codes["openid-1"] = code
    assert wechat.send(client, [parcel()]) == {1: (str(code), None)}


def test_the_same_key_reaches_a_follower_once(server, client):
    assert wechat.send(client, [parcel()]) == wechat.send(client, [parcel()])
    assert len(server.sent) == 1


@pytest.mark.parametrize("fate", [CUT_BEFORE, CUT_AFTER, GARBAGE, Answer([]), Answer({"errcode": 0})])
def test_after_a_cut_line_nobody_knows(server, client, fate):
    client.access_token  # noqa: B018
    server.script.append(fate)
    assert wechat.send(client, [parcel()]) == {1: (wire.UNCLEAR, None)}


def test_a_platform_that_does_not_answer_in_time_leaves_it_open(server, client):
    client.access_token  # noqa: B018
    client.timeout = 0.2
    server.script.append(HOLD)
    assert wechat.send(client, [parcel()]) == {1: (wire.UNCLEAR, None)}
    assert len(server.sent) == 1


def test_a_platform_that_is_not_there_certainly_has_nothing(server, client):
    server.__exit__()
    assert wechat.send(client, [parcel(1), parcel(2)]) == {1: (wire.UNREACHED, None), 2: (wire.UNREACHED, None)}


# What comes in


def read(server, keys, xml, at=None, **values):
    query, body = server.call(xml, **values)
    return wechat.read(keys, query, body, at or now())


def test_an_encrypted_text_is_read(server, keys):
    call = read(server, keys, server.text("openid-1", "不满意"))
    assert (call.type, call.source, call.content, call.id) == ("text", "openid-1", "不满意", 7001)


def test_an_encrypted_receipt_is_read(server, keys, client):
    wechat.send(client, [parcel()])
    call = read(server, keys, server.receipt(server.sent[0], "failed:user block"))
    assert (call.event, str(call.id), call.status) == (
        "templatesendjobfinish",
        str(server.sent[0]["msgid"]),
        "failed:user block",
    )


@pytest.mark.parametrize("values", [{"token": "wrong"}, {"age": 301}, {"age": -301}, {"appid": "wx-another"}])
def test_a_forged_an_old_and_a_foreign_call_are_refused(server, keys, values):
    with pytest.raises(Refused):
        read(server, keys, server.text("openid-1", "5"), **values)


def test_a_plain_body_is_refused_even_with_a_good_signature(server, keys):
    with pytest.raises(Refused):
        wechat.read(keys, server.query(), server.text("openid-1", "5"), now())


@pytest.mark.parametrize("body", ["", "5", "<xml/>", "<xml><Encrypt>5</Encrypt></xml>", "<a><b>", b"\xff\xfe"])
def test_a_body_without_sense_is_refused(server, keys, body):
    query, _body = server.call(server.text("openid-1", "5"))
    with pytest.raises(Refused):
        wechat.read(keys, query, body, now())


def test_a_body_of_another_call_is_refused(server, keys):
    query, _body = server.call(server.text("openid-1", "5"))
    _query, body = server.call(server.text("openid-1", "1"))
    with pytest.raises(Refused):
        wechat.read(keys, query, body, now())


def test_the_test_of_the_address_is_checked_in_signature_and_moment(server, keys):
    wechat.check(keys, server.query(), now())
    for values in ({"token": "wrong"}, {"age": 301}):
        with pytest.raises(Refused):
            wechat.check(keys, server.query(**values), now())
    with pytest.raises(Refused):
        wechat.check(keys, {}, now())
