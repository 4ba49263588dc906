"""What is sent: cases as a business system tells of them, the same as the peer's tickets, and the calls that carry them."""

import json
from datetime import datetime, timedelta

from bench import load

NUMBERS = 100_000_000
HANDLERS = 50


def cases(keys, source, amount, first=0):
    """So many cases of a source, numbered from `first`, spread over all windows and matters, completed within the hour before the city's now.

    >>> one, two = cases({"units": ["A", "B"], "matters": ["M"], "now": "2026-11-25T16:00:00+00:00"}, "bench", 2)
    >>> one["ref"], one["unit"], two["unit"], two["completed_at"], two["phone"]
    ('bench-0', 'A', 'B', '2026-11-25T15:59:59+00:00', '13900000001')
    """
    now = datetime.fromisoformat(keys["now"])
    return [_case(keys, source, number, now - timedelta(seconds=number % 3600)) for number in range(first, first + amount)]


def _case(keys, source, number, completed):
    units, matters = keys["units"], keys["matters"]
    return {
        "source": source, "ref": f"{source}-{number}",
        "unit": units[number * 11 % len(units)], "matter": matters[number * 7 % len(matters)],
        "handler": f"H{number % HANDLERS:02}", "applicant_name": f"Citizen {number}", "phone": f"139{number % NUMBERS:08}",
        "accepted_at": (completed - timedelta(minutes=30)).isoformat(), "completed_at": completed.isoformat(),
    }


def portions(rows, size):
    """Rows in lists of at most `size`.

    >>> portions([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def ingest(keys, sent, size):
    """The calls that bring cases to us, so many in each."""
    return [_call("jn.case/ingest", keys["key"], {"items": some}) for some in portions(sent, size)]


def create(keys, sent, size):
    """The calls that bring them to the peer as tickets of its team, so many in each."""
    peer = keys["peer"]
    return [
        _call("helpdesk.ticket/create", peer["key"], {"vals_list": [_ticket(one, peer["team"]) for one in some]})
        for some in portions(sent, size)
    ]


def empty(keys, amount):
    """So many calls that do nothing."""
    return [_call("jn.bench.call/nothing", keys["key"], {})] * amount


def _ticket(one, team):
    words = f"{one['matter']}, {one['unit']}, {one['handler']}, {one['phone']}, {one['completed_at']}"
    return {"name": one["ref"], "description": words, "partner_name": one["applicant_name"], "team_id": team}


def _call(path, key, body):
    return load.post(
        f"/json/2/{path}", json.dumps(body).encode(), Authorization=f"bearer {key}", Content_Type="application/json"
    )
