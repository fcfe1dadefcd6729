"""What answers have in common: JSON, Optimizely's error body, and who may ask."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake.state import State

_CODES: Final = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    410: "gone",
    413: "too_large",
    429: "too_many_requests",
}


class RefusedError(Exception):
    """A request that is not carried out, and the answer to it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.response = error(status, message)


def told(body: object, status: int = 200) -> Response:
    """JSON, as Optimizely writes it: without fields that are null."""
    text = json.dumps(_full(body))
    return Response(text, status, media_type="application/json")


def error(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Optimizely's error body."""
    body = {"code": _CODES.get(status, str(status)), "message": message, "uuid": str(uuid.uuid4())}
    return Response(
        json.dumps(body), status, media_type="application/json", headers=dict(headers or {})
    )


async def said(request: Incoming) -> dict[str, Any]:
    """The request's body, which must be an object."""
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise RefusedError(400, "The request body is not JSON") from None
    if not isinstance(body, dict):
        raise RefusedError(400, "The request body is no object")
    return body


def bearer(state: State, request: Incoming) -> None:
    """Let those in who show a token of v2; 401 without one, 403 with a dead one."""
    kind, _, word = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not word:
        raise RefusedError(401, "Invalid credentials")
    _admit(state, word, "access", "personal")


def token(state: State, request: Incoming) -> None:
    """Let those in who show a token of v1: in `Token`, or one of OAuth's in `Authorization`."""
    word = request.headers.get("token", "")
    if word:
        _admit(state, word, "personal1")
        return
    kind, _, word = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not word:
        raise RefusedError(401, "Token missing")
    _admit(state, word, "access")


def _admit(state: State, word: str, *kinds: str) -> None:
    if not state.known(word, *kinds):
        raise RefusedError(403, "The token is invalid, has expired or was revoked")


def _full(body: object) -> object:
    if isinstance(body, dict):
        return {key: _full(value) for key, value in body.items() if value is not None}
    if isinstance(body, list):
        return [_full(value) for value in body]
    return body
