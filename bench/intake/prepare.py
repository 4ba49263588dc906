"""Inside Odoo: a city to send cases to, the machine that sends them, and the peer's desk."""

import json
from datetime import timedelta

from odoo import Command
from odoo.fields import Datetime

from tools.city import found
from tools.ports import HOST

VALID = timedelta(days=30)
MACHINE, AGENT = "bench.machine", "bench.agent"
# Messages are queued for it and never handed over. A rehearsal's demo phones would do as well, but there the clock is asked for each time.
GATEWAY = {"name": "Bench", "channel": "sms", "endpoint": f"http://{HOST}:9", "settings": json.dumps({"provider": "gateway"})}
HOURS = 48  # of the peer's time limit, as of the regulation's


def main(env, peer=False):
    """Print what senders need: {"key", "user", "units", "matters", "now"}, and with `peer` {"peer": {"key", "team"}}.

    A database without a city gets one of 600 windows and 3,000 matters.
    """
    if not env["jn.unit"].search_count([], limit=1):
        found.main(env, people=False)
        env["jn.message.account"].create(GATEWAY)
    machine = _user(env, MACHINE, "jn_org.group_intake")
    windows = env["jn.unit"].search([("kind", "=", "window")], order="id")
    told = {
        "key": _key(machine), "user": machine.id, "now": env["jn.clock"]._iso(env["jn.clock"]._now()), "units": windows.mapped("code"),
        "matters": env["jn.matter"].search([], order="id").mapped("code"),
    }
    if peer:
        told["peer"] = {"key": _key(_user(env, AGENT, "helpdesk_mgmt.group_helpdesk_user")), "team": _desk(env).id}
    print(json.dumps(told))


def _user(env, login, group):
    """The user of that login, made if there is none yet."""
    values = {"login": login, "name": login, "group_ids": [Command.set([env.ref("base.group_user").id, env.ref(group).id])]}
    users = env["res.users"].with_context(no_reset_password=True)
    return users.search([("login", "=", login)]) or users.create(values)


def _key(user):
    keys = user.env["res.users.apikeys"].with_user(user).sudo()  # nobody but an administrator chooses the term itself
    return keys._generate("rpc", "bench", Datetime.now() + VALID)


def _desk(env):
    """The peer's team: each of its tickets is to be done within 48 hours."""
    days = [Command.create({"name": str(day), "dayofweek": str(day), "hour_from": 0, "hour_to": 24}) for day in range(7)]
    calendar = env["resource.calendar"].create({"name": "Day and night", "attendance_ids": days})
    team = env["helpdesk.ticket.team"].create({"name": "Bench", "use_sla": True, "resource_calendar_id": calendar.id})
    done = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
    env["helpdesk.sla"].create({"name": "Bench", "hours": HOURS, "stage_id": done.id, "team_ids": [Command.set(team.ids)]})
    return team
