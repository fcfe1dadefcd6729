"""The ASGI application: what each of Optimizely's addresses answers."""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from email.utils import formatdate
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import Response
from starlette.routing import Route

from generator.optimizely.fake import control, events, oauth, v1, v2
from generator.optimizely.fake.answers import RefusedError, error
from generator.optimizely.fake.state import Fault, Request, State

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_MINUTE: Final = 60.0


class Fake:
    """The application.

    Attributes:
        state: what it knows and what arrived; another one is another Optimizely.
        rate: REST requests a minute for each token; 0 for any number.
    """

    def __init__(self, state: State | None = None, *, rate: int = 0) -> None:
        self.state = state or State()
        self.rate = rate
        self._recent: dict[str, deque[float]] = {}
        self._app = Starlette(
            routes=[
                Route(path, self._endpoint(answer), methods=[method])
                for routes in (v2.ROUTES, v1.ROUTES, oauth.ROUTES, events.ROUTES, control.ROUTES)
                for method, path, answer in routes
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and remember it."""
        if scope["type"] != "http":
            return
        path, method = scope["path"].rstrip("/") or "/", scope["method"]
        if path.startswith("/_fake"):
            await self._app({**scope, "path": path}, receive, send)
            return
        body = await _whole(receive)
        fault = next((f for f in self.state.faults if f.meets(method, path)), None)
        answer = await self._answer(scope, path, body, fault)
        self._record(scope, path, body, answer.status_code)
        await _deliver(answer, fault, send)

    async def _answer(self, scope: Scope, path: str, body: bytes, fault: Fault | None) -> Response:
        true: Response | None = None
        if not fault or fault.late or not (fault.status or fault.reset):
            true = self._limited(scope, path) or await self._truth(scope, path, body)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault and fault.status:
            body = fault.body.encode(errors="surrogateescape")
            return Response(body, fault.status, headers=dict(fault.headers or {}))
        return true or Response(status_code=0)

    async def _truth(self, scope: Scope, path: str, body: bytes) -> Response:
        """What the application answers, as a whole."""
        status, headers, parts = 500, {}, bytearray()

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                parts.extend(message.get("body", b""))

        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send)
        headers.pop("content-length", None)
        return Response(bytes(parts), status, headers=headers)

    def _endpoint(
        self, answer: Callable[[State, Incoming], Awaitable[Response]]
    ) -> Callable[[Incoming], Awaitable[Response]]:
        async def endpoint(request: Incoming) -> Response:
            try:
                return await answer(self.state, request)
            except RefusedError as refused:
                return refused.response

        return endpoint

    def _limited(self, scope: Scope, path: str) -> Response | None:
        """429 when there were too many requests; Optimizely publishes no numbers."""
        if not self.rate or not path.startswith(("/v2", "/experiment")):
            return None
        headers = dict(scope["headers"])
        who = (headers.get(b"authorization") or headers.get(b"token") or b"").decode("latin-1")
        recent, now = self._recent.setdefault(who, deque()), time.monotonic()
        while recent and recent[0] < now - _MINUTE:
            recent.popleft()
        if len(recent) < self.rate:
            recent.append(now)
            return None
        wait = int(recent[0] + _MINUTE - now) + 1
        return error(429, "Too many requests", {"Retry-After": str(wait)})

    def _record(self, scope: Scope, path: str, body: bytes, status: int) -> None:
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        self.state.record(
            Request(
                scope["method"],
                path,
                scope["query_string"].decode("latin-1"),
                _quiet(headers),
                body[:20_000].decode(errors="replace") if not path.startswith("/oauth2") else "",
                len(body),
                status,
            )
        )


def _quiet(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers for the log: tokens are told apart by their ends, and not kept."""
    return {
        name: f"…{value[-4:]}" if name in {"authorization", "token"} else value
        for name, value in headers.items()
    }


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


async def _deliver(answer: Response, fault: Fault | None, send: Send) -> None:
    """Send the answer, as far as the fault lets it get."""
    if fault and fault.reset:
        _reset(send)
        return
    body = bytes(answer.body)
    answer.headers.setdefault("Date", formatdate(usegmt=True))
    await send(
        {"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers}
    )
    if fault and fault.trickle:
        for place in range(len(body)):
            await send(_part(body[place : place + 1], more=True))
            await asyncio.sleep(fault.trickle)
        body = b""
    if fault and fault.cut >= 0:
        await send(_part(body[: fault.cut], more=True))
        _close(send)
        return
    await send(_part(body, more=False))


def _part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}


def _transport(send: Send) -> asyncio.Transport:
    """The connection behind uvicorn's `send`: ASGI has no word for breaking one."""
    transport: asyncio.Transport = send.__self__.transport  # type: ignore[attr-defined]
    return transport


def _close(send: Send) -> None:
    _transport(send).close()


def _reset(send: Send) -> None:
    """End the connection with RST instead of FIN."""
    transport = _transport(send)
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
