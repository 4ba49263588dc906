"""What makes a copy of the template a database of its own."""

import importlib.util
import json
import secrets
import sys


def _say(text):
    """Tell the person at the terminal what goes on."""
    print(f"    {text}", file=sys.stderr, flush=True)


def _admin(env, password):
    """Make the administrator: login admin, Chinese, Jining's time, the administrator's group."""
    env.ref("base.user_admin").write(
        {
            "login": "admin",
            "password": password,
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "group_ids": [(4, env.ref("jn_org.group_administrator").id)],
        }
    )


def _demo(env):
    """Build the demo city and return its logins, if the project has one."""
    if not importlib.util.find_spec("tools.demo_city"):
        return []
    return importlib.import_module("tools.demo_city").build(env, _say) or []


def main(env, rehearsal, demo, development):
    """Give the copy its own identity, clock and administrator, and the demo city if wanted.

    Prints the logins as JSON: [[login, password, who], …]; a password that is no secret only.
    """
    env["ir.config_parameter"].init(force=True)
    if rehearsal:
        env["jn.clock"]._make_rehearsal(at=None)
    known = rehearsal or development
    password = "admin" if known else secrets.token_urlsafe(12)
    _admin(env, password)
    if not known:
        _say(f"login admin, password {password} (shown this once)")
    logins = [["admin", password if known else "", "administrator"]]
    print(json.dumps(logins + [list(row) for row in (_demo(env) if demo else [])]))
