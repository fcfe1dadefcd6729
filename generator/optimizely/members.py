"""A file of members in, the checked rows of uploaded lists out: sorted, told apart by a stable hash, on disk.

Nothing of a file is held in memory: its rows lie in 128 nameless temporary files, by the first bits of their hash,
which vanish with the process however it ends.
"""

from __future__ import annotations

import errno
import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self

from generator.errors import OutputError, RowsError, shown
from generator.optimizely import exports, personal, rows
from generator.optimizely.rows import BadLineError, Form

Kind = Literal["cookies", "query_parameters", "zip_codes", "js_variables"]

#: characters of a row
LONGEST_ROW = 100
#: problems that are told one by one; the others are counted
TOLD = 20

#: of a row's hash, which say in which temporary file it lies: macOS lets a process open 256 files
_BITS = 7
_PARTS = 1 << _BITS
#: what cannot stand in a comma-separated list, nor in a cookie
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f,\"\ud800-\udfff\ufeff\ufffd]")
#: most ids: nothing about them needs a second look
_PLAIN = re.compile(r"[0-9A-Za-z_:|~]{1,100}")
_ZIP = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,11}")
#: first cells that are a heading, in a file of one column
_HEADINGS = frozenset(
    [
        "id",
        "ids",
        "value",
        "values",
        "key",
        "visitor_id",
        "visitorid",
        "visitor",
        "user_id",
        "userid",
        "user",
        "customer_id",
        "customerid",
        "member_id",
        "memberid",
        "email",
        "e-mail",
        "phone",
        "zip",
        "zip_code",
        "zipcode",
        "postcode",
        "postal_code",
        "cookie",
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file of members is to be read.

    Attributes:
        key: the cookie, parameter or variable the rows are compared with.
        column: the column that holds the rows; without it, the only one, or the one called `key`.
        source: the program that wrote the file, whose habits are known: `salesforce`, `marketo`.
        hashed: whether rows become their SHA-256, as hexadecimal digits.
        allow_personal: whether what looks like personal data may be uploaded as it stands.
        drop_duplicates: whether only the first of equal rows counts, instead of a problem.
    """

    kind: Kind
    key: str
    form: Form | None = None
    column: str | None = None
    header: bool | None = None
    source: exports.Program | None = None
    hashed: bool = False
    allow_personal: bool = False
    drop_duplicates: bool = False


@dataclass(slots=True)
class _Problems:
    """The first problems with their lines, and how many there are of each sort."""

    where: Path
    told: list[RowsError] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, sort: str, what: str, line: int, advice: str | None = None) -> None:
        self.counts[sort] += 1
        if len(self.told) < TOLD:
            self.told.append(RowsError(what, self.where, line, help=advice))

    def refuse(self) -> None:
        total = sum(self.counts.values())
        if not total:
            return
        self.told.sort(key=lambda error: error.line or 0)
        first, *others = self.told
        if total > len(self.told):
            sorts = ", ".join(f"{count:,} × {sort}" for sort, count in self.counts.most_common())
            others.append(RowsError(f"{total:,} problems in all: {sorts}; nothing was sent"))
        first.also = (*first.also, *others)
        raise first


@dataclass(slots=True)
class Members:
    """The rows of a file, checked and free of duplicates.

    Attributes:
        count: rows.
        empty: cells that held nothing, and were left out.
        dropped: duplicates that were left out.
    """

    count: int = 0
    empty: int = 0
    dropped: int = 0
    _files: dict[int, BinaryIO] = field(default_factory=dict, repr=False)
    _sizes: dict[str, int] = field(default_factory=dict, repr=False)
    _stack: ExitStack = field(default_factory=ExitStack, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def size(self, prefix: str) -> int:
        """Bytes of the list that holds every row whose hash begins with these bits."""
        if prefix not in self._sizes:
            if len(prefix) < _BITS:
                halves = [n for n in (self.size(prefix + "0"), self.size(prefix + "1")) if n]
                self._sizes[prefix] = sum(halves) + len(halves[1:])
            else:
                self._sizes[prefix] = len(self.content(prefix))
        return self._sizes[prefix]

    def rows(self, prefix: str = "") -> list[bytes]:
        """Every row whose hash begins with these bits, sorted."""
        found = [row for part in _parts(prefix) for row in self._read(part)]
        if len(prefix) > _BITS:
            found = [row for row in found if bits(row).startswith(prefix)]
        found.sort()
        return found

    def content(self, prefix: str = "") -> bytes:
        """The same rows as the API takes them: with commas between them."""
        return b",".join(self.rows(prefix))

    def _read(self, part: int) -> list[bytes]:
        stream = self._files.get(part)
        if stream is None:
            return []
        stream.seek(0)
        return stream.read().split(b"\n")

    def _settle(self, problems: _Problems, spool: _Spool, *, drop: bool) -> None:
        """Sort out the duplicates of each part, and keep its rows alone."""
        self._sizes = {f"{part:0{_BITS}b}": 0 for part in range(_PARTS)}
        for part in sorted(spool.files):
            first: dict[bytes, int] = {}
            for row, line in spool.rows(part):
                before = first.setdefault(row, line)
                if before == line:
                    continue
                if drop:
                    self.dropped += 1
                else:
                    what = f"{shown(row.decode())} stands on line {before} already"
                    problems.add("duplicate", what, line, "take it out, or give --drop-duplicates")
            spool.keep(part, first)
            self._sizes[f"{part:0{_BITS}b}"] = sum(map(len, first)) + len(first) - 1
            self.count += len(first)
        self._files = spool.files


@dataclass(slots=True)
class _Spool:
    """One temporary file for each of a hash's beginnings that occurs."""

    stack: ExitStack
    files: dict[int, BinaryIO] = field(default_factory=dict)

    def add(self, row: bytes, line: int) -> None:
        part = hashlib.blake2b(row, digest_size=4).digest()[0] >> (8 - _BITS)
        try:
            stream = self.files[part]
        except KeyError:
            stream = self.files[part] = self.stack.enter_context(_nameless())
        stream.write(b"%b\t%d\n" % (row, line))

    def rows(self, part: int) -> Iterator[tuple[bytes, int]]:
        stream = self.files[part]
        stream.seek(0)
        for line in stream:
            row, _, number = line.rpartition(b"\t")
            yield row, int(number)

    def keep(self, part: int, found: dict[bytes, int]) -> None:
        stream = self.files[part]
        stream.seek(0)
        stream.truncate()
        stream.write(b"\n".join(found))
        stream.flush()


def bits(row: bytes) -> str:
    """The bits that say which list a row is in: the same on every machine, whatever else is in the file."""
    return f"{int.from_bytes(hashlib.blake2b(row, digest_size=4).digest()):032b}"


def read(
    path: Path,
    reading: Reading,
    tell: Callable[[int, int], None] | None = None,
    stream: BinaryIO | None = None,
) -> Members:
    """Read and check every row; the members are to be closed.

    `tell` hears how many bytes and rows were read, now and then.

    Raises:
        RowsError: problems, all of them, with their lines.
        OutputError: there is no room for the temporary files.
    """
    members = Members()
    try:
        with members._stack as stack:  # noqa: SLF001 -- ours
            spool = _Spool(stack)
            if stream is not None:
                _fill(members, spool, path, reading, rows.as_utf8(stream), tell)
            else:
                with rows.opened(path) as opened:
                    _fill(members, spool, path, reading, rows.as_utf8(opened), tell)
            members._stack = stack.pop_all()  # noqa: SLF001
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            what = f"no room for temporary files in {tempfile.gettempdir()!r}: {error.strerror}"
            advice = "the rows need as much room as their file: set TMPDIR to a folder that has it"
            raise OutputError(what, help=advice) from error
        if error.errno in {errno.EMFILE, errno.ENFILE}:
            what = f"the temporary files cannot be opened: {str(error.strerror).lower()}"
            advice = f"let a process open {_PARTS + 64} files: ulimit -n {_PARTS + 64}"
            raise OutputError(what, help=advice) from error
        what = f"cannot read {str(path)!r}: {error.strerror or error}"
        raise RowsError(what) from error
    return members


def _nameless() -> BinaryIO:
    return tempfile.TemporaryFile(prefix="tagwright-")


def _fill(  # noqa: PLR0913, PLR0917 -- what a reading needs
    members: Members,
    spool: _Spool,
    path: Path,
    reading: Reading,
    stream: BinaryIO,
    tell: Callable[[int, int], None] | None,
) -> None:
    problems = _Problems(path)
    lines = rows.Lines(stream)
    form = rows.form_of(path, reading.form)
    check = _Check(reading, problems)
    found = _values(lines, form, reading, path, problems)
    number = 0
    for value, column in found:
        number += 1
        if tell and not number & 0x3FFF:
            tell(lines.bytes_read, number)
        text = value.strip()
        if not text:
            members.empty += 1
            continue
        row = check(text, column, lines.number)
        if row is not None:
            spool.add(row, lines.number)
    if tell:
        tell(lines.bytes_read, number)
    members._settle(problems, spool, drop=reading.drop_duplicates)  # noqa: SLF001
    problems.refuse()
    if not members.count:
        what = f"{str(path)!r} has no rows" if path != rows.STDIN else "no rows came in"
        raise RowsError(what, help="a list needs at least one; 'lists delete' takes a list away")


@dataclass(slots=True)
class _Check:
    """A value in, the row out, or a problem."""

    reading: Reading
    problems: _Problems

    def __call__(self, text: str, column: str, line: int) -> bytes | None:
        reading = self.reading
        if reading.source:
            text = exports.mended(reading.source, text)
        if reading.hashed:
            return (
                hashlib.sha256(text.lower().encode(errors="surrogateescape")).hexdigest().encode()
            )
        if reading.kind == "zip_codes":
            return self._zip(text, line)
        if not (_PLAIN.fullmatch(text) and not column) and self._is_wrong(text, column, line):
            return None
        return text.encode()

    def _is_wrong(self, text: str, column: str, line: int) -> bool:
        if len(text) > LONGEST_ROW:
            what = f"{shown(text)} has {len(text)} characters: {LONGEST_ROW} is the most"
            self.problems.add("too long", what, line)
            return True
        wrong = _FORBIDDEN.search(text)
        if wrong:
            self.problems.add("forbidden character", _forbidden(text, wrong[0]), line)
            return True
        looks = None if self.reading.allow_personal else personal.kind(text, column)
        if looks:
            # The value itself stays out of the message, and so out of logs.
            advice = (
                "give --hash sha256 and put the same hash where --key says, or give --allow-pii"
            )
            self.problems.add("personal data", f"this looks like {looks}", line, advice)
        return bool(looks)

    def _zip(self, text: str, line: int) -> bytes | None:
        if _ZIP.fullmatch(text):
            return text.encode()
        self.problems.add("no postal code", f"{shown(text)} is no postal code", line)
        return None


def _forbidden(text: str, character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"{shown(text)} is not UTF-8"
    names = {",": "a comma", '"': "a double quote", "\t": "a tab", "\n": "a line break"}
    return f"{shown(text)} holds {names.get(character, f'the character U+{ord(character):04X}')}"


def _values(
    lines: rows.Lines, form: Form, reading: Reading, path: Path, problems: _Problems
) -> Iterator[tuple[str, str]]:
    """Every row's value, and the name of its column when that says something about it."""
    if form == "jsonl":
        yield from _from_objects(lines, reading, path, problems)
    else:
        yield from _from_cells(lines, form, reading, path, problems)


def _from_cells(
    lines: rows.Lines, form: Form, reading: Reading, path: Path, problems: _Problems
) -> Iterator[tuple[str, str]]:
    found = rows.cells(lines, form)
    head = _head(found, lines, problems)
    if not head:
        return
    position, has_header = _position(head, reading, path)
    name = head[position].strip() if has_header else ""
    column = name if personal.kind("0000000", name) else ""
    if not has_header:
        yield head[position], ""
    width = len(head)
    # Salesforce ends a report with an empty line, and lines of one cell that say what it is.
    has_footer = reading.source == "salesforce"
    is_footer = False
    for row in found:
        if isinstance(row, BadLineError):
            problems.add("no row", str(row), lines.number)
        elif not row:
            is_footer = has_footer
        elif is_footer and len(row) == 1:
            continue
        elif len(row) == width:
            yield row[position], column
        else:
            what = f"{len(row)} cells where the first row has {width}"
            problems.add("other number of cells", what, lines.number)


def _head(
    found: Iterator[Sequence[str] | BadLineError], lines: rows.Lines, problems: _Problems
) -> Sequence[str]:
    """The first row that holds anything."""
    for row in found:
        if isinstance(row, BadLineError):
            problems.add("no row", str(row), lines.number)
        elif any(cell.strip() for cell in row):
            return row
    return ()


def _position(head: Sequence[str], reading: Reading, path: Path) -> tuple[int, bool]:
    """The column of the rows, and whether the first row is a heading."""
    if reading.column:
        return rows.column(head, reading.column, path), True
    if reading.source:
        return exports.column(reading.source, head, path), True
    folded = [cell.strip().casefold() for cell in head]
    names = _HEADINGS | {reading.key.casefold()}
    if len(head) == 1:
        known = folded[0] in names
        return 0, known if reading.header is None else reading.header
    if reading.key.casefold() in folded:
        return rows.column(head, reading.key, path), True
    what = f"the file has {len(head)} columns: {', '.join(map(shown, head[:10]))}"
    raise RowsError(what, path, 1, help="name the one to upload: --column NAME")


def _from_objects(
    lines: rows.Lines, reading: Reading, path: Path, problems: _Problems
) -> Iterator[tuple[str, str]]:
    name = reading.column or reading.key
    column = name if personal.kind("0000000", name) else ""
    for found in rows.objects(lines):
        if isinstance(found, BadLineError):
            problems.add("no row", str(found), lines.number)
            continue
        if found is None:
            continue
        value = found.get(name) if isinstance(found, dict) else found
        if value is None:
            problems.add("no value", f"there is no {name!r}", lines.number, _names(found))
        elif isinstance(value, str | int) and not isinstance(value, bool):
            yield str(value), column
        else:
            problems.add("no value", f"{shown(value)} is no text", lines.number)
    del path


def _names(found: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    return f"name the one to upload: --column NAME, of {', '.join(map(shown, list(found)[:10]))}"


def _parts(prefix: str) -> range:
    """The files that hold the rows whose hash begins with these bits."""
    if len(prefix) >= _BITS:
        part = int(prefix[:_BITS], 2)
        return range(part, part + 1)
    width = _BITS - len(prefix)
    start = int(prefix or "0", 2) << width
    return range(start, start + (1 << width))
