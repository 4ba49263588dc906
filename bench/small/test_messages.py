"""Messages, answer pages, callbacks and guesses on a few citizens: each arrives once, each answer is stored once."""

from bench import report
from bench.messages import __main__ as messages
from bench.messages import results

RECORDS = 100


def test_every_bound_but_those_on_time_is_kept(template):
    found = messages.measure(template, RECORDS, 1, killed=())
    assert report.untrue(results.bounds(found)) == []
    assert found["answers"]["posted"] == 2 * found["requests"]
    assert "rating page" in results.page(found)
