"""What only a fake has: its log, what it counted, faults to come, tokens to end. All below `/_fake`."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, fields
from typing import Final

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake.answers import RefusedError, said, told
from generator.optimizely.fake.state import Fault, State

Handler = Callable[[State, Incoming], Awaitable[Response]]

_FAULT: Final = TypeAdapter(Fault)


async def _log(state: State, request: Incoming) -> Response:
    return told([asdict(one) for one in state.log(request.query_params.get("path", ""))])


async def _conversions(state: State, request: Incoming) -> Response:
    del request
    return told(state.conversions())


async def _hits(state: State, request: Incoming) -> Response:
    del request
    return told(state.hits())


async def _count(state: State, request: Incoming) -> Response:
    del request
    distinct, received = state.count_conversions()
    return told({"conversions": distinct, "received": received, "hits": len(state.hits())})


async def _fault(state: State, request: Incoming) -> Response:
    body = await said(request)
    unknown = sorted(body.keys() - {one.name for one in fields(Fault)})
    if unknown:
        raise RefusedError(400, f"{unknown[0]}: a fault has no such field")
    try:
        fault = _FAULT.validate_python(body)
        re.compile(fault.path)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise RefusedError(400, f"{place}: {first['msg']}") from None
    except re.error as wrong:
        raise RefusedError(400, f"path: {wrong}") from None
    state.faults.append(fault)
    return Response(status_code=204)


async def _revoke(state: State, request: Incoming) -> Response:
    del request
    state.revoke()
    return Response(status_code=204)


async def _expire(state: State, request: Incoming) -> Response:
    del request
    state.expire()
    return Response(status_code=204)


ROUTES: Final[Sequence[tuple[str, str, Handler]]] = (
    ("GET", "/_fake/log", _log),
    ("GET", "/_fake/conversions", _conversions),
    ("GET", "/_fake/hits", _hits),
    ("GET", "/_fake/count", _count),
    ("POST", "/_fake/fault", _fault),
    ("POST", "/_fake/revoke", _revoke),
    ("POST", "/_fake/expire", _expire),
)
