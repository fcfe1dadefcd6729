"""A file of conversions in, conversions at Optimizely out: each of them, once, however often a run is cut short."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import itertools
import json
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from generator.errors import OfflineError, RowsError, nearest, shown
from generator.optimizely import conversions, places, rows, sending, wire
from generator.optimizely.conversions import BadRowError, Conversion, Target
from generator.optimizely.journal import MARK, Journal, Side
from generator.optimizely.rows import BadLineError, Form, Lines
from generator.optimizely.sending import Tried

Api = Literal["events", "classic"]

#: conversions of one request to the Event API: few enough to try again without regret
BATCH: Final = 5_000
#: batches on their way at a time
WIDTH: Final = 4
#: Classic's requests on their way at a time, and those that may be in doubt after the power went
CLASSIC_WIDTH: Final = 16
WINDOW: Final = 512
#: rows of one batch that may be refused one by one before the whole run is held to be wrong
_FORGIVEN: Final = 50
_CHUNK: Final = 1 << 20
#: bytes that a batch may have beside its visitors
_SPARE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent, and where to.

    Attributes:
        mapping: field -> the column that holds it, where its name is another one.
        journal: where to remember what was done; without it, beside the file.
        strict: ask the Event API to say what is wrong instead of dropping it.
    """

    path: Path
    target: Target
    api: Api = "events"
    form: Form | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    journal: Path | None = None
    strict: bool = False
    europe: bool = False
    patience: float = wire.PATIENCE
    batch: int = BATCH


@dataclass(slots=True)
class Report:
    """What a run did; rows of earlier runs are counted in `before` only."""

    rows: int = 0
    sent: int = 0
    rejected: int = 0
    doubtful: int = 0
    before: int = 0
    rejected_file: Path | None = None
    doubtful_file: Path | None = None
    unused: Sequence[str] = ()


@dataclass(slots=True)
class _Done:
    """What the journal's last complete line says."""

    rows: int = 0
    bytes: int = 0
    lines: int = 0
    hash: str = ""
    header: Sequence[str] | None = None
    #: bytes of the files of rejected and doubtful rows before something was added that is not settled
    keep: tuple[int, int] | None = None
    #: Classic: rows up to this one may have been tried, those that were, and what became of them
    tried: int = 0
    begun: set[int] = field(default_factory=set)
    ok: set[int] = field(default_factory=set)
    is_same_boot: bool = False

    def is_doubtful(self, row: int) -> bool:
        """Whether a row was on its way when a run was cut short.

        What is written is lost only with the machine. So while it runs on, rows that were not begun are known
        not to be sent; after another start, any of the window may have been.
        """
        if row in self.ok:
            return False
        return row in self.begun or (not self.is_same_boot and row < self.tried)


@dataclass(slots=True)
class _Row:
    """One row: what it says or why it says nothing, and where it ends."""

    raw: Any
    line: int
    conversion: Conversion | None
    reason: str = ""


@dataclass(slots=True)
class _Batch:
    """Rows that are done together, and where the file stands after them."""

    rows: list[_Row] = field(default_factory=list)
    visitors: list[bytes] = field(default_factory=list)
    good: list[_Row] = field(default_factory=list)
    size: int = 0
    mark: dict[str, Any] = field(default_factory=dict)


def beside(path: Path, what: str) -> Path:
    """`leads.csv` -> `leads.rejected.csv`."""
    return path.with_name(f"{path.stem}.{what}{path.suffix}")


def run(
    order: Order,
    tell: Callable[[Report, int], None] | None = None,
    stream: BinaryIO | None = None,
    say: Callable[[str], None] | None = None,
) -> Report:
    """Send what was not sent yet.

    `tell` hears how far it is, and how many bytes of the file are behind it; `say` hears what it waits for.

    Raises:
        RowsError: the file is not the one that the journal is about.
        OfflineError: Optimizely does not answer; run it again to go on.
        OutputError: the disk is full; as above.
    """
    with ExitStack() as stack:
        opened = stream or stack.enter_context(rows.opened(order.path))
        where = order.journal or _journal(order.path)
        journal = stack.enter_context(Journal(where))
        work = _Run(order, journal, rows.as_utf8(opened), tell, say)
        stack.callback(work.close)
        if order.api == "events":
            work.send_batches()
        else:
            work.send_singly()
        return work.finished()


def _journal(path: Path) -> Path:
    if path == rows.STDIN:
        what = "rows from the standard input need a journal"
        raise RowsError(what, help="name the file that remembers what was sent: --journal FILE")
    return path.with_name(f"{path.name}.journal")


class _Run:
    """One run over one file."""

    def __init__(
        self,
        order: Order,
        journal: Journal,
        stream: BinaryIO,
        tell: Callable[[Report, int], None] | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self.order = order
        self.journal = journal
        self.tell = tell
        self.say = say
        self.report = Report()
        self.is_new = True
        self.done = self._remembered()
        base = order.journal if order.path == rows.STDIN else order.path
        assert base is not None
        self.form = rows.form_of(order.path, order.form)
        if order.path == rows.STDIN:
            base = base.with_suffix(".jsonl" if self.form == "jsonl" else f".{self.form}")
        self._hash = hashlib.blake2b()
        self._skip(stream)
        self.lines = Lines(
            stream, update=self._hash.update, number=self.done.lines, offset=self.done.bytes
        )
        self._rows = self._read()
        self._count = self.done.rows
        self._settled = self.done.bytes
        self._has_failed = False
        keep = self.done.keep or (None, None)
        self.rejected = Side(beside(base, "rejected"), keep[0])
        self.doubtful = Side(beside(base, "doubtful"), keep[1])
        if self.is_new:
            self._begin()

    def _begin(self) -> None:
        """A first run says what it is, and does not write into the files of another one."""
        for side in (self.rejected, self.doubtful):
            if side.size:
                what = f"{str(side.path)!r} holds rows of an earlier run"
                raise RowsError(what, help="send or move them first")
        self.journal.add(self._head(), sync=True)

    def close(self) -> None:
        self.rejected.close()
        self.doubtful.close()

    # -- where the last run stopped ----------------------------------------------------------------------

    def _remembered(self) -> _Done:
        """What the journal says; a new one gets its first line."""
        done = _Done()
        head: Mapping[str, Any] = self._head()
        for number, line in enumerate(self.journal.lines()):
            if number == 0:
                self.is_new = False
                self._check_head(line, head)
            elif "rows" in line:
                done = _Done(
                    **{name: line[name] for name in ("rows", "bytes", "lines", "hash")},
                    header=line.get("header") or done.header,
                )
            elif "try" in line:
                done.tried = line["try"]
                done.is_same_boot = bool(line["boot"]) and line["boot"] == _boot()
            elif "go" in line:
                done.begun.add(line["go"])
            elif "ok" in line:
                done.ok.add(line["ok"])
            elif "unsent" in line:
                done.begun.discard(line["unsent"])
            elif "keep" in line:
                done.keep = line["keep"]
        return done

    def _head(self) -> Mapping[str, Any]:
        """What a run and its journal must agree on."""
        target = self.order.target
        return {
            MARK: 1,
            "api": self.order.api,
            "account": target.account,
            "project": target.project,
        }

    def _check_head(self, found: Mapping[str, Any], head: Mapping[str, Any]) -> None:
        for name, value in head.items():
            if found.get(name) != value:
                is_about = f"{name} {shown(found.get(name))}, not {shown(value)}"
                what = f"{str(self.journal.path)!r} is about {is_about}"
                raise RowsError(what, help="give the same as then, or another --journal")

    def _skip(self, stream: BinaryIO) -> None:
        """Read over what was done, and see that it is the same."""
        rest = self.done.bytes
        while rest:
            chunk = stream.read(min(rest, _CHUNK))
            if not chunk:
                break
            self._hash.update(chunk)
            rest -= len(chunk)
        if self.done.bytes and (rest or self._hash.hexdigest()[:32] != self.done.hash):
            what = f"{str(self.order.path)!r} does not begin with the {self.done.rows:,} rows that were sent"
            advice = (
                "put new rows at its end, or into a file of their own; "
                f"to send all of it once more, take {str(self.journal.path)!r} away"
            )
            raise RowsError(what, help=advice)
        self.report.before = self.done.rows

    def _mark(self) -> dict[str, Any]:
        """Where the file stands now."""
        return {
            "rows": self._count,
            "bytes": self.lines.offset,
            "lines": self.lines.number,
            "hash": self._hash.hexdigest()[:32],
        }

    # -- rows --------------------------------------------------------------------------------------------

    def _read(self) -> Iterator[_Row]:
        if self.form == "jsonl":
            yield from self._objects()
        else:
            yield from self._cells()

    def _objects(self) -> Iterator[_Row]:
        target, mapping = self.order.target, self.order.mapping
        for found in rows.objects(self.lines):
            if found is None:
                continue
            line = self.lines.number
            if isinstance(found, BadLineError):
                yield _Row(found.text, line, None, str(found))
            elif not isinstance(found, dict):
                yield _Row(found, line, None, "it is no object")
            else:
                row = {**found, **{name: found.get(key) for name, key in mapping.items()}}
                yield self._row(found, line, lambda row=row: _from(row, target))  # type: ignore[misc]

    def _cells(self) -> Iterator[_Row]:
        found = rows.cells(self.lines, self.form)
        header = self.done.header
        while not header:
            first = next(found, None)
            if first is None:
                return
            if isinstance(first, BadLineError):
                raise RowsError(str(first), self.order.path, self.lines.number)
            header = [cell.strip() for cell in first]
        self.done.header = header
        read = self._reader(header)
        width = len(header)
        order_path = self.order.path
        for cells in found:
            line = self.lines.number
            if isinstance(cells, BadLineError):
                if cells.is_lost:
                    # Whole rows are inside that cell: nothing after it can be trusted.
                    raise RowsError(
                        str(cells), order_path, line, help="mend it and run this again: it goes on"
                    )
                yield _Row([cells.text.rstrip("\n")], line, None, str(cells))
            elif not cells:
                continue
            elif len(cells) != width:
                yield _Row(cells, line, None, f"{len(cells)} cells where the heading has {width}")
            else:
                yield self._row(cells, line, lambda cells=cells: read(cells))  # type: ignore[misc]

    def _reader(self, header: Sequence[str]) -> Callable[[Sequence[str]], Conversion]:
        order = self.order
        for name, column in order.mapping.items():
            if name not in conversions.FIELDS:
                what = f"there is no field {name!r}"
                raise RowsError(what, help=nearest(name, conversions.FIELDS))
            if column not in header:
                what = f"there is no column {column!r}"
                raise RowsError(what, order.path, 1, help=nearest(column, header))
        found = conversions.positions(header, order.mapping)
        missing = [name for name in ("visitor_id", "event", "time") if name not in found]
        if missing:
            what = f"no column holds {' nor '.join(missing)}"
            advice = f"the columns are: {', '.join(header)}; name the right ones: --map {missing[0]}=COLUMN"
            raise RowsError(what, order.path, 1, help=advice)
        self.report.unused = [n for i, n in enumerate(header) if i not in found.values()]
        return conversions.reader(header, order.mapping, order.target, _now)

    def _row(self, raw: Any, line: int, make: Callable[[], Conversion]) -> _Row:  # noqa: ANN401 -- any row
        try:
            return _Row(raw, line, make())
        except BadRowError as error:
            return _Row(raw, line, None, str(error))

    def _kept(self, row: _Row, reason: str, *, is_first: bool) -> bytes:
        """A row for a file of rows that were not sent."""
        if self.form == "jsonl":
            extra = {"_line": row.line, "_reason": reason}
            found = row.raw if isinstance(row.raw, dict) else {"_row": row.raw}
            return json.dumps({**found, **extra}).encode() + b"\n"
        text = io.StringIO()
        writer = csv.writer(
            text, delimiter="\t" if self.form == "tsv" else ",", lineterminator="\n"
        )
        if is_first:
            writer.writerow([*(self.done.header or ()), "_line", "_reason"])
        cells = list(row.raw or ())
        width = len(self.done.header or ())
        writer.writerow([*cells, *[""] * (width - len(cells)), row.line, reason])
        return text.getvalue().replace(rows.TOO_LONG, "…").encode(errors="surrogateescape")

    def _keep(
        self, rejected: Sequence[tuple[_Row, str]], doubtful: Sequence[tuple[_Row, str]] = ()
    ) -> None:
        if not rejected and not doubtful:
            return
        self.journal.add({"keep": [self.rejected.size, self.doubtful.size]}, sync=True)
        for side, kept in ((self.rejected, rejected), (self.doubtful, doubtful)):
            parts: list[bytes] = []
            for row, reason in kept:
                parts.append(self._kept(row, reason, is_first=not side.size and not parts))
            side.add(b"".join(parts))

    def _settle(self, mark: Mapping[str, Any]) -> None:
        """Remember that everything up to `mark` is done."""
        line = dict(mark)
        if self.done.header:
            line["header"] = list(self.done.header)
        self.journal.add(line, sync=True)
        self._settled = int(mark["bytes"])
        if self.tell:
            self.tell(self.report, self._settled)

    def finished(self) -> Report:
        report = self.report
        report.rejected_file = self.rejected.path if self.rejected.size else None
        report.doubtful_file = self.doubtful.path if self.doubtful.size else None
        return report

    def requests(self) -> Iterator[tuple[str, str, Any]]:
        """What would be sent."""
        order, target = self.order, self.order.target
        if order.api == "events":
            for batch in self._batches():
                for row in batch.rows[:_FORGIVEN]:
                    if row.reason:
                        raise RowsError(row.reason, order.path, row.line)
                body = json.loads(conversions.body(target, batch.visitors[:2]))
                yield "POST", places.events(europe=order.europe), body
            return
        for row in self._rows:
            query = self._query(row, target)
            if not query:
                raise RowsError(row.reason, order.path, row.line)
            yield "GET", f"{places.log(target.project)}?{query}", None

    # -- the Event API -----------------------------------------------------------------------------------

    def send_batches(self) -> None:
        """Prepare batches here, deliver them elsewhere, and remember them in the file's order."""
        order = self.order
        pending: deque[tuple[_Batch, Future[list[tuple[_Row, str]]]]] = deque()
        with (
            sending.events(
                europe=order.europe, strict=order.strict, patience=order.patience, tell=self.say
            ) as sender,
            ThreadPoolExecutor(WIDTH, "tagwright-send") as pool,
        ):
            try:
                for batch in self._batches():
                    self._look_at(batch.rows, len(batch.good))
                    pending.append((batch, pool.submit(self._deliver, sender, batch)))
                    while len(pending) > WIDTH or (pending and pending[0][1].done()):
                        self._finish(*pending.popleft())
                while pending:
                    self._finish(*pending.popleft())
            except BaseException as broken:
                self._stopped(sender, pool, broken)
                # What has arrived meanwhile need not be sent again; what comes after a batch that failed must.
                with contextlib.suppress(Exception, CancelledError):
                    while pending and not self._has_failed:
                        self._finish(*pending.popleft())
                raise

    def _look_at(self, found: Sequence[_Row], good: int) -> None:
        """Stop when all of a file's first rows are wrong: then the file is, or what was said of it."""
        if self._count == len(found) > _FORGIVEN and not good:
            what = f"all of the first {len(found):,} rows are wrong: {found[0].reason}"
            raise RowsError(
                what, self.order.path, found[0].line, help="mend it, and run this again"
            )

    def _stopped(
        self, sender: sending.Sender, pool: ThreadPoolExecutor, broken: BaseException
    ) -> None:
        """Wait for what is on its way: what became of it is worth knowing."""
        sender.stop()
        if self.say and isinstance(broken, KeyboardInterrupt):
            self.say("waiting for the answers to what is on its way")
        pool.shutdown(wait=True, cancel_futures=True)

    def _batches(self) -> Iterator[_Batch]:
        target, limit = self.order.target, self.order.batch
        room = conversions.LARGEST_BATCH - _SPARE
        batch = _Batch()
        for row in self._rows:
            self._count += 1
            visitor = b""
            if row.conversion is not None:
                try:
                    visitor = conversions.visitor(target, row.conversion)
                    if len(visitor) > room:
                        row.reason = "it is larger than one request may be"
                except BadRowError as error:
                    row.reason = str(error)
                row.conversion = None
            batch.rows.append(row)
            if not row.reason:
                batch.good.append(row)
                batch.visitors.append(visitor)
                batch.size += len(visitor) + 1
            if len(batch.rows) >= limit or batch.size > room - rows.LONGEST_LINE:
                batch.mark = self._mark()
                yield batch
                batch = _Batch()
        batch.mark = self._mark()
        if batch.rows or batch.mark["bytes"] > self._settled:
            yield batch

    def _deliver(self, sender: sending.Sender, batch: _Batch) -> list[tuple[_Row, str]]:
        """Deliver a batch, and say which of its rows are refused."""
        refused: list[tuple[_Row, str]] = []
        self._halve(sender, batch.good, batch.visitors, refused)
        return refused

    def _halve(
        self,
        sender: sending.Sender,
        good: Sequence[_Row],
        visitors: Sequence[bytes],
        refused: list[tuple[_Row, str]],
    ) -> None:
        """A batch that is too large is halved, and one that is refused, until the rows at fault are found."""
        if not good:
            return
        middle = len(good) // 2
        if middle and sum(map(len, visitors)) + len(visitors) + _SPARE > conversions.LARGEST_BATCH:
            self._halve(sender, good[:middle], visitors[:middle], refused)
            self._halve(sender, good[middle:], visitors[middle:], refused)
            return
        try:
            sender.post(conversions.body(self.order.target, visitors))
        except sending.RefusedError as error:
            if error.status not in {400, 413, 422}:
                raise
            if len(good) == 1:
                refused.append((good[0], error.what))
                if len(refused) > _FORGIVEN:
                    error.help = (
                        "it refuses one row after the other: look at the account and project"
                    )
                    raise
                return
            self._halve(sender, good[:middle], visitors[:middle], refused)
            self._halve(sender, good[middle:], visitors[middle:], refused)

    def _finish(self, batch: _Batch, future: Future[list[tuple[_Row, str]]]) -> None:
        """Remember a batch, once it and all before it have arrived."""
        self._has_failed = True
        refused = future.result()
        kept = [(row, row.reason) for row in batch.rows if row.reason]
        kept = sorted([*kept, *refused], key=lambda pair: pair[0].line)
        self._keep(kept)
        self.report.rows += len(batch.rows)
        self.report.rejected += len(kept)
        self.report.sent += len(batch.rows) - len(kept)
        self._settle(batch.mark)
        self._has_failed = False

    # -- Classic -----------------------------------------------------------------------------------------

    def send_singly(self) -> None:
        """Say which rows are tried before they are, and what became of each as soon as it is known."""
        order = self.order
        with (
            sending.log(
                order.target.project, patience=order.patience, width=CLASSIC_WIDTH, tell=self.say
            ) as sender,
            ThreadPoolExecutor(CLASSIC_WIDTH, "tagwright-send") as pool,
        ):
            try:
                while window := self._window():
                    self._send_window(sender, pool, window)
            except BaseException as broken:
                self._stopped(sender, pool, broken)
                raise
            mark = self._mark()
            if mark["bytes"] > self._settled:
                self._settle(mark)

    def _window(self) -> list[tuple[int, _Row]]:
        # After a run that was cut short, its last window comes again as it was: rows in doubt are among its first.
        window = []
        for row in self._rows:
            window.append((self._count, row))
            self._count += 1
            if len(window) == WINDOW:
                break
        return window

    def _send_window(
        self, sender: sending.Sender, pool: ThreadPoolExecutor, window: list[tuple[int, _Row]]
    ) -> None:
        done, target = self.done, self.order.target
        todo: list[tuple[int, _Row, str]] = []
        rejected: list[tuple[_Row, str]] = []
        doubtful: list[tuple[_Row, str]] = []
        sent = 0
        for number, row in window:
            if number in done.ok:
                sent += 1
                continue
            query = self._query(row, target)
            if not query:
                rejected.append((row, row.reason))
            elif done.is_doubtful(number):
                doubtful.append((row, "a run was cut short when this was on its way"))
            else:
                todo.append((number, row, query))
        self._look_at([row for _, row in window], len(todo) + len(doubtful) + sent)
        if todo:
            self.journal.add({"try": window[-1][0] + 1, "boot": _boot()}, sync=True)
        problem, wait = "", None
        for row, tried in self._tried(sender, pool, todo):
            if tried.fate == "sent":
                sent += 1
            elif tried.fate == "doubtful":
                doubtful.append((row, tried.reason))
            else:
                problem, wait = tried.reason, tried.wait
        if problem:
            # What became of each is known: nothing is in doubt but what was begun.
            self.journal.add({"try": 0, "boot": ""}, sync=True)
            what = f"{sender.address} does not answer: {problem}"
            is_long = wait is not None and wait > self.order.patience
            raise OfflineError(what, help=wire.alone(wait or 0) if is_long else sending.AGAIN)
        self._keep(rejected, sorted(doubtful, key=lambda pair: pair[0].line))
        report = self.report
        report.rows += len(window)
        report.sent += sent
        report.rejected += len(rejected)
        report.doubtful += len(doubtful)
        self.done = _Done(header=done.header)
        self._settle(self._mark())

    def _query(self, row: _Row, target: Target) -> str:
        if row.conversion is not None:
            try:
                return conversions.query(target, row.conversion)
            except BadRowError as error:
                row.reason = str(error)
        return ""

    def _tried(
        self,
        sender: sending.Sender,
        pool: ThreadPoolExecutor,
        todo: Sequence[tuple[int, _Row, str]],
    ) -> Iterator[tuple[_Row, Tried]]:
        def one(number: int, query: str) -> Tried:
            # Not synced: a killed run keeps what it wrote, and after a power cut the whole window is in doubt.
            self.journal.add({"go": number})
            tried = sender.once(query)
            if tried.fate != "doubtful":
                self.journal.add({"ok" if tried.fate == "sent" else "unsent": number})
            return tried

        futures = [(row, pool.submit(one, number, query)) for number, row, query in todo]
        for row, future in futures:
            yield row, future.result()


def _boot() -> str:
    """What names the time since this machine was started; "" where nothing does."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def preview(order: Order, most: int = 3) -> Iterator[tuple[str, str, Any]]:
    """The first requests a run would make: method, address and body. Nothing is sent or remembered.

    Raises:
        RowsError: as `run`; also what is wrong with the first rows.
    """
    with tempfile.TemporaryDirectory() as folder, rows.opened(order.path) as opened:
        aside = replace(order, journal=Path(folder) / "journal")
        with Journal(Path(folder) / "journal") as journal:
            work = _Run(aside, journal, rows.as_utf8(opened))
            yield from itertools.islice(work.requests(), most)


def _from(row: Mapping[str, Any], target: Target) -> Conversion:
    return conversions.conversion(row, target, _now())


def _now() -> int:
    """Milliseconds since 1970; asked for each row, for a stream may last for hours."""
    return time.time_ns() // 1_000_000
