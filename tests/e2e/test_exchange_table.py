"""An administrator lets cases be read from another system's table: where it lies, what its columns mean, a preview, the first pull."""

from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest

from .screen import Rows

COLUMNS = {"办件编号": "no", "受理单位编码": "dept", "事项编码": "item", "申请人": "who", "联系电话": "tel", "办结时间": "done_at"}
MAKE = """
    DROP SCHEMA IF EXISTS foreign_hall CASCADE;
    CREATE SCHEMA foreign_hall;
    CREATE TABLE foreign_hall.cases (
        id serial PRIMARY KEY, no text, dept text, item text, who text, tel text, done_at timestamp, changed timestamptz);
"""
SECRET = "foreign"  # the suite's world gives the server its password by that name


@pytest.fixture(scope="module")
def foreign(city):
    """The other system's database: a schema of its own in the same cluster. Does what it is told, committed at once."""

    def tell(statement, values=None):
        with closing(psycopg2.connect(dbname=city.db)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return connection.info.host, connection.info.port, connection.info.user

    tell(MAKE)
    yield tell
    tell("DROP SCHEMA foreign_hall CASCADE")


def store(city, foreign, ref, unit):
    """A row of theirs, completed an hour ago by their clock on the wall."""
    now = city.now()
    words = [ref, unit, f"{city.tag}-m", "王小明", "13705379999", (now + timedelta(hours=7)).replace(tzinfo=None), now]
    foreign("INSERT INTO foreign_hall.cases (no, dept, item, who, tel, done_at, changed) VALUES (%s, %s, %s, %s, %s, %s, %s)", words)


def test_a_foreign_table_is_mapped_tried_and_read(city, foreign, person):
    code = f"{city.tag}ex"
    city.admin.create("jn.intake.source", code=code, name="不动产登记系统", kind="table")
    store(city, foreign, f"{code}-1", f"{city.tag}-window")
    store(city, foreign, f"{code}-2", "nowhere")
    one = person(city.login("administrator"))
    say_where_it_is(one, city, foreign)
    say_what_it_means(one.page, {**COLUMNS, "办结时间": "finished"})
    one.look("exchange-form")
    try_and_mend(one)

    pull(one, city)
    assert cases(city, code) == [f"{code}-1"]
    [table] = city.admin("jn.intake.table", "search_read", domain=[("source_id.code", "=", code)], fields=["mark_key", "trouble"])
    assert (table["mark_key"], table["trouble"]) == ("2", False)
    one.open("jn-rejects").sees(f"{code}-2", "nowhere").picture_if_asked("exchange-reject")
    the_table_changes(city, foreign, one, code)


def say_where_it_is(one, city, foreign):
    page, (host, port, user) = one.open("jn-exchange-tables").page, foreign("SELECT 1")
    page.click(".o_list_button_add")
    page.fill("[name=source_id] input", "不动产")
    page.click(".o-autocomplete--dropdown-item:has-text('不动产登记系统')")
    words = {
        "host": host, "port": str(port), "database": city.db, "login": user, "secret": SECRET, "relation": "foreign_hall.cases",
        "moment_column": "changed", "key_column": "id",
    }
    for name, word in words.items():
        page.fill(f".o_form_view [name={name}] input", word)


def say_what_it_means(page, columns):
    for heading, column in columns.items():
        Rows(page, "column_ids").add(field=heading, column=column)


def try_and_mend(one):
    """Try it, read which column is not there, name the right one, and look at the rows as they would be taken."""
    page = one.page
    page.click("button[name=action_test]")
    one.told("finished")
    Rows(page, "column_ids").change("finished", column="done_at")
    page.click("button[name=action_test]")
    page.wait_for_selector(".modal [name=line_ids] .o_data_row")
    one.sees("137****9999", "nowhere").look("exchange-preview")
    page.click(".modal footer .btn-primary")
    page.wait_for_selector(".modal", state="detached")


def pull(one, city):
    """Have the table read at once, by its form."""
    one.answered("action_pull_now", "button[name=action_pull_now]")
    city.advance(0.1)


def cases(city, code):
    rows = city.admin("jn.case", "search_read", domain=[("source", "=", code)], fields=["ref"])
    return sorted(row["ref"] for row in rows)


def the_table_changes(city, foreign, one, code):
    """A column vanishes there: reading pauses, the administrator's form says so and what to do."""
    foreign("ALTER TABLE foreign_hall.cases RENAME COLUMN tel TO mobile")
    city.advance(0.2)
    one.open("jn-exchange-tables").page.click(".o_data_row:has-text('不动产登记系统')")
    one.page.locator(".alert-danger:visible", has_text="foreign_hall.cases").filter(has_text="tel").wait_for()
    one.picture_if_asked("exchange-paused")
    columns = "dept, item, mobile, done_at, changed"
    copy = f"INSERT INTO foreign_hall.cases (no, {columns}) SELECT %s, {columns} FROM foreign_hall.cases WHERE no = %s"
    foreign(copy, [f"{code}-3", f"{code}-1"])
    Rows(one.page, "column_ids").change("tel", column="mobile")
    one.page.click(".o_form_button_save")
    one.page.wait_for_selector(".o_form_button_save", state="hidden")
    pull(one, city)
    assert cases(city, code) == [f"{code}-1", f"{code}-3"], "nothing was skipped"
