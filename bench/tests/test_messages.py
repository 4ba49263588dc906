"""What the measurement of messages says about numbers that are known, and how its load asks."""

import doctest
from copy import deepcopy

import pytest

from bench.messages import results


def told(rate, p95, **more):
    return {"rate": rate, "p50": p95 / 2, "p95": p95, "unlike": 0, "statuses": {"200": 40}, **more}


def handed(rate):
    return {"messages": 200, "rates": [rate], "rate": rate, "arrived": 200}


def killed(**more):
    return {"messages": 1500, "batch": 10, "killed": 50, "left": 900, "stuck": 0, "lost": 0, "twice": 0, "windows": [30.0, 60.0], **more}


GOOD = {
    "records": 200,
    "requests": 40,
    "repeat": 1,
    "versions": {"Odoo": "19.0"},
    "out": {"aliyun": handed(900.0), "carrier": handed(900.0), "wechat": handed(200.0)},
    "kills": {"aliyun": killed(), "carrier": killed(), "wechat": killed(stuck=5), "forgetful": killed(twice=90)},
    "pages": {
        "empty": told(1000.0, 20.0),
        "rating_get": told(250.0, 100.0),
        "page_get": told(500.0, 50.0),
        "rating_post": told(150.0, 200.0),
        "page_post": told(250.0, 110.0),
    },
    "answers": {"posted": 80, "answers": 80, "revisits_answered": 80, "ratings": 80},
    "callbacks": told(
        700.0, 40.0, statuses={"204": 200}, brought=200, different=180, inbound=180, doubled=0, not_read=180, understood=180, seconds_read=2.0
    ),
    "guesses": told(800.0, 30.0, statuses={"404": 30, "429": 170}, tried=200, refusals=30, valid=told(500.0, 3.0, statuses={"200": 1})),
}


def found(path, value):
    """The good result with one other number in it."""
    changed = deepcopy(GOOD)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def missed(result):
    return [bound.what for bound in results.bounds(result) if not bound.kept]


def test_a_good_result_keeps_every_bound():
    assert missed(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        (("out", "aliyun", "rate"), 299.0, "Aliyun's SDK, batches of 100"),
        (("out", "carrier", "rate"), 299.0, "signed gateway, one batch"),
        (("out", "wechat", "rate"), 59.0, "WeChat, message by message"),
        (("out", "wechat", "arrived"), 199, "WeChat, message by message: arrived"),
        (("pages", "rating_get", "rate"), 300.0, "answer page GET, against the rating page"),
        (("pages", "empty", "rate"), 1200.0, "answer page GET, against an empty route"),
        (("pages", "rating_post", "rate"), 200.0, "answer page POST, against the rating page"),
        (("pages", "page_get", "p95"), 61.0, "p95 of GET, against the rating page"),
        (("pages", "page_post", "p95"), 121.0, "p95 of POST, against the rating page"),
        (("pages", "page_post", "unlike"), 1, "answers that were not as they must be"),
        (("answers", "answers"), 79, "answers stored, each revisit's once"),
        (("answers", "revisits_answered"), 79, "answers stored, each revisit's once"),
        (("answers", "ratings"), 79, "ratings stored"),
        (("callbacks", "statuses"), {"204": 199, "500": 1}, "callbacks acknowledged"),
        (("callbacks", "inbound"), 179, "texts stored"),
        (("callbacks", "doubled"), 1, "texts stored twice"),
        (("callbacks", "not_read"), 100, "texts acknowledged before the rules read them"),
        (("callbacks", "understood"), 170, "texts understood by the rules afterwards"),
        (("guesses", "statuses"), {"404": 30, "429": 169, "200": 1}, "guessed links refused"),
        (("guesses", "refusals"), 32, "rows kept of a guesser"),
        (("guesses", "valid", "statuses"), {"429": 1}, "a valid link afterwards"),
        (("kills", "carrier", "killed"), 49, "signed gateway, one batch: killed at work"),
        (("kills", "carrier", "lost"), 1, "signed gateway, one batch: lost"),
        (("kills", "wechat", "lost"), 1, "WeChat, message by message: lost"),
        (("kills", "aliyun", "twice"), 1, "Aliyun's SDK, batches of 100: delivered twice"),
        (("kills", "forgetful", "twice"), 501, "signed gateway that forgets our ids: delivered twice"),
    ],
)
def test_each_bound_can_be_missed(path, value, what):
    assert missed(found(path, value)) == [what]


def test_the_page_shows_rates_windows_and_what_was_missed():
    page = results.page(found(("callbacks", "doubled"), 1))
    assert "10 messages for 45 ms, at most 60" in page
    assert "| answer page, GET " in page
    assert page.count("| NO ") == 1


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(results).failed == 0
