"""A trial: what would come of something, without doing it."""


class Undo(Exception):
    """Takes a trial back."""


def tried(env, work):
    """Return what `work()` returns, and leave the database as it was; the caches forget what they saw."""
    try:
        with env.cr.savepoint():
            result = work()
            raise Undo
    except Undo:
        env.invalidate_all()
        return result
