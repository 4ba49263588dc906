"""A year's list of holidays is read, cut to what matters and compared."""

from datetime import date

import pytest

from ..holidays import Day, HolidayError, effective, first_difference, read_csv

WEEK = frozenset(range(5))
NEW_YEAR, SATURDAY, SUNDAY = date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)
KINDS, HEADINGS = {"放假": "off", "上班": "on"}, {"日期": "date", "类型": "kind", "名称": "name"}


def read(text, encoding="utf-8"):
    return read_csv(text.encode(encoding), 2027, KINDS, HEADINGS)


def test_english_and_chinese_words_are_read_alike():
    english = read("date,kind,name\n2027-01-01,off,元旦\n2027-01-03,ON,\n")
    chinese = read("日期,类型,名称\n2027/1/1,放假,元旦\n\n2027-1-3,上班,\n")
    assert english == chinese == {NEW_YEAR: Day("off", "元旦"), SUNDAY: Day("on", "")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_saved_by_an_office_program_is_read(encoding):
    assert read("日期,类型,名称\n2027-01-01,放假,元旦\n", encoding) == {NEW_YEAR: Day("off", "元旦")}


def test_the_columns_may_stand_in_any_order_and_a_name_is_not_needed():
    assert read("kind,date\noff,2027-01-01\n") == {NEW_YEAR: Day("off", "")}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "columns", None),
        ("day,what\n", "columns", None),
        ("date,kind\n2027-02-30,off\n", "date", 2),
        ("date,kind\n,off\n", "date", 2),
        ("date,kind\n2027-01-01,maybe\n", "kind", 2),
        ("date,kind\n2026-12-31,off\n", "year", 2),
        ("date,kind\n2027-01-01,off\n2027-01-01,on\n", "twice", 3),
        ("date,kind\n\n", "empty", None),
    ],
)
def test_a_mistake_is_told_with_its_line(text, code, line):
    with pytest.raises(HolidayError) as caught:
        read(text)
    assert (caught.value.code, caught.value.params.get("line")) == (code, line)


def test_what_is_no_text_is_told():
    with pytest.raises(HolidayError, match="neither UTF-8"):
        read_csv(b"\xff\xff", 2027, {}, {})


def test_only_days_that_change_something_matter():
    days = {NEW_YEAR: Day("off", ""), SATURDAY: Day("off", ""), SUNDAY: Day("on", ""), date(2027, 1, 4): Day("on", "")}
    assert set(effective(days, WEEK)) == {NEW_YEAR, SUNDAY}


def test_the_first_day_that_differs_is_named_from_both_sides():
    old, new = {NEW_YEAR: Day("off", "")}, {SATURDAY: Day("on", "")}
    assert first_difference(old, new) == (NEW_YEAR, "off", None)
    assert first_difference(new, old) == (NEW_YEAR, None, "off")
    assert first_difference({SUNDAY: Day("on", "")}, {SUNDAY: Day("off", "")}) == (SUNDAY, "on", "off")
    assert first_difference(old, dict(old)) is None
