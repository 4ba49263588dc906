"""Scripts that run inside Odoo, started by runner.py; each has main(env, **arguments)."""
