"""Two nodes claim messages of one person at the same moment, in two real transactions of two processes."""

import json
import os
import time

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import SQL

from tools.odoo_scripts.outbox_queue import alone

NUMBER = "+8613805370001"
DAYS = ("2019-05-21", "2019-05-22")  # what was finished on different days is not merged, but the cap counts it
PATIENCE = 30  # seconds


def main(env):
    """Let the person have one message a day, queue two, claim each by a node of its own; print {key: state}."""
    database = env.cr.dbname
    _account, city = alone(env, "sms", "http://127.0.0.1:9", {"provider": "gateway"}, rules={"message.person_most": 1})
    _queue(city, 0)
    env.cr.commit()
    with env.registry.cursor() as cursor:
        first = api.Environment(cursor, SUPERUSER_ID, {})
        first["jn.message.outbox"]._claim(10)
        _queue(city, 1)  # the first node cannot see it, the second cannot see what the first has claimed
        env.cr.commit()
        second = _fork(database)
        ended = _wait_for(env, second)
        cursor.commit()
    ended = ended or os.waitpid(second, 0)
    env.cr.rollback()
    env.invalidate_all()
    rows = env["jn.message"].search([("recipient", "=", NUMBER)], order="id")
    print(json.dumps({row.key: row.state for row in rows}))
    return ended[1]


def _queue(city, place):
    row = {"key": f"pair-{place}", "recipient": NUMBER, "text": "Please rate", "values": {"date": DAYS[place]}, "merges": True}
    city.env["jn.message"]._send([{**row, "unit_id": city.id}])


def _fork(database):
    """Start a node that claims once, as its cron does, and return its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        sql_db._Pool = None  # the parent's connections must not be shared
        with Registry(database).cursor() as cursor:
            api.Environment(cursor, SUPERUSER_ID, {})["jn.message.outbox"]._sweep_attempt()
        code = 0
    finally:
        os._exit(code)


def _wait_for(env, node):
    """Wait until the node waits for the other, or has ended without: then return what waitpid says of it."""
    waits = SQL("SELECT count(*) FROM pg_locks WHERE NOT granted")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not env.execute_query(waits)[0][0]:
        pid, status = os.waitpid(node, os.WNOHANG)
        if pid:
            return pid, status
        time.sleep(0.05)
    return None
