"""A file or stream of rows in, each row with its line number out: CSV, TSV or JSON Lines, in flat memory."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from generator.errors import RowsError, nearest

Form = Literal["csv", "tsv", "jsonl"]

#: what names the standard input on the command line
STDIN = Path("-")

#: bytes that are read at a time
_CHUNK = 1 << 18
#: bytes of the longest line; a longer one is no row of ours, and would be held in memory whole
LONGEST_LINE = 1 << 16

_FORMS: dict[str, Form] = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}


#: what stands in place of a line that is too long: no text holds it
TOO_LONG = "\udfff"


class BadLineError(ValueError):
    """A line that is no row; the message says why.

    Attributes:
        text: the line.
        is_lost: lines after it were swallowed, too.
    """

    def __init__(self, message: str, text: str = "", *, is_lost: bool = False) -> None:
        super().__init__(message)
        self.text = text
        self.is_lost = is_lost


@dataclass(slots=True)
class Lines:
    """The lines of a stream, each with its number; what was read so far is counted and, if asked for, hashed.

    Attributes:
        number: 1-based number of the line given last.
        offset: bytes up to and with that line.
        bytes_read: bytes taken from the stream, for a progress bar.
        last: the line given last, as text.
    """

    stream: BinaryIO
    update: Callable[[bytes], None] | None = None
    number: int = 0
    offset: int = 0
    bytes_read: int = 0
    last: str = ""

    def raw(self) -> Iterator[bytes]:
        """Every line with its end; one that is too long comes cut, without an end."""
        rest = b""
        is_cut = False
        while chunk := self.stream.read(_CHUNK):
            self.bytes_read += len(chunk)
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            for line in lines:
                yield from self._given(line + b"\n", is_end=not is_cut)
                is_cut = False
            if len(rest) > LONGEST_LINE:
                # Its beginning is enough to refuse it; what follows is read and thrown away.
                if not is_cut:
                    yield from self._given(rest, is_end=True)
                else:
                    self._count(rest)
                rest, is_cut = b"", True
        if rest:
            yield from self._given(rest, is_end=not is_cut)

    def _given(self, line: bytes, *, is_end: bool) -> Iterator[bytes]:
        self._count(line)
        if is_end:
            self.number += 1
            yield line

    def _count(self, line: bytes) -> None:
        self.offset += len(line)
        if self.update:
            self.update(line)

    def text(self) -> Iterator[str]:
        """Every line as text, ending with a newline; a byte that is no text stays as a lone surrogate."""
        for line in self.raw():
            if len(line) > LONGEST_LINE:
                self.last = line[:100].decode("utf-8", "replace")
                yield f"{TOO_LONG}\n"
                continue
            text = line.decode("utf-8", "surrogateescape")
            if self.number == 1:
                text = text.removeprefix("\ufeff")
            if text.endswith("\r\n"):
                text = text[:-2] + "\n"
            self.last = text
            yield text


def form_of(path: Path, given: Form | None) -> Form:
    """The form that was given, or else what the file's ending says.

    Raises:
        RowsError: the ending says nothing.
    """
    if given:
        return given
    if path == STDIN:
        return "csv"
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        what = f"{path.name!r} does not say which form its rows have"
        raise RowsError(what, help="name it: --format csv, tsv or jsonl")
    return form


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, or the standard input's for `-`.

    Raises:
        RowsError: it cannot be read.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        what = f"cannot read {str(path)!r}: {error.strerror}"
        raise RowsError(what, help="give a file, or - for the standard input") from error
    with stream:
        yield stream


def encoding_of(stream: BinaryIO) -> str:
    """UTF-16 when the file begins with its mark, as some programs export, or else UTF-8."""
    start = stream.peek(2)[:2] if isinstance(stream, io.BufferedReader) else b""
    return "utf-16" if start in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its text encoded anew when it is UTF-16."""
    if encoding_of(stream) == "utf-8":
        return stream
    return io.BufferedReader(_Recoded(stream), _CHUNK)


class _Recoded(io.RawIOBase):
    """Text in UTF-16 as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-16")().decode
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 -- the standard library's signature
        """As much as fits.

        Raises:
            RowsError: what follows the mark is no UTF-16.
        """
        is_end = False
        while not self._rest and not is_end:
            chunk = self._stream.read(_CHUNK)
            is_end = not chunk
            try:
                self._rest = self._decode(chunk, is_end).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError as error:
                what = f"the file begins as UTF-16, and is none: {error.reason}"
                raise RowsError(what, help="save it as UTF-8") from error
        part = self._rest[: len(buffer)]
        buffer[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)


def cells(lines: Lines, form: Form) -> Iterator[Sequence[str] | BadLineError]:
    """The cells of every row of a CSV or TSV file, empty rows as []; or why a line is no row.

    `lines.number` is then the row's last line.
    """
    reader = csv.reader(
        lines.text(),
        delimiter="\t" if form == "tsv" else ",",
        strict=True,
    )
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            is_lost = "unexpected end" in str(error) or "field larger" in str(error)
            yield BadLineError(_explained(str(error)), lines.last, is_lost=is_lost)
            continue
        yield _too_long(lines) if row and TOO_LONG in row[0] else row


def objects(lines: Lines) -> Iterator[Any]:
    """What every line of a JSON Lines file holds, empty lines as None; or why a line is no row."""
    decode = json.loads
    for line in lines.text():
        if line.isspace():
            yield None
        elif line.startswith(TOO_LONG):
            yield _too_long(lines)
        else:
            try:
                yield decode(line)
            except ValueError as error:
                yield BadLineError(f"it is no JSON: {_json_reason(error)}", line)
            except RecursionError:
                yield BadLineError("it is no JSON: too deep", line)


def _too_long(lines: Lines) -> BadLineError:
    return BadLineError(f"the line is longer than {LONGEST_LINE:,} bytes", lines.last)


def column(header: Sequence[str], name: str, where: Path) -> int:
    """The position of a column, however its name is written.

    Raises:
        RowsError: there is none, or more than one.
    """
    folded = [cell.strip().casefold() for cell in header]
    found = [i for i, cell in enumerate(folded) if cell == name.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"{len(found)} columns are called {name!r}"
        raise RowsError(what, where, 1, help="rename all but one")
    what = f"there is no column {name!r}"
    raise RowsError(what, where, 1, help=nearest(name, header))


def _explained(reason: str) -> str:
    """What the csv module says, in our words."""
    if "unexpected end of data" in reason or "field larger" in reason:
        return "a quoted cell begins here or above, and is not closed"
    if "expected after" in reason:
        return "a quote stands inside a cell: write it twice, and the cell in quotes"
    if "new-line character" in reason:
        return "a carriage return stands inside a line: save the file with line ends of Windows or Unix"
    return reason


def _json_reason(error: ValueError) -> str:
    reason = getattr(error, "msg", str(error))
    return str(reason)[:1].lower() + str(reason)[1:]
