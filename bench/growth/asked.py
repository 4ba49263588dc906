"""Inside Odoo: the citizens of one source who have been asked, and the links that they were sent."""

import json

from odoo.addons.jn_revisit import link


def main(env, source):
    """Print [[revisit's id, token]] of all whose answer is awaited."""
    revisits = env["jn.revisit"].search([("case_id.source", "=", source), ("stage_code", "=", "awaiting_answer")], order="id")
    print(json.dumps([[revisit.id, link.token(revisit)] for revisit in revisits]))
