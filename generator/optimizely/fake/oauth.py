"""OAuth 2.0 as Optimizely documents it: `scopes=all`, codes for ten minutes, tokens for two hours.

PKCE is in none of Optimizely's pages: a challenge that is sent is checked, none is asked for.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake.answers import told
from generator.optimizely.fake.state import State

Handler = Callable[[State, Incoming], Awaitable[Response]]

CODE_SECONDS: Final = 600
TOKEN_SECONDS: Final = 7200
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def register(state: State, client: str, secret: str = "", **details: str) -> None:
    """Make an application known; without a secret it is a public one.

    `redirect` fixes its redirect address, `loopback="no"` refuses http on the user's own machine too, and
    `deny="yes"` is the user who says no.
    """
    state.issue(
        f"application {client}", "application", client, details={"secret": secret, **details}
    )


async def _authorize(state: State, request: Incoming) -> Response:
    """Where the user says yes: at once, unless the application is registered to be denied."""
    asked = request.query_params
    known = state.known(f"application {asked.get('client_id', '')}", "application")
    if not known:
        return Response("unknown client_id", 400)
    redirect = asked.get("redirect_uri", "")
    if not _acceptable(redirect, known, asked.get("response_type", "")):
        return Response("redirect_uri is not registered, or not https", 400)
    problem = _wrong(asked)
    if problem:
        return Response(problem, 400)
    back = {"state": asked["state"]} if "state" in asked else {}
    if known.get("deny"):
        return _back(redirect, {"error": "access_denied", **back})
    code = state.issue(
        secrets.token_urlsafe(24),
        "code",
        asked["client_id"],
        CODE_SECONDS,
        details={"redirect": redirect, "challenge": asked.get("code_challenge", "")},
    )
    return _back(redirect, {"code": code, **back})


async def _token(state: State, request: Incoming) -> Response:
    """Trade a code or a refresh token; the parameters come in the body or, as in the documentation, in the query."""
    said = {**request.query_params, **dict(parse_qsl((await request.body()).decode()))}
    known = state.known(f"application {said.get('client_id', '')}", "application")
    if not known or said.get("client_secret", "") != known["secret"]:
        return _refused("invalid_client", "client_id or client_secret is wrong")
    if said.get("grant_type") == "authorization_code":
        return _traded(state, said)
    if said.get("grant_type") == "refresh_token":
        if not state.known(said.get("refresh_token", ""), "refresh"):
            # 403 in the older documentation, 400 in today's
            status = int(known.get("revoked") or 400)
            return _refused("invalid_grant", "the token was revoked", status)
        return told(_access(state, said["client_id"]))
    return _refused("unsupported_grant_type", "grant_type is unknown")


def _traded(state: State, said: Mapping[str, str]) -> Response:
    code = state.known(said.get("code", ""), "code")
    state.revoke(said.get("code", "") or "-")
    if (
        not code
        or code["client"] != said["client_id"]
        or code["redirect"] != said.get("redirect_uri")
    ):
        return _refused("invalid_grant", "the code is wrong, has expired or was used")
    if code["challenge"] and code["challenge"] != _challenge(said.get("code_verifier", "")):
        return _refused("invalid_grant", "code_verifier is wrong")
    refresh = state.issue(secrets.token_urlsafe(24), "refresh", said["client_id"])
    return told({**_access(state, said["client_id"]), "refresh_token": refresh})


def _access(state: State, client: str) -> dict[str, str | int]:
    word = state.issue(secrets.token_urlsafe(24), "access", client, TOKEN_SECONDS)
    return {"access_token": word, "expires_in": TOKEN_SECONDS, "token_type": "bearer"}


def _wrong(asked: Mapping[str, str]) -> str:
    if asked.get("response_type") not in {"code", "token"}:
        return "response_type must be code or token"
    if asked.get("scopes") != "all":
        return "scopes must be all"
    if asked.get("code_challenge") and asked.get("code_challenge_method") != "S256":
        return "code_challenge_method must be S256"
    return ""


def _acceptable(redirect: str, known: Mapping[str, str], kind: str) -> bool:
    """Codes go to https only; whether to http on the user's own machine is not documented, and can be set."""
    if known.get("redirect") not in {None, redirect}:
        return False
    address = urlsplit(redirect)
    if address.scheme == "https" or kind == "token":
        return True
    mine = address.hostname in _LOOPBACK and known.get("loopback") != "no"
    return address.scheme == "http" and mine


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _back(redirect: str, query: Mapping[str, str]) -> Response:
    joint = "&" if "?" in redirect else "?"
    return Response(status_code=302, headers={"Location": f"{redirect}{joint}{urlencode(query)}"})


def _refused(word: str, sentence: str, status: int = 400) -> Response:
    return told({"error": word, "error_description": sentence}, status)


ROUTES: Final[Sequence[tuple[str, str, Handler]]] = (
    ("GET", "/oauth2/authorize", _authorize),
    ("POST", "/oauth2/token", _token),
)
