"""Requests in, Optimizely's answers out: pages, retries, and errors in its own words.

A request is repeated when that can do no harm: after 429 and 503, after anything else that passes when it reads or
overwrites, and when it never left. A request that creates something is not repeated once it may have arrived; its
error is `doubtful`, and the commands look first whether it was carried out.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast
from urllib.parse import quote

import httpx
import stamina
import stamina.instrumentation

from generator.errors import ApiError, OfflineError
from generator.optimizely import places, wire
from generator.optimizely.auth import Credentials
from generator.optimizely.secret import scrub

_E = TypeVar("_E", bound=ApiError)

logger = logging.getLogger(__name__)

DryRun = Callable[[str, str, Any], None]
Body = Mapping[str, Any] | list[Any] | None
Query = str | int | bool | None

#: the most that v2 gives at once
PER_PAGE: Final = 100
ATTEMPTS: int = 8

_READS: Final = frozenset({"GET", "HEAD"})
#: said again, they change nothing more
_HARMLESS: Final = _READS | {"PUT", "PATCH", "DELETE"}
_EXPIRED: Final = frozenset({401, 403})
#: what a second DELETE is answered when the first one was carried out
_GONE: Final = frozenset({404, 410})
_EXCERPT: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What Optimizely answered, decoded.

    Attributes:
        status: 200, 201, 202 (still computing, or accepted), 204 (nothing to say); 0 in a dry run.
        body: JSON; None when there is none.
    """

    status: int
    body: Any = None


@dataclass(frozen=True, slots=True)
class _Call:
    """One request as it is meant, whatever becomes of it."""

    method: str
    url: str
    path: str
    body: Body = None
    query: Mapping[str, Any] = field(default_factory=dict)
    repeat: bool = False

    @property
    def harmless(self) -> bool:
        return self.repeat or self.method in _HARMLESS

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Client:
    """One connection to the REST API.

    Attributes:
        api: v2, or v1 for Classic and on-premise installations.
        dry: writes go to `dry_run` instead of to Optimizely.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        api: places.Version = "v2",
        base: str | None = None,
        dry_run: DryRun | None = None,
        patience: float = wire.PATIENCE,
    ) -> None:
        self.api: Final = api
        self.dry: Final = dry_run is not None
        self._credentials = credentials
        self._base = places.rest(api, base)
        self._dry_run = dry_run
        self._patience = patience
        self._http = wire.opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def source(self) -> str:
        """Where the token comes from, in words."""
        return self._credentials.source

    @property
    def is_known(self) -> bool:
        """Whether there is a token; a dry run needs none."""
        return any(self._credentials.secrets())

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def get(self, path: str, **query: Query) -> Any:  # noqa: ANN401 -- whatever JSON can say
        """What is at `path`."""
        return self.request("GET", path, query=query).body

    def pages(self, path: str, **query: Query) -> Iterator[dict[str, Any]]:
        """Everything of a list, asked for page by page until one is not full; each thing once."""
        if self.api == "v1":
            yield from self._listed(self.get(path, **query), path)
            return
        seen: set[object] = set()
        number = 1
        while True:
            found = self._listed(self.get(path, page=number, per_page=PER_PAGE, **query), path)
            fresh = [thing for thing in found if thing.get("id") not in seen]
            yield from fresh
            seen.update(thing.get("id") for thing in fresh)
            # Something may move from page to page in between; a list that knows no pages repeats itself.
            if len(found) != PER_PAGE or not fresh:
                return
            number += 1

    def post(self, path: str, body: Body, **query: Query) -> Any:  # noqa: ANN401 -- as above
        """What was created; in a dry run, what would be."""
        return self.request("POST", path, body, query=query).body

    def patch(self, path: str, body: Body, **query: Query) -> Any:  # noqa: ANN401 -- as above
        """What was changed, as it is now (v2)."""
        return self.request("PATCH", path, body, query=query).body

    def put(self, path: str, body: Body, **query: Query) -> Any:  # noqa: ANN401 -- as above
        """What was changed, as it is now (v1)."""
        return self.request("PUT", path, body, query=query).body

    def change(self, path: str, body: Body, **query: Query) -> Any:  # noqa: ANN401 -- as above
        """What was changed, with the verb of this version."""
        return self.request("PUT" if self.api == "v1" else "PATCH", path, body, query=query).body

    def delete(self, path: str) -> None:
        """Archive it; v1 destroys some things, see Optimizely's pages."""
        self.request("DELETE", path)

    def request(
        self,
        method: str,
        path: str,
        body: Body = None,
        *,
        query: Mapping[str, Query] | None = None,
        repeat: bool = False,
    ) -> Answer:
        """What Optimizely answers, after as many attempts as make sense.

        Args:
            method: GET, POST, PATCH, PUT or DELETE.
            path: relative to the API's version.
            body: sent as JSON.
            query: what is None is left out.
            repeat: a POST that does nothing more when it arrives twice.

        Raises:
            ApiError: Optimizely refuses.
            OfflineError: it does not answer, or not as Optimizely.
            LoginError: the login has ended.
        """
        call = _Call(method, self._url(path), f"/{path.strip('/')}", body, _said(query), repeat)
        if self._dry_run and method not in _READS:
            url = httpx.URL(call.url, params=call.query) if call.query else call.url
            self._dry_run(method, str(url), body)
            return Answer(0, body)
        for attempt in stamina.retry_context(
            on=_pause(self._patience),
            attempts=ATTEMPTS,
            timeout=self._patience,
            wait_initial=wire.PAUSE,
            wait_jitter=wire.PAUSE,
            wait_max=wire.LONGEST_PAUSE,
        ):
            with attempt:
                return self._answered(call, is_first=attempt.num == 1)
        raise AssertionError(call)

    def _url(self, path: str) -> str:
        return f"{self._base}/{quote(path.strip('/'), safe='/')}"

    def _answered(self, call: _Call, *, is_first: bool) -> Answer:
        used = self._credentials.header(self.api)
        response = self._sent(call, used)
        if response.status_code in _EXPIRED and self._credentials.renew(used[1]):
            response = self._sent(call, self._credentials.header(self.api))
        if call.method == "DELETE" and not is_first and response.status_code in _GONE:
            return Answer(204)
        if response.status_code >= 300:  # noqa: PLR2004 -- no success any more
            raise self._refusal(call, response)
        return Answer(response.status_code, self._decoded(call, response))

    def _sent(self, call: _Call, header: tuple[str, Any]) -> httpx.Response:
        began = time.monotonic()
        error: ApiError | None = None
        try:
            response = wire.answered(
                self._http,
                call.method,
                call.url,
                params=call.query or None,
                json=call.body,
                auth=_Token(*header),
            )
        except (httpx.RequestError, httpx.StreamError) as broken:
            error = self._silence(call, broken)
        except httpx.InvalidURL as broken:
            error = self._silence(call, broken)
            error.passing = False
        else:
            spent = 1000 * (time.monotonic() - began)
            logger.debug("%s: %d in %.0f ms", call, response.status_code, spent)
            return response
        # Outside of `except`: what httpx raised holds the request, and the request holds the token.
        raise error

    def _silence(self, call: _Call, broken: Exception) -> OfflineError:
        """An error for no answer, in words."""
        unsent = isinstance(broken, wire.UNSENT)
        host = httpx.URL(self._base).host
        why = self._scrubbed(wire.reason(broken))
        error = OfflineError(f"{host} does not answer {call}: {why}", help=_HELP_OFFLINE)
        error.doubtful = not (unsent or call.harmless)
        error.passing = unsent or call.harmless
        return _in_doubt(error)

    def _refusal(self, call: _Call, response: httpx.Response) -> ApiError:
        """An error with what the answer says of itself."""
        said = _error_body(response)
        status = response.status_code
        message = self._scrubbed(said.get("message") or response.reason_phrase or "no reason given")
        uuid = self._scrubbed(said.get("uuid", ""))
        kind = OfflineError if status >= 500 or status in {408, 429} else ApiError  # noqa: PLR2004
        error = kind(
            f"Optimizely answers {call} with {status}: {message}"
            + (f" (uuid {uuid})" if uuid else ""),
            help=_HELP.get(status),
        )
        error.status, error.message, error.uuid = status, message, uuid
        error.code = self._scrubbed(said.get("code", ""))
        untouched = status in wire.UNTOUCHED
        error.passing = untouched or (status in wire.PASSING and call.harmless)
        error.doubtful = status >= 500 and not (untouched or call.harmless)  # noqa: PLR2004
        error.wait = wire.retry_after(response.headers)
        if error.wait is not None and error.wait > self._patience:
            error.help = wire.alone(error.wait)
        return _in_doubt(error)

    def _decoded(self, call: _Call, response: httpx.Response) -> Any:  # noqa: ANN401 -- JSON
        if not response.content:
            return None
        try:
            return json.loads(response.content)
        except ValueError:
            pass
        start = self._scrubbed(response.text[:_EXCERPT].strip())
        error = OfflineError(
            f"the answer to {call} is not JSON: {start!r}",
            help="look whether a proxy or a login page answers in Optimizely's place",
        )
        error.status = response.status_code
        error.doubtful = not call.harmless
        error.passing = call.harmless
        raise _in_doubt(error)

    def _listed(self, body: object, path: str) -> list[dict[str, Any]]:
        if body is None:
            return []
        if isinstance(body, list) and all(isinstance(thing, dict) for thing in body):
            return cast("list[dict[str, Any]]", body)
        what = f"the answer to GET /{path.strip('/')} is no list"
        raise OfflineError(what, help=_HELP_OFFLINE)

    def _scrubbed(self, text: object) -> str:
        return scrub(str(text), self._credentials.secrets())


class _Token(httpx.Auth):
    """Puts the token on the request at the last moment, so that no variable on the way holds it."""

    def __init__(self, name: str, secret: Any) -> None:  # noqa: ANN401 -- a Secret
        self._name = name
        self._secret = secret

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]
        word = self._secret.reveal()
        request.headers[self._name] = f"Bearer {word}" if self._name == "Authorization" else word
        yield request


_HELP_OFFLINE = "try again later; https://status.optimizely.com says whether it is Optimizely"
_HELP = {
    401: "log in: tagwright optimizely login",
    403: "the token may not do this, or was revoked: tagwright optimizely whoami, then login",
    404: "look whether the id belongs to this account, and to this version of the API",
    409: "it was changed by somebody else, or is there already: look at it in Optimizely",
    410: "it is archived already",
    429: "Optimizely limits requests: wait a minute and run this again",
}
_HELP_DOUBTFUL = "it may have been carried out: look before running it again"


def _in_doubt(error: _E) -> _E:
    if error.doubtful:
        error.help = _HELP_DOUBTFUL
    return error


def on_pause(tell: Callable[[str], None]) -> None:
    """Have somebody told, from now on, why we wait before a request is repeated, when it is for a second or more."""

    def hook(details: stamina.instrumentation.RetryDetails) -> None:
        if details.wait_for >= 1 and isinstance(details.caused_by, ApiError):
            tell(f"{details.caused_by.what}; again in {details.wait_for:.0f} s")

    stamina.instrumentation.set_on_retry_hooks([hook])


def _pause(patience: float) -> Callable[[Exception], bool | float]:
    """Whether to repeat after an error, and when, in seconds, if Optimizely says so."""

    def pause(error: Exception) -> bool | float:
        if not isinstance(error, ApiError) or not error.passing:
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= patience else False

    return pause


def _error_body(response: httpx.Response) -> dict[str, str]:
    try:
        said = json.loads(response.content)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    words = {key: str(said[key]) for key in ("code", "message", "uuid") if said.get(key)}
    if isinstance(said.get("messages"), dict):
        more = "; ".join(f"{key}: {value}" for key, value in said["messages"].items())
        words["message"] = f"{words.get('message', '')} ({more})".strip()
    return words


def _said(query: Mapping[str, Query] | None) -> dict[str, str | int]:
    """What is said in the query; booleans as JSON has them."""
    return {
        key: str(value).lower() if isinstance(value, bool) else value
        for key, value in (query or {}).items()
        if value is not None
    }
