"""Text files of any size as rows of cells: read piece by piece, from any row on."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .tables import TableError

ENCODINGS = ("utf-8", "gb18030")
MARK = "\ufeff"
SEPARATORS = ",;\t"
CHUNK = 1 << 16
LONGEST = 1 << 20  # of a line, in bytes; what has longer ones is no table


@dataclass(frozen=True)
class Form:
    """How a text file is written."""

    encoding: str = "utf-8"
    separator: str = ","


@dataclass(frozen=True)
class Place:
    """Where a row begins: after so many bytes and so many rows."""

    bytes: int = 0
    rows: int = 0


START = Place()


class Rows:
    """The rows of a seekable binary file from a place on; `place` is always where the next one begins.

    Memory holds a piece of the file, however large it is.

    >>> import io
    >>> rows = Rows(io.BytesIO(b'a,b\\n"x\\ny",2\\n'), Form())
    >>> next(rows), rows.place, next(rows), rows.place
    (['a', 'b'], Place(bytes=4, rows=1), ['x\\ny', '2'], Place(bytes=12, rows=2))
    """

    def __init__(self, file, form: Form, place: Place = START):
        file.seek(place.bytes)
        self._file, self._form, self._bytes, self._rows = file, form, place.bytes, place.rows
        self._cells = csv.reader(self._lines(), delimiter=form.separator)

    @property
    def place(self) -> Place:
        return Place(self._bytes, self._rows)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        try:
            cells = next(self._cells)
        except (csv.Error, UnicodeDecodeError):
            raise TableError("not_text") from None
        self._rows += 1
        return cells

    def _lines(self):
        """Yield lines of text, counting their bytes; no byte of a Chinese character is that of a line's end."""
        for line in split(iter(lambda: self._file.read(CHUNK), b"")):
            text = line.decode(self._form.encoding)
            first = not self._bytes
            self._bytes += len(line)
            yield text.removeprefix(MARK) if first else text


def split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of these pieces with their ends, whatever ends them.

    >>> list(split([b"a\\r", b"\\nb\\rc", b"d\\n"]))
    [b'a\\r\\n', b'b\\r', b'cd\\n']
    """
    rest = b""
    for chunk in chunks:
        # The last one may go on in the next piece, a line's end of two bytes included.
        *lines, rest = (rest + chunk).splitlines(keepends=True)
        yield from lines
        if len(rest) > LONGEST:
            raise TableError("not_text")
    if rest:
        yield rest


def form_of(chunks: Iterable[bytes]) -> Form:
    """Return how a whole file is written: UTF-8, with or without its mark, or GB 18030, separated by what its first line holds most of.

    >>> form_of(["编号;单位".encode("gb18030")])
    Form(encoding='gb18030', separator=';')
    """
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ENCODINGS}
    first = b""
    for chunk in chunks:
        first = first or chunk
        decoders = {name: decoder for name, decoder in decoders.items() if _decodes(decoder, chunk)}
        if not decoders:
            raise TableError("not_text")
    decoders = {name: decoder for name, decoder in decoders.items() if _decodes(decoder, b"", final=True)}
    if not decoders:
        raise TableError("not_text")
    heading = next(split(filter(None, [first])), b"")
    return Form(next(iter(decoders)), max(SEPARATORS, key=lambda mark: heading.count(mark.encode())))


def _decodes(decoder, chunk, final=False):
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return b"\x00" not in chunk


def count(rows: Iterable[list[str]]) -> int:
    """Return how many of these rows hold anything.

    >>> count([["A1", ""], [], ["", ""]])
    1
    """
    return sum(any(row) for row in rows)
