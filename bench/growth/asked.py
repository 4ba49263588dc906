"""Inside Odoo: the citizens of one source who have been asked, and the links that they were sent."""

import json

from odoo.addons.jn_revisit import link


def main(env, source):
    """Let revisits hear that their messages have arrived, then print [[revisit's id, token]] of all whose answer is awaited."""
    env["jn.message.news"]._cron_sweep()
    revisits = env["jn.revisit"].search([("case_id.source", "=", source), ("stage_code", "=", "awaiting_answer")], order="id")
    print(json.dumps([[revisit.id, link.token(revisit)] for revisit in revisits]))
