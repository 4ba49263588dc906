"""The process that hands messages over when it dies: nothing is lost, nothing goes twice where the vendor knows our key."""

from collections import Counter

import pytest

from tests.gateways.aliyun_server import Aliyun
from tests.gateways.arrivals import arrivals
from tests.gateways.carrier_server import Carrier, Forgetful
from tests.gateways.wechat_server import Wechat

from .conftest import BATCH

AMOUNT, KILLS, SEED = 1500, 50, 2019
SECRETS = {
    "JN_CARRIER": Carrier.key, "JN_SMS_ID": Aliyun.key_id, "JN_SMS": Aliyun.key_secret, "JN_WECHAT": Wechat.secret,
}
LATENCY = 0.02  # seconds that a gateway takes to answer


@pytest.fixture
def outbox(fresh, monkeypatch):
    """Queue messages for a gateway, kill senders, let time pass; return what came of it, {message's key: number} included."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)

    def run(server, **account):
        server.latency = LATENCY
        queued = fresh.script("outbox_queue", count=AMOUNT, **account)["queued"]
        told = fresh.script("sweep", sweep="jn.message.outbox", kills=KILLS, seed=SEED, limit=BATCH)
        assert told["killed"] == KILLS
        assert BATCH <= told["left"] <= AMOUNT - BATCH, f"the kills must fall into the work: {told['left']}"
        return queued, fresh.script("outbox_settle")

    return run


def test_a_gateway_that_knows_our_ids_delivers_every_message_once(outbox):
    with Carrier() as server:
        queued, told = outbox(server, channel="sms", endpoint=server.url, settings={"provider": "gateway"}, secret_name="carrier")
        assert server.repeated, "no kill fell between the hand-over and its being written down"
        assert server.sent == Counter(dict.fromkeys(queued, 1))
    assert told["states"] == {"sent": AMOUNT}


def test_wechat_delivers_every_message_once_and_leaves_none_unseen(outbox):
    with Wechat() as server:
        server.followers.update(f"openid-{place}" for place in range(AMOUNT))
        settings = {"appid": server.appid, "template_id": server.template, "data": {"thing1": "applicant"}}
        queued, told = outbox(server, channel="wechat", endpoint=f"{server.url}/cgi-bin/", settings=settings)
        arrived = arrivals(server, queued)
    assert max(arrived.values()) == 1
    assert told["states"] == {"sent": AMOUNT - len(told["stuck"])} | ({"sending": len(told["stuck"])} if told["stuck"] else {})
    assert queued.keys() - arrived.keys() <= set(told["stuck"]), "what is said to be sent has arrived; the rest is in the list for people"


def test_aliyun_is_asked_what_it_got_and_delivers_every_message_once(outbox):
    with Aliyun(day=Aliyun.today()) as server:
        settings = {"provider": "aliyun", "sign_name": server.sign_name, "template_code": "SMS_1"}
        queued, told = outbox(server, channel="sms", endpoint=f"{server.url}/", settings=settings)
        arrived = arrivals(server, queued)
    assert arrived == Counter(dict.fromkeys(queued, 1))
    assert told["states"] == {"sent": AMOUNT}


def test_a_gateway_that_forgets_our_ids_loses_none_and_repeats_no_more_than_the_calls_that_were_cut(outbox, record_property):
    with Forgetful() as server:
        queued, told = outbox(server, channel="sms", endpoint=server.url, settings={"provider": "gateway"}, secret_name="carrier")
        twice = sum(times - 1 for times in server.sent.values())
    record_property("delivered twice", twice)
    record_property("window", f"the {BATCH} messages of one call, for each of {KILLS} kills")
    assert server.sent.keys() == queued.keys()
    assert 0 < twice <= BATCH * KILLS
    assert told["states"] == {"sent": AMOUNT}


def test_two_nodes_at_the_same_moment_send_one_person_no_more_than_the_cap_allows(fresh):
    assert fresh.script("outbox_pair") == {"pair-0": "sending", "pair-1": "queued"}
