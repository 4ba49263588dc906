"""The figures of the dashboards, asked for as their spreadsheets do it: every pivot and every chart, over one period."""

import json
from itertools import accumulate, product

OURS = "jn."  # begins the names of the models that dashboards of ours ask
PIVOT, CHART = "formatted_read_grouping_sets", "formatted_read_group"  # what the web client calls for each


def asked(sheet):
    """Yield (name, model, method, domain, groups or sets of groups, aggregates, field of the period) of each figure of a spreadsheet.

    >>> pivot = {"name": "Bad", "model": "jn.a", "domain": [], "rows": [{"fieldName": "day", "granularity": "week"}],
    ...     "measures": [{"id": "bad:sum", "fieldName": "bad", "aggregator": "sum"}, {"id": "__count", "fieldName": "__count"}],
    ...     "fieldMatching": {"period": {"chain": "at"}}}
    >>> list(asked({"pivots": {"1": pivot}}))
    [('Bad', 'jn.a', 'formatted_read_grouping_sets', [], [[], ['day:week']], ['bad:sum', '__count'], 'at')]
    """
    for pivot in sheet.get("pivots", {}).values():
        rows, columns = (_sections([_group(one) for one in pivot.get(side, ())]) for side in ("rows", "columns"))
        sets = [row + column for row, column in product(rows, columns)]
        measures = [_aggregate(one["fieldName"], one.get("aggregator")) for one in pivot["measures"]]
        yield pivot["name"], pivot["model"], PIVOT, pivot["domain"], sets, measures, _moment(pivot)
    for figure in (figure for page in sheet.get("sheets", ()) for figure in page.get("figures", ())):
        chart, about = figure["data"], figure["data"].get("metaData")
        if about:
            measure = _aggregate(about["measure"])
            domain = chart["searchParams"]["domain"]
            yield chart["title"]["text"], about["resModel"], CHART, domain, about["groupBy"], [measure], _moment(chart)


def _sections(groups):
    """A pivot's totals, from that of all rows to that of each smallest group.

    >>> _sections(["day", "unit"])
    [[], ['day'], ['day', 'unit']]
    """
    return list(accumulate(groups, lambda before, group: [*before, group], initial=[]))


def _group(row):
    return ":".join(filter(None, [row["fieldName"], row.get("granularity")]))


def _aggregate(field, aggregator=None):
    return field if field == "__count" else f"{field}:{aggregator or 'sum'}"


def _moment(figure):
    """The field by which the dashboard's period filters the figure, None for one that it leaves alone."""
    return next((match["chain"] for match in figure.get("fieldMatching", {}).values() if match.get("chain")), None)


def measured(client, start, end, repeat):
    """Return {"dashboard: figure": [seconds]} for the moments from `start` until before `end`; a first look warms up."""
    boards, _seconds = client.call("spreadsheet.dashboard", "search_read", [], ["name", "spreadsheet_data"])
    found = {}
    for board in boards:
        for name, model, method, domain, groups, aggregates, moment in asked(json.loads(board["spreadsheet_data"] or "{}")):
            if not model.startswith(OURS):
                continue
            bounds = [[moment, ">=", start], [moment, "<", end]] if moment else []
            finest = groups[-1] if method == PIVOT else groups
            found[f"{board['name']}: {name}, {model}, by {', '.join(finest) or 'nothing'}"] = [
                client.call(model, method, [*domain, *bounds], groups, aggregates)[1] for _turn in range(repeat + 1)
            ][1:]
    return found
