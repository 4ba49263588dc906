from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ..intake import IntakeError, read_item
from ..tables import TableError, day, item, match, moment, rows, text

TZ = "Asia/Shanghai"
FIELDS = {"办件编号": "ref", "编号": "ref", "事项编码": "matter", "事项名称": "matter_name", "办结时间": "completed_at"}


def code_of(call, *arguments, **named):
    with pytest.raises(TableError) as caught:
        call(*arguments, **named)
    assert str(caught.value)
    return caught.value.code


# Headings


def test_columns_may_stand_in_any_order_among_others():
    assert match(["备注", "事项编码", None, " 编号 "], FIELDS) == {1: "matter", 3: "ref"}


def test_a_row_without_known_headings_is_no_header():
    assert code_of(match, ["A1", "w1"], FIELDS) == "no_header"
    assert code_of(match, [], FIELDS) == "no_header"


def test_missing_headings_are_named_by_the_first_word_for_them():
    with pytest.raises(TableError) as caught:
        match(["办结时间"], FIELDS, required=["ref", "matter", "completed_at"])
    assert caught.value.params == {"headings": "办件编号、事项编码", "unknown": "-"}


def test_a_misspelt_heading_is_named_beside_what_was_expected():
    with pytest.raises(TableError) as caught:
        match(["编号", "事项代码"], FIELDS, required=["ref", "matter"])
    assert caught.value.params == {"headings": "事项编码", "unknown": "事项代码"}


def test_a_column_of_names_stands_in_for_the_column_of_codes():
    assert match(["编号", "事项名称"], FIELDS, required=["ref", "matter"]) == {0: "ref", 1: "matter_name"}


@pytest.mark.parametrize("headings", [["编号", "编号"], ["编号", "办件编号"]])
def test_two_columns_for_one_field_are_refused(headings):
    with pytest.raises(TableError) as caught:
        match(headings, FIELDS)
    assert (caught.value.code, caught.value.params["headings"]) == ("double", "、".join(dict.fromkeys(headings)))


# Rows


def test_rows_carry_the_line_that_a_spreadsheet_shows():
    table = [["A1", "x"], ["", None], ["A2"]]
    assert list(rows(table, {0: "ref", 1: "unit"})) == [(2, {"ref": "A1", "unit": "x"}), (4, {"ref": "A2", "unit": ""})]


def test_rows_after_the_first_ones_keep_their_lines():
    assert list(rows([["A7"], ["A8"]], {0: "ref"}, start=501)) == [(501, {"ref": "A7"}), (502, {"ref": "A8"})]


def test_a_row_filled_outside_the_known_columns_is_empty():
    assert list(rows([["", "remark"]], {0: "ref"})) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (370800, "370800"), (370800.0, "370800"), (1.5, "1.5"), (Decimal("12"), "12"), (True, "True"), ("\x00a ", "a"),
        (datetime(2026, 11, 20, 9, 30, 0, 5), "2026-11-20 09:30:00"), (date(2026, 11, 20), "2026-11-20"),
        (float("inf"), "inf"), (float("nan"), "nan"),
    ],
)
def test_a_cell_is_what_it_shows(value, shown):
    assert text(value) == shown


# Moments


@pytest.mark.parametrize(
    "words",
    ["2026-11-20 09:30", "2026-11-20 09:30:00", "2026/11/20 9:30", "2026/11/20 9:30:00", "2026-11-20T09:30", "2026.11.20 9:30"],
)
def test_local_moments_get_the_offset_of_their_zone(words):
    assert moment(words, TZ) == "2026-11-20T09:30:00+08:00"


@pytest.mark.parametrize(("serial", "shown"), [("46346.395833333336", "09:30:00"), ("46346.5", "12:00:00"), ("46346.39584", "09:30:01")])
def test_a_moment_as_excel_keeps_it_is_read(serial, shown):
    assert moment(serial, TZ) == f"2026-11-20T{shown}+08:00"


def test_a_moment_of_a_database_keeps_its_own_offset():
    row = {"completed_at": datetime(2026, 11, 20, 1, 30, tzinfo=UTC)}
    assert item(row, ["completed_at"], TZ) == {"completed_at": "2026-11-20 01:30:00+00:00"}


@pytest.mark.parametrize("words", ["2026-11-20T09:30:00+08:00", "yesterday", "2026-13-01 10:00", "2026-11-20", "45000", "3.5", "138053700.5", ""])
def test_anything_else_stays_as_it_is(words):
    assert moment(words, TZ) == words


def test_what_comes_out_is_what_the_intake_reads():
    row = {"source": "a", "ref": 1, "unit": "u", "matter": "m", "phone": None, "completed_at": "2026/11/20 9:30"}
    assert read_item(item(row, ["completed_at"], TZ))["completed_at"] == datetime(2026, 11, 20, 1, 30)


def test_a_wrong_moment_is_named_by_the_intake():
    row = item({"source": "a", "ref": 1, "unit": "u", "matter": "m", "completed_at": "2026-02-30 9:30"}, ["completed_at"], TZ)
    with pytest.raises(IntakeError):
        read_item(row)


@pytest.mark.parametrize("words", ["2026-11-31", "2026-1-1", "", None, 20261120, "20261120"])
def test_a_day_is_written_in_full(words):
    assert day(words) is None


def test_a_day_is_read():
    assert day("2026-11-20") == date(2026, 11, 20)
