"""Messages out to gateways, the citizen's page beside Odoo's rating page, and what providers bring."""
