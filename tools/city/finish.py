"""The last steps inside Odoo: the city's clock, and nothing remembered of the time before."""

from datetime import datetime


def main(env, until):
    """Let the clock stand at the city's now and go on from there."""
    env["jn.clock"]._stand_at(datetime.fromisoformat(until))
    env.registry.clear_cache()
