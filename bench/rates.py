"""What loads told, in numbers: rates, tails, and the middle of several runs."""

from statistics import median


def summed(told):
    """What one load told, as JSON-able numbers; moments in milliseconds.

    >>> from bench.load import Told
    >>> one = summed(Told(2.0, {200: 4}, 0, [0.010, 0.020, 0.030, 0.040]))
    >>> one["rate"], one["p95"], one["statuses"], one["unlike"]
    (2.0, 40.0, {'200': 4}, 0)
    """
    return {
        "seconds": told.seconds, "rate": len(told.times) / told.seconds, "p95": 1000 * quantile(told.times, 0.95),
        "p50": 1000 * quantile(told.times, 0.5), "unlike": told.unlike,
        "statuses": {str(status): count for status, count in sorted(told.statuses.items())},
    }


def quantile(values, share):
    """The value that `share` of all do not pass.

    >>> quantile([5, 1, 4, 2, 3], 0.5), quantile(range(1, 101), 0.95), quantile([7], 0.95)
    (3, 96, 7)
    """
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def middle(runs):
    """The median of several runs of one contestant, number by number; what went wrong is summed up.

    >>> told = {"rate": 100.0, "p95": 9.0, "p50": 3.0, "unlike": 0, "statuses": {"200": 5}}
    >>> middle([told, {**told, "rate": 300.0, "unlike": 2}, told])
    {'rate': 100.0, 'p95': 9.0, 'p50': 3.0, 'unlike': 2, 'statuses': {'200': 15}}
    """
    numbers = {name: median(run[name] for run in runs) for name in ("rate", "p95", "p50")}
    statuses = {}
    for run in runs:
        for status, count in run["statuses"].items():
            statuses[status] = statuses.get(status, 0) + count
    return {**numbers, "unlike": sum(run["unlike"] for run in runs), "statuses": statuses}
