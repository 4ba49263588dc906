"""What was measured before and after archiving, and meanwhile: ratios, waits, and whether they stay within their bounds."""

from statistics import median

from bench.assessment.results import growth as growth_of_sheets
from bench.assessment.results import seconds
from bench.report import at_least, at_most, bounds_table, none_of, table, versions_list

TOGETHER, ALONE = 1.1, 1.3  # times what it took before, at most: everything that is looked at, and any one thing, which varies by chance
NOISE = 0.02  # seconds below which a screen is quick enough to vary by chance
ROWS = 10_000  # that are archived in a second, at least
LONGEST = 5  # seconds that one transaction takes at most
WAIT = 2000  # ms that a case that comes in meanwhile takes at most
SHOWN = 20
RATES = {"intake": "cases that come in", "outbox": "messages that go out", "sweep": "deadlines swept"}
KINDS = {"screens": "screens", "menus": "what menus open"}


def slower(found, name):
    """How many times longer one takes afterwards.

    >>> slower({"before": {"sweep": {"rate": 100.0}}, "after": {"sweep": {"rate": 80.0}}}, "sweep")
    1.25
    """
    return found["before"][name]["rate"] / found["after"][name]["rate"]


def looks(found, kind):
    """{(who, what): (seconds before, seconds afterwards)}, medians; what takes less than `NOISE` counts as that long.

    >>> one = lambda *seconds: {"screens": {"clerk": {"list": {"seconds": seconds}}}}
    >>> looks({"before": one(0.004, 0.004, 1), "after": one(0.1, 0.2, 0.3)}, "screens")
    {('clerk', 'list'): (0.02, 0.2)}
    """
    before, after = found["before"][kind], found["after"][kind]
    return {
        (who, what): tuple(max(median(some[who][what]["seconds"]), NOISE) for some in (before, after))
        for who, whats in before.items() for what in whats
    }


def together(pairs):
    """How many times longer all takes afterwards.

    >>> together({"a": (1, 1), "b": (1, 2)})
    1.5
    """
    return sum(after for _before, after in pairs.values()) / sum(before for before, _after in pairs.values())


def bounds(found):
    """Return every `Bound` for what was found."""
    archived, meanwhile = found["archived"], found["meanwhile"]
    yield none_of("tables whose rows are not all there, once", found["lost"])
    yield none_of("answers that were not as they must be", _wrong(found))
    for when in ("before", "after"):
        yield none_of(f"sheets' measures that differ from those by hand, {when}", dict.fromkeys(found[when]["sheets"]["differing"], 1))
    yield at_least("rows archived a second", archived["rows"] / archived["seconds"], ROWS)
    yield at_most("the longest transaction of archiving", max(archived["batches"]), LONGEST, " s")
    yield at_most("the slowest case that came in meanwhile", meanwhile["calls"]["slowest"], WAIT, " ms")
    for name, what in RATES.items():
        yield at_most(f"{what}: time afterwards", slower(found, name), ALONE, " ×")
    for kind, what in KINDS.items():
        pairs = looks(found, kind)
        yield at_most(f"{what}, all together: time afterwards", together(pairs), TOGETHER, " ×")
        who, worst = max(pairs, key=lambda each: pairs[each][1] / pairs[each][0])
        yield at_most(f"{what}, the one that grows most ({worst}, {who}): time afterwards", together({0: pairs[who, worst]}), ALONE, " ×")
    yield at_most("sheets: time for a case of the quarter afterwards", _sheets(found), TOGETHER, " ×")


def _sheets(found):
    return growth_of_sheets(found["before"]["sheets"], found["after"]["sheets"])


def _wrong(found):
    told = {"before": found["before"]["intake"], "after": found["after"]["intake"], "meanwhile": found["meanwhile"]["calls"]}
    refused = {when: sum(count for status, count in one["statuses"].items() if status != "200") for when, one in told.items()}
    return {f"{when}: refused": count for when, count in refused.items() if count}


def page(found):
    """The whole result as a page in Markdown."""
    archived, calls, alone = found["archived"], found["meanwhile"]["calls"], found["meanwhile"]["alone"]
    return "\n\n".join([
        f"A city of {found['cases']:,} cases. {archived['rows']:,} rows were archived in {archived['seconds']:,.0f} seconds, "
        f"{archived['rows'] / archived['seconds']:,.0f} a second, in {len(archived['batches']):,} transactions "
        f"(median {median(archived['batches']):.2f} s, longest {max(archived['batches']):.2f} s).",
        f"Meanwhile {calls['cases']:,} cases came in one by one: median {calls['p50']:.0f} ms (with nothing beside it {alone['p50']:.0f}), "
        f"slowest {calls['slowest']:,.0f} ms ({alone['slowest']:,.0f}); {found['meanwhile']['sweep']:,.0f} deadlines a second were swept.",
        bounds_table(list(bounds(found))), table(["", "before", "afterwards", "ratio"], [*_rates(found)]),
        f"Of what people open, the {SHOWN} that grew most, milliseconds (median of calls; less than {NOISE * 1000:.0f} counts as that long):",
        table(["person", "what", "before", "afterwards", "ratio"], _grown(found)), versions_list(found["versions"]),
    ])


def _rates(found):
    for name, what in RATES.items():
        yield [f"{what}, a second", *(f"{found[when][name]['rate']:,.0f}" for when in ("before", "after")), f"{slower(found, name):.2f}"]
    times = [f"{seconds(found[when]['sheets'])[0]:.2f}" for when in ("before", "after")]
    yield ["both sheets of a quarter, seconds", *times, f"{_sheets(found):.2f} a case"]
    for kind, what in KINDS.items():
        pairs = looks(found, kind)
        times = [f"{sum(pair[place] for pair in pairs.values()):.2f}" for place in (0, 1)]
        yield [f"{what}, all {len(pairs)} once, seconds", *times, f"{together(pairs):.2f}"]


def _grown(found):
    pairs = [(after / before, who, what, before, after) for kind in KINDS for (who, what), (before, after) in looks(found, kind).items()]
    return [
        [who, what, f"{1000 * before:.0f}", f"{1000 * after:.0f}", f"{ratio:.2f}"] for ratio, who, what, before, after in sorted(pairs)[::-1][:SHOWN]
    ]
