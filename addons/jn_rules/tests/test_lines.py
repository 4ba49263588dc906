import io
import tracemalloc

import pytest

from ..lines import CHUNK, LONGEST, START, Form, Rows, count, form_of, split
from ..tables import TableError

TEXT = '编号,申请人\r\nA1,"王,\n小明"\r\n\r\nA2,李\r\n'
TABLE = [["编号", "申请人"], ["A1", "王,\n小明"], [], ["A2", "李"]]


def pieces(data, size=CHUNK):
    return [data[start : start + size] for start in range(0, len(data), size)]


def read(data, place=START):
    return Rows(io.BytesIO(data), form_of(pieces(data)), place)


def code_of(call):
    with pytest.raises(TableError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_chinese_text_is_read_whatever_program_wrote_it(encoding):
    assert list(read(TEXT.encode(encoding))) == TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_character_cut_in_two_by_a_piece_is_read(encoding, size):
    data = TEXT.encode(encoding)
    assert form_of(pieces(data, size)).encoding == encoding
    assert b"".join(split(pieces(data, size))) == data


def test_one_character_that_is_no_utf_8_far_behind_makes_the_whole_file_the_other_encoding():
    data = "编号\n".encode("gb18030") + b"A1\n" * 100_000 + "王".encode("gb18030")
    assert list(read(data))[-1] == ["王"]


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xff\xff\xff", "编号".encode()[:-1] + b"\n\xff"])
def test_what_is_no_text_is_said_to_be_none(data):
    assert code_of(lambda: form_of(pieces(data))) == "not_text"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_separator_is_seen_from_the_headings(mark):
    assert list(read(f"a{mark}b{mark}c\n1{mark}2{mark}3,4,5,6,7\n".encode()))[1][0] == "1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_as_its_program_likes(end):
    assert list(read(end.join(["a,b", "1,2", ""]).encode())) == [["a", "b"], ["1", "2"]]


def test_whoever_begins_at_a_place_reads_on_from_there():
    data = TEXT.encode("gb18030")
    rows, places = read(data), [START]
    for _row in rows:
        places.append(rows.place)
    assert [place.rows for place in places] == [0, 1, 2, 3, 4]
    for number, place in enumerate(places):
        assert list(read(data, place)) == TABLE[number:]


def test_a_cell_or_a_line_longer_than_any_table_has_is_no_table():
    assert code_of(lambda: list(read(b"a,b\n" + b"x" * 200_000))) == "not_text"
    assert code_of(lambda: list(read(b"x" * (LONGEST + CHUNK + 1)))) == "not_text"


def test_an_empty_text_has_no_rows():
    assert list(read(b"")) == []


def test_blank_rows_do_not_count():
    assert count(TABLE) == 3


class _Endless(io.RawIOBase):
    """A file of so many rows that lies nowhere."""

    row = "hall,A1,王小明,13805370001\n".encode()

    def __init__(self, rows):
        self.left = rows

    def seek(self, place, whence=0):
        return place

    def read(self, size=-1):  # pylint: disable=method-required-super  # of a file
        taken = min(self.left, size // len(self.row))
        self.left -= taken
        return self.row * taken


def test_memory_does_not_grow_with_the_file():
    tracemalloc.start()
    assert count(Rows(_Endless(200_000), Form())) == 200_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * CHUNK
