"""./jn city in a database: its rows are those that the engine writes, the same for the same seed, under all keys and indexes."""

import json
import os
from contextlib import ExitStack, contextmanager

import pytest

from tools import databases, odoo, psql
from tools.city import __main__ as city
from tools.city import setting

CASES, SEED, WINDOWS = 12_000, 7, 3
DIGEST = """
    SELECT md5(string_agg(row, '' ORDER BY row)) FROM (
        SELECT md5((SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t)))::text) AS row FROM :"table" t) AS rows"""
CATALOGUE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text, obj_description(oid, 'pg_constraint') FROM pg_constraint
    UNION ALL
    SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid::text,
           obj_description(indexrelid, 'pg_class') FROM pg_index
    UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text, NULL FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT oid::regclass::text, 'options', array_to_string(reloptions, ', '), relkind::text, NULL FROM pg_class WHERE relkind = 'r'
    ORDER BY 1, 2, 3"""


class Made:
    """Two cities of the same seed, what they were founded in, and what the plays told."""

    def __init__(self, founded, twins, told):
        self.founded, self.twins, self.told = founded, twins, told
        self.tables = list(told["columns"])
        self.until = setting.make(CASES, SEED, told).until

    def ask(self, query, **values):
        """The rows of a query in the first of them."""
        return psql.ask(query, self.twins[0], **values)


@contextmanager
def copy(source, name):
    databases.drop(name)
    databases.copy(source, name)
    try:
        yield name
    finally:
        databases.drop(name)


def script(name, database, **arguments):
    code, output = odoo.script(name, database, capture=True, **arguments)
    assert code == 0, f"{name} ended with {code}"
    return output


@pytest.fixture(scope="module")
def made():
    founded = f"jn-city-{os.getpid()}"
    with ExitStack() as stack:
        stack.enter_context(copy(os.environ["JN_TEST_TEMPLATE"], founded))
        script("first_start", founded, rehearsal=True, demo=False, development=True)
        script("tools.city.found", founded, windows=WINDOWS)
        told = city._played(founded)
        twins = [stack.enter_context(copy(founded, f"{founded}-{number}")) for number in (1, 2)]
        for twin in twins:
            city._write(twin, setting.make(CASES, SEED, told))
        yield Made(founded, twins, told)


def test_cases_that_are_replayed_through_the_engine_leave_the_same_rows(made):
    with copy(made.twins[0], f"{made.founded}-replay") as name:
        told = json.loads(script("tools.city.replay", name, sample=1, until=str(made.until)))
    assert told["unlike"] == {}
    assert told["replayed"] > 30  # one of every way that cases went


def test_the_same_seed_gives_the_same_rows(made):
    for table in made.tables:
        digests = [psql.ask(DIGEST, twin, table=table) for twin in made.twins]
        assert digests[0] == digests[1], table


def test_there_are_as_many_cases_as_asked_for_and_next_ids_come_after_them(made):
    assert made.ask("SELECT count(*) FROM jn_case") == [[str(CASES)]]
    assert made.ask("SELECT nextval('jn_flow_passage_id_seq') > max(id) FROM jn_flow_passage") == [["t"]]


def test_keys_indexes_and_triggers_are_as_before_comments_included_and_have_been_checked(made):
    assert made.ask(CATALOGUE) == psql.ask(CATALOGUE, made.founded)


def test_nothing_that_was_due_is_left_over_and_nothing_comes_from_the_future(made):
    left = "SELECT count(*) FROM jn_flow_deadline WHERE state = 'running' AND due_at <= :'until'"
    assert made.ask(left, until=made.until) == [["0"]]
    for query in ("SELECT max(arrived_at) FROM jn_case", "SELECT max(entered_at) FROM jn_flow_passage", "SELECT max(at) FROM jn_call"):
        assert made.ask(query)[0][0] <= str(made.until)


def test_the_last_days_hold_open_work_of_every_kind(made):
    stages = {stage for [stage] in made.ask("SELECT DISTINCT stage_code FROM jn_case WHERE closed_at IS NULL")}
    assert {"revisiting", "rectifying", "revisiting_again", "verifying"} <= stages
    assert made.ask("SELECT count(*) > 0 FROM jn_case WHERE closed_at IS NULL AND next_due_at IS NULL AND stage_code <> 'accepted'") == [["f"]]


def test_some_rows_are_dirty_as_in_life(made):
    nobody, late, numbers = made.ask(
        "SELECT count(*) FILTER (WHERE handler_id IS NULL), count(*) FILTER (WHERE is_late), count(*) FILTER (WHERE phone_problem <> '')"
        " FROM jn_case"
    )[0]
    assert all(0 < int(count) < CASES / 100 for count in (nobody, late, numbers))
