"""Everything that has ended becomes years old, and past years are to be kept apart: the ground of tests of faults."""

import json

from odoo.tools import SQL

MOMENTS = {
    "jn_flow_passage": ("entered_at", "left_at"),
    "jn_flow_deadline": ("started_at", "due_at", "warn_at", "ended_at"),
    "jn_message": ("queued_at", "not_before", "sent_at", "claimed_at", "delivered_at"),
}
YEARS = 3  # in which they ended, so that rows go into as many tables


def main(env, years=1):
    """Let so many full years be kept together, 0 for all; rows that lie together are made old first, if some shall be kept apart."""
    env["jn.setting"].search([("code", "=", "archive.years")]).default_value = json.dumps(years)
    for table, columns in MOMENTS.items() if years else ():
        older = SQL("(2 + res_id %% %s) * interval '1 year'", YEARS)
        changes = [SQL("%s = %s - %s", SQL.identifier(column), SQL.identifier(column), older) for column in columns]
        env.cr.execute(SQL("UPDATE %s SET %s", SQL.identifier(table), SQL(", ").join(changes)))
    env.registry.clear_all_caches()
