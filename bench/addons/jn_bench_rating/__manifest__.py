{
    "name": "Revisit: the peers of the citizen's page",
    "summary": "A record for Odoo's own rating page and an empty route; never installed but by ./jn bench",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Jining Revisit contributors",
    "category": "Hidden",
    "depends": ["rating", "jn_revisit"],
    "data": ["security/ir.model.access.csv"],
}
