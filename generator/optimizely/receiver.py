"""Webhooks in, conversions at Optimizely out: each is stored before it is answered, and sent until it has arrived."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from generator.errors import ApiError, OutputError
from generator.optimizely import conversions, inbox, journal, sending
from generator.optimizely import port as ports
from generator.optimizely.conversions import BadRowError
from generator.optimizely.inbox import Inbox, Row
from generator.optimizely.sources import IgnoredError, Receiver, Source

logger = logging.getLogger(__name__)

#: seconds in which a webhook must have arrived
_HURRY: Final = 15.0
#: rows of one request to the Event API
_BATCH: Final = 1_000
_PAUSE: Final = 0.2
_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 300.0
#: seconds between two looks for rows that can be forgotten
_FORGET: Final = 3600.0
#: waiting webhooks that are not stored yet; more are answered 503
_CROWD: Final = 10_000


class _Unstorable(Exception):  # noqa: N818 -- it ends in an answer, not in a message
    """The disk is full, or too much is waiting for it."""


@dataclass(slots=True)
class _Desk:
    """Where webhooks wait to be stored, many at a time, and what was counted."""

    inbox: Inbox
    waiting: list[tuple[Row, asyncio.Future[None]]] = field(default_factory=list)
    ring: asyncio.Event = field(default_factory=asyncio.Event)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def store(self, row: Row) -> None:
        """Wait until the row is on the disk."""
        if len(self.waiting) >= _CROWD:
            raise _Unstorable("too many webhooks at once")
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((row, future))
        self.ring.set()
        await future

    async def work(self) -> None:
        """Store what waits, all of it in one go, for ever."""
        while True:
            await self.ring.wait()
            self.ring.clear()
            batch, self.waiting = self.waiting, []
            problem: Exception | None = None
            try:
                await asyncio.to_thread(self.inbox.store, [row for row, _ in batch])
            except Exception as error:  # noqa: BLE001 -- whatever it is, the senders must hear of it
                problem = _Unstorable(f"{type(error).__name__}: {error}")
            for _, future in batch:
                if future.cancelled():
                    continue
                if problem:
                    future.set_exception(problem)
                else:
                    future.set_result(None)


class Forwarder:
    """Sends what is in the inbox, in a thread of its own.

    Attributes:
        failures: deliveries that did not succeed.
        problem: why the last one did not; "" when it did.
    """

    def __init__(self, receiver: Receiver, patience: float = 0.0) -> None:
        self._receiver = receiver
        self._patience = patience
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tagwright-forward", daemon=True)
        self.failures = 0
        self.problem = ""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is on its way."""
        self._stop.set()
        self._thread.join(35)

    def _run(self) -> None:
        receiver = self._receiver
        box = Inbox(receiver.database)
        forgotten = 0.0
        try:
            with self._sender() as sender:
                while not self._stop.is_set():
                    try:
                        busy = self._turn(box, sender)
                        if time.monotonic() - forgotten > _FORGET:
                            forgotten = time.monotonic()
                            box.forget()
                    except Exception as error:  # noqa: BLE001 -- the thread must outlive it, and /health tell
                        self._failed(f"{type(error).__name__}: {error}")
                        busy = False
                    if not busy:
                        self._stop.wait(_PAUSE)
        finally:
            box.close()

    def _sender(self) -> sending.Sender:
        receiver = self._receiver
        if receiver.api == "classic":
            return sending.log(receiver.target.project, patience=self._patience)
        return sending.events(
            europe=receiver.europe, strict=receiver.strict, patience=self._patience
        )

    def _turn(self, box: Inbox, sender: sending.Sender) -> bool:
        """Send what is due; whether there was anything."""
        if self._receiver.api == "classic":
            return self._log(box, sender)
        rows = box.due(_BATCH)
        if rows:
            self._post(box, sender, list(rows))
        return bool(rows)

    def _post(self, box: Inbox, sender: sending.Sender, rows: list[Row]) -> None:
        """Send a batch; one that is refused is halved until the rows at fault are found."""
        try:
            sender.post(conversions.body(self._receiver.target, [row.content for row in rows]))
        except sending.RefusedError as error:
            if error.status not in {400, 413, 422}:
                self._later(box, rows, error)
            elif len(rows) == 1:
                self._failed(error.what)
                box.settle(rows, inbox.REFUSED, error.what)
            else:
                middle = len(rows) // 2
                self._post(box, sender, rows[:middle])
                self._post(box, sender, rows[middle:])
        except ApiError as error:
            self._later(box, rows, error)
        else:
            self.problem = ""
            box.settle(rows, inbox.SENT)

    def _later(self, box: Inbox, rows: list[Row], error: ApiError) -> None:
        self._failed(error.what)
        box.postpone(rows, _pause(rows[0], error.wait))
        self._rest(error.wait)

    def _rest(self, wanted: float | None) -> None:
        """Leave Optimizely alone: as long as it wants, or else for a moment."""
        self._stop.wait(_FIRST_WAIT if wanted is None else min(wanted, _LONGEST_WAIT))

    def _log(self, box: Inbox, sender: sending.Sender) -> bool:
        """Log Classic's events one by one: each is marked before it leaves, and never leaves twice."""
        rows = box.due(50)
        for row in rows:
            if self._stop.is_set():
                break
            box.settle([row], inbox.SENDING)
            tried = sender.once(row.content.decode())
            if tried.fate == "sent":
                self.problem = ""
                box.settle([row], inbox.SENT)
            elif tried.fate == "doubtful":
                self._failed(tried.reason)
                box.settle([row], inbox.DOUBTFUL, tried.reason)
            else:
                self._failed(tried.reason)
                box.settle([row], inbox.WAITING)
                box.postpone([row], _pause(row, tried.wait))
                self._rest(tried.wait)
                break
        return bool(rows)

    def _failed(self, reason: str) -> None:
        self.failures += 1
        if reason != self.problem:
            logger.warning("delivery failed: %s", reason)
        self.problem = reason


def _pause(row: Row, wanted: float | None) -> float:
    """Seconds until a row is tried again: as many as Optimizely wants, or more and more."""
    return min(_FIRST_WAIT * 2 ** min(row.tries, 10), _LONGEST_WAIT) if wanted is None else wanted


def app(receiver: Receiver, *, resend_doubtful: bool = False) -> Starlette:
    """The receiver as an ASGI application; its life is that of the application's lifespan.

    Raises:
        OutputError: the database cannot be opened, or another receiver is using it.
    """
    alone = _alone(receiver.database)
    box = Inbox(receiver.database)
    # A run that was killed does not know what became of these.
    box.move(inbox.SENDING, inbox.DOUBTFUL, "a run was cut short when this was on its way")
    if resend_doubtful:
        box.move(inbox.DOUBTFUL, inbox.WAITING)
    _read_again(box, receiver)
    desk = _Desk(box)
    forwarder = Forwarder(receiver)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        work = asyncio.create_task(desk.work())
        forwarder.start()
        try:
            yield
        finally:
            await asyncio.to_thread(forwarder.stop)
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work
            box.close()
            alone.close()

    async def health(_: Request) -> Response:
        try:
            counts = await asyncio.to_thread(box.counts)
            age = await asyncio.to_thread(box.age)
        except sqlite3.Error as error:
            return JSONResponse({"status": "failing", "problem": f"the database: {error}"}, 503)
        status = "late" if forwarder.problem and counts["waiting"] else "ok"
        facts = {"status": status, **counts, "oldest_waiting_seconds": round(age, 1)}
        return JSONResponse({**facts, "problem": forwarder.problem})

    async def metrics(_: Request) -> Response:
        try:
            counts = await asyncio.to_thread(box.counts)
            age = await asyncio.to_thread(box.age)
        except sqlite3.Error:
            return PlainTextResponse("", 503)
        return PlainTextResponse(
            _metrics(counts, age, desk.counts, forwarder.failures),
            media_type="text/plain; version=0.0.4",
        )

    routes = [
        Route(path, _endpoint(source, receiver, desk), methods=["POST"])
        for path, source in receiver.sources.items()
    ]
    more = [Route("/health", health), Route("/metrics", metrics)]
    return Starlette(routes=[*routes, *more], lifespan=lifespan)


def _alone(database: Path) -> BinaryIO:
    """A lock beside the database: two receivers would send the same rows, and Classic would count them twice."""
    path = database.with_name(f"{database.name}.lock")
    try:
        stream = path.open("ab")
    except OSError as error:
        what = f"cannot write {str(path)!r}: {error.strerror}"
        raise OutputError(
            what, help="choose another place: database = … in the receiver's file"
        ) from error
    try:
        journal.lock(stream.fileno(), path)
    except OutputError:
        stream.close()
        raise
    return stream


def serve(
    receiver: Receiver,
    host: str,
    port: int,
    *,
    resend_doubtful: bool = False,
    started: Callable[[str], None] | None = None,
) -> None:
    """Receive until interrupted; `started` hears the address.

    Raises:
        OutputError: the port is taken; also as `app`.
    """
    with ports.bind(port, host) as bound:
        server = uvicorn.Server(_config(app(receiver, resend_doubtful=resend_doubtful)))
        if started:
            started(ports.address_of(bound))
        server.run([bound])


def _config(application: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        # An access log would hold tokens that stand in addresses.
        access_log=False,
        log_level="warning",
        lifespan="on",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
        limit_concurrency=2_000,
        server_header=False,
    )


class _Refused(Exception):  # noqa: N818 -- it ends in an answer, not in a message
    """What a webhook is answered that is not taken."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def _endpoint(source: Source, receiver: Receiver, desk: _Desk) -> Callable[..., Any]:
    async def endpoint(request: Request) -> Response:
        status, facts, headers = 200, {}, {}
        try:
            facts = await _answer(request, source, receiver, desk)
        except _Refused as refused:
            status, facts = refused.status, {"stored": False, "reason": str(refused)}
        except _Unstorable as error:
            logger.warning("a webhook could not be stored: %s", error)
            status, facts = 503, {"stored": False, "reason": "the webhook cannot be stored now"}
            headers = {"Retry-After": "30"}
        desk.counts[source.name, str(status)] += 1
        return JSONResponse(facts, status, headers)

    return endpoint


async def _answer(
    request: Request, source: Source, receiver: Receiver, desk: _Desk
) -> dict[str, Any]:
    """What a webhook is answered once it is stored, or need not be."""
    data, body = await _genuine(request, source, receiver)
    try:
        row = row_of(source, receiver, data)
    except IgnoredError as ignored:
        desk.counts[source.name, "ignored"] += 1
        return {"stored": False, "reason": str(ignored)}
    except BadRowError as error:
        # Kept as it is: when the mapping is mended, it is read again.
        digest = hashlib.sha256(source.path.encode() + b"\0" + body).hexdigest()
        content = json.dumps(data).encode()
        await desk.store(Row(digest, source.path, content, inbox.UNREADABLE, str(error)))
        return {"stored": True, "reason": str(error)}
    await desk.store(row)
    return {"stored": True, "uuid": row.uuid}


async def _genuine(request: Request, source: Source, receiver: Receiver) -> tuple[Any, bytes]:
    """What a webhook holds, and its bytes, when it comes from where it should."""
    try:
        async with asyncio.timeout(_HURRY):
            body = await _body(request, receiver.limit)
    except (TimeoutError, ClientDisconnect):
        raise _Refused(408, "the webhook did not arrive in time") from None
    if body is None:
        what = f"the webhook is larger than {receiver.limit:,} bytes"
        raise _Refused(413, what)
    query = request.query_params.get("token")
    if not source.is_genuine(body, request.headers.get(source.header), query):
        raise _Refused(401, "the signature or token is not right")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        return _decoded(body, kind), body
    except LookupError:
        raise _Refused(415, "a webhook is JSON or a form") from None
    except ValueError:
        raise _Refused(400, "the webhook cannot be read") from None


async def _body(request: Request, limit: int) -> bytes | None:
    """The body, or None when it is too large; what comes after is not read."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        return None
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > limit:
            return None
    return bytes(parts)


def _decoded(body: bytes, kind: str) -> Any:  # noqa: ANN401 -- JSON
    """What a webhook holds.

    Raises:
        LookupError: it is neither JSON nor a form.
        ValueError: it is not what it says.
    """
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=2_000))
    if kind == "application/json" or kind.endswith("+json") or not kind:
        try:
            data = json.loads(body)
        except RecursionError:
            raise ValueError(kind) from None
        if isinstance(data, dict):
            return data
        raise ValueError(kind)
    raise LookupError(kind)


def row_of(source: Source, receiver: Receiver, data: Any) -> Row:  # noqa: ANN401 -- JSON
    """What a webhook is stored as.

    Raises:
        IgnoredError: it is no conversion.
        BadRowError: what is wrong with it.
    """
    target = receiver.target
    one = source.conversion(data, target, time.time_ns() // 1_000_000)
    try:
        if receiver.api == "classic":
            content = conversions.query(target, one).encode()
        else:
            content = conversions.visitor(target, one)
        return Row(conversions.uuid(target, one), source.path, content)
    except UnicodeEncodeError:
        raise BadRowError("it holds a character that is no text") from None


def _read_again(box: Inbox, receiver: Receiver) -> None:
    """Try once more what could not be read: the mapping may have been mended."""
    for old in box.unreadable():
        source = receiver.sources.get(old.source)
        if source is None:
            continue
        with contextlib.suppress(BadRowError):
            try:
                new = row_of(source, receiver, json.loads(old.content))
            except IgnoredError as ignored:
                box.settle([old], inbox.REFUSED, str(ignored))
            else:
                box.replace(old, new)


def _metrics(
    counts: Mapping[str, int],
    age: float,
    answers: Counter[tuple[str, str]],
    failures: int,
) -> str:
    """As Prometheus reads it."""
    lines = ["# TYPE tagwright_webhooks_total counter"]
    for (source, answer), count in sorted(answers.items()):
        label = source.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'tagwright_webhooks_total{{source="{label}",answer="{answer}"}} {count}')
    lines.append("# TYPE tagwright_conversions gauge")
    lines += [f'tagwright_conversions{{state="{state}"}} {n}' for state, n in counts.items()]
    lines += [
        "# TYPE tagwright_oldest_waiting_seconds gauge",
        f"tagwright_oldest_waiting_seconds {age:.3f}",
        "# TYPE tagwright_delivery_failures_total counter",
        f"tagwright_delivery_failures_total {failures}",
    ]
    return "\n".join(lines) + "\n"
