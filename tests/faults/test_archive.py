"""The process that archives past years when it dies: no row is lost, none doubled, and who reads finds all of them all the time."""

import threading
from contextlib import contextmanager

import pytest

from tools import psql

KILLS, SEED, LIMIT, QUICK = 8, 2019, 50, 1000
ARCHIVIST = "jn.flow.archivist"
LOOK = " UNION ALL ".join(
    f"""SELECT '{table}', count(*), sum(hashtextextended(one::text, 0)::numeric), count(*) FILTER (WHERE one.tableoid <> '{table}'::regclass)
        FROM {table} AS one""" for table in ("jn_flow_passage", "jn_flow_deadline", "jn_message")
)


@pytest.fixture
def ended(ground):
    """A database of cases that ended in three past years, none of them archived yet."""
    ground.script("sweep", limit=1000)
    ground.script("archive_fill")
    return ground


@contextmanager
def watched(name):
    """Read all rows again and again meanwhile; gives the list of what was seen, each {(table, rows, digest): rows apart}."""
    seen, over = [], threading.Event()

    def look():
        while not over.is_set():
            seen.append({tuple(row[:3]): int(row[3]) for row in psql.ask(LOOK, name)})

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def killed(ground):
    """Let archivists die in the midst of their batches, then look at what they left."""
    told = ground.script("sweep", sweep=ARCHIVIST, kills=KILLS, seed=SEED, limit=LIMIT, processes=0)
    assert told["killed"] == KILLS
    midway = ground.script("archive_check")
    assert midway["faults"] == {}, "what has moved and how far a pass has come are one transaction"
    return midway["apart"]


def finish(ground):
    """Let two go on at once until nothing is due; return how many rows lie apart then."""
    ground.script("sweep", sweep=ARCHIVIST, limit=QUICK, processes=2)
    over = ground.script("archive_check")
    assert over["faults"] == {}
    return over["apart"]


def test_archivists_killed_in_the_midst_of_their_batches_move_every_row_once_and_bring_it_back_once(ended):
    with watched(ended.name) as seen:
        midway = killed(ended)
        apart = finish(ended)
        ended.script("archive_fill", years=0)
        midway_back = killed(ended)
        assert finish(ended) == 0
    assert LIMIT <= midway <= apart - LIMIT, f"the kills must fall into the work: {midway} of {apart}"
    assert LIMIT <= midway_back <= apart - LIMIT, f"the kills must fall into the way back: {midway_back} of {apart}"
    assert len({sum(look.values()) for look in seen}) > 10, "somebody must have read in the midst of it"
    assert [look.keys() for look in seen] == [seen[0].keys()] * len(seen), "who reads finds every row, as it is, at every moment"


def test_the_check_sees_a_pass_that_ran_ahead_of_what_it_moved(ended):
    ended.script("sweep", sweep=ARCHIVIST, kills=3, seed=SEED, limit=LIMIT, processes=0)
    assert ended.script("archive_check", ahead=LIMIT)["faults"].keys() == {"rows that a pass has gone past"}
