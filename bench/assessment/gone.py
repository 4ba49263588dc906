"""Inside Odoo: take away the sheets that were kept to be opened."""


def main(env, ids):
    """Delete these sheets."""
    env["jn.sheet"].browse(ids).unlink()
    env.cr.commit()
