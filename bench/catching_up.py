"""Inside Odoo: all that is due by now is done, sweep by sweep, as its crons would do it."""

from odoo.addons.jn_org import transactions


def main(env):
    """Run every sweep until nothing is due any more."""
    while any([_swept(env, sweep) for sweep in env["jn.sweep"]._sweep_all()]):
        pass


def _swept(env, sweep):
    """Whether a sweep had anything to do."""
    done = False
    while (at := sweep._sweep_next()) and at <= env["jn.clock"]._now() and sweep._sweep_attempt():
        transactions.commit(env)
        done = True
    return done
