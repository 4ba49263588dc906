"""Messages on a few records: all arrive, every page answers, everything is stored once; killed senders have tests of their own."""

from bench.messages import __main__ as messages
from bench.messages import results

RECORDS = 200


def test_every_bound_but_those_on_time_is_kept(template):
    found = messages.measure(template, RECORDS, 1, killed=())
    timed = {*results.GATEWAYS.values(), *(bound.what for bound in results.bounds(found) if "against" in bound.what)}
    assert [bound.what for bound in results.bounds(found) if not bound.kept and bound.what not in timed] == []
