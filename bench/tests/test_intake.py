"""What the measurement of intake says about numbers that are known, and what it sends."""

import doctest
import json
from copy import deepcopy

import pytest

from bench.intake import items, results, runs

KEYS = {
    "key": "ours", "user": 7, "now": "2026-11-25T16:00:00+00:00", "units": ["A", "B", "C"], "matters": ["M", "N"],
    "peer": {"key": "theirs", "team": 3},
}


def contestant(rate, **more):
    return {"rates": [rate], "rate": rate, "memory": 200.0, "rows": 7.0, "refused": {}, **more}


GOOD = {
    "records": 1000, "repeat": 1, "batch": 250, "senders": 4, "versions": {"Odoo": "19.0"},
    "amounts": {"ours": 1000, "peer": 100, "ours_single": 20, "peer_single": 20, "empty": 20, "hand": 1000},
    "contestants": {
        "ours": contestant(1200.0), "peer": contestant(140.0), "ours_single": contestant(60.0), "peer_single": contestant(30.0),
        "empty": contestant(100.0), "hand": {"rates": [9000.0], "rate": 9000.0, "rows": 7.0, "refused": {}},
    },
    "unlike": [], "stored": 1020, "sent": 1020, "faults": {}, "tickets": [120, 120], "tickets_sent": 120,
    "crowd": {"seconds": 1.0, "senders": 8, "cases": 1000, "stored": 1000, "statuses": {"200": 8}, "faults": {}},
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


@pytest.mark.parametrize(("path", "value", "what"), [
    (("contestants", "peer", "rate"), 151.0, "rate in batches, against helpdesk"),
    (("contestants", "peer_single", "rate"), 41.0, "rate case by case, against helpdesk"),
    (("contestants", "ours", "refused"), {"500": 1}, "calls not answered as they must be"),
    (("contestants", "peer", "refused"), {"0": 1}, "calls not answered as they must be"),
    (("stored",), 1019, "cases stored, of those sent"),
    (("faults",), {"cases stored twice": 1}, "faults among them"),
    (("tickets",), [120, 119], "tickets of the peer stored, each with its time limit"),
    (("unlike",), ["jn_message"], "tables unlike those written by hand"),
    (("crowd", "statuses"), {"200": 7, "500": 1}, "errors that reached one of 8 senders at once"),
    (("crowd", "stored"), 999, "cases of 8 senders at once, stored"),
    (("crowd", "faults"), {"rows refused": 1}, "faults among these"),
])
def test_each_bound_can_be_missed(path, value, what):
    assert missed(found(path, value)) == [what]


def test_a_rate_below_a_thousand_is_missed_however_slow_the_peer_is():
    slow = found(("contestants", "ours", "rate"), 999.0)
    slow["contestants"]["peer"]["rate"] = 10.0
    assert missed(slow) == ["cases a second in batches"]


def test_the_page_tells_rates_rows_memory_and_what_was_missed():
    page = " ".join(results.page(found(("stored",), 1019)).split())
    assert "| ingest, in batches | 1,200 | 1.00 | 1,200 | 1,000 | 7.0 | 200 |" in page
    assert "| hand-written SQL, one statement for each table | 9,000 | 7.50 |" in page
    assert "8 senders at once, before as many workers: 1,000 cases/s." in page
    assert page.count("| NO ") == 1


def test_a_batch_is_called_as_the_contract_has_it():
    sent = items.cases(KEYS, "bench", 3)
    first, second = items.ingest(KEYS, sent, 2)
    head, _end, body = first.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /json/2/jn.case/ingest HTTP/1.1\r\n") and b"\r\nAuthorization: bearer ours\r\n" in head
    assert json.loads(body) == {"items": sent[:2]} and json.loads(second.partition(b"\r\n\r\n")[2]) == {"items": sent[2:]}
    assert [one["ref"] for one in sent] == ["bench-0", "bench-1", "bench-2"]


def test_a_ticket_tells_of_the_same_case():
    sent = items.cases(KEYS, "bench", 1)
    [call] = items.create(KEYS, sent, 500)
    head, _end, body = call.partition(b"\r\n\r\n")
    assert b"/json/2/helpdesk.ticket/create" in head and b"bearer theirs" in head
    [ticket] = json.loads(body)["vals_list"]
    assert (ticket["name"], ticket["team_id"], ticket["partner_name"]) == ("bench-0", 3, "Citizen 0")
    assert sent[0]["phone"] in ticket["description"]


@pytest.mark.parametrize("module", [items, results, runs], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed
