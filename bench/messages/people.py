"""Inside Odoo: citizens who have been asked since yesterday, and as many ratings for Odoo's own page."""

import json

from odoo.tools import SQL

from odoo.addons.jn_revisit import link

PARTNERS = 100
AT_ONCE = 2000
SOURCE = "due"


def main(env, ratings):
    """Give each asked citizen a number of their own, make `ratings`; print the keys of all pages.

    {"revisits": [[id, token, number]], "ratings": [token]}
    """
    _number(env)
    revisits = env["jn.revisit"].search([], order="id")
    rows = [[revisit.id, link.token(revisit), revisit.case_id.phone_e164] for revisit in revisits]
    print(json.dumps({"revisits": rows, "ratings": _rate(env, ratings)}))


def _number(env):
    """The copies of a case share its number; people do not."""
    number = "lpad((id %% 10000000)::text, 8, '0')"
    env.cr.execute(SQL(
        f"UPDATE jn_case SET phone_number = '138' || {number}, phone_e164 = '+86138' || {number} WHERE source = %s", SOURCE
    ))
    env.cr.execute(
        "UPDATE jn_message m SET recipient = c.phone_e164 FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id"
        " WHERE m.res_model = 'jn.revisit' AND m.res_id = r.id"
    )
    env.cr.execute("ANALYZE jn_case, jn_message")
    env.invalidate_all()


def _rate(env, count):
    """Make records that wait to be rated and return their tokens."""
    people = env["res.partner"].create([{"name": f"Customer {place}"} for place in range(PARTNERS)])
    model, tokens = env["ir.model"]._get_id("jn.bench.rated"), []
    for start in range(0, count, AT_ONCE):
        places = range(start, min(start + AT_ONCE, count))
        rows = [{"name": f"Rated {place}", "partner_id": people[place % PARTNERS].id} for place in places]
        rated = env["jn.bench.rated"].with_context(mail_create_nolog=True, mail_create_nosubscribe=True).create(rows)
        asked = [{"res_model_id": model, "res_id": one.id, "partner_id": one.partner_id.id} for one in rated]
        tokens += env["rating.rating"].create(asked).mapped("access_token")
    env.cr.execute("ANALYZE rating_rating, jn_bench_rated")
    return tokens
