"""Messages that wait to be handed over to one gateway: the ground of measurements and of tests of faults."""

import json

AT_ONCE = 1000  # messages queued in one call
NIGHT = {"message.quiet_from": "00:00", "message.quiet_to": "00:00"}  # none: a test must not wait for the morning


def main(env, count, channel, endpoint, settings=None, secret_name=None):
    """Open an account, alone on the ladder, and queue `count` messages on it, each for a number of its own.

    `settings` are the account's. With an account of WeChat every number follows it as openid-0, openid-1, …
    Prints {"account": its id, "queued": {message's key: its number}}.
    """
    account, city = alone(env, channel, endpoint, settings, secret_name)
    rows = [_row(place, city) for place in range(count)]
    if channel == "wechat":
        addresses = [{"account_id": account.id, "number": row["recipient"], "address": f"openid-{place}"} for place, row in enumerate(rows)]
        env["jn.message.address"].create(addresses)
    for start in range(0, count, AT_ONCE):
        env["jn.message"]._send(rows[start : start + AT_ONCE])
    print(json.dumps({"account": account.id, "queued": {row["key"]: row["recipient"] for row in rows}}))


def alone(env, channel, endpoint, settings=None, secret_name=None, rules=None):
    """Open an account, alone on the ladder, in a city without a night; return both. `rules` are more settings."""
    env["jn.message.account"].search([]).active = False
    account = env["jn.message.account"].create({
        "name": f"Loopback {channel}", "channel": channel, "endpoint": endpoint, "secret_name": secret_name,
        "settings": json.dumps(settings or {}),
    })
    for code, value in {"message.ladder": [channel], **NIGHT, **(rules or {})}.items():
        env["jn.setting"].search([("code", "=", code)]).default_value = json.dumps(value)
    env.registry.clear_all_caches()
    return account, env["jn.unit"].create({"kind": "city", "code": "QUEUE", "name": "Queue"})


def _row(place, unit):
    """A message as an effect queues it, about nothing."""
    words = {"applicant": f"Citizen {place}"}
    return {"key": f"queue-{place}", "recipient": f"+861380{place:07}", "unit_id": unit.id, "text": "Please rate", "values": words}
