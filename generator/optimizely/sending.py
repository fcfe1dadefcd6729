"""Conversions' bodies and addresses in, what became of them out.

The Event API knows a conversion again by its uuid, so it is asked until it answers. Classic's logger does not:
it is asked again only when a request certainly never arrived.
"""

from __future__ import annotations

import random
import threading
import time
from email.utils import parsedate_to_datetime
from typing import Final, Literal, Self

import httpx

from generator import __version__
from generator.errors import ApiError, OfflineError, shown
from generator.optimizely import places

#: seconds for all attempts of one request
PATIENCE: Final = 300.0
#: seconds before the first repetition
PAUSE: float = 0.5
_LONGEST_PAUSE: Final = 30.0
_TIMEOUT: Final = httpx.Timeout(30.0, connect=10.0)
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
#: refused before anything was done
_UNTOUCHED: Final = frozenset({429, 503})
_TOO_LARGE: Final = 413

Fate = Literal["sent", "unsent", "doubtful"]


class RefusedError(ApiError):
    """A batch that the Event API will never take as it is."""


class Sender:
    """One connection to the Event API, or to Classic's logger."""

    def __init__(
        self, address: str, *, strict: bool = False, patience: float = PATIENCE, width: int = 16
    ) -> None:
        self.address: Final = address
        self._patience = patience
        self._stopped = threading.Event()
        headers = {"User-Agent": f"tagwright/{__version__}", "Content-Type": "application/json"}
        if strict:
            headers["X-Optimizely-Strict"] = "true"
        limits = httpx.Limits(max_connections=width, max_keepalive_connections=width)
        self._http = httpx.Client(timeout=_TIMEOUT, headers=headers, limits=limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; nothing is tried again from now on."""
        self._stopped.set()
        self._http.close()

    def stop(self) -> None:
        """Let waiting requests end with an error instead of being tried again."""
        self._stopped.set()

    def post(self, body: bytes) -> None:
        """Deliver one batch to the Event API, as often as it takes.

        Raises:
            RefusedError: it will never be taken.
            OfflineError: there was no answer for too long.
        """
        began = time.monotonic()
        pause = PAUSE
        while True:
            try:
                return self._posted(body)
            except ApiError as error:
                wait = error.wait if error.wait is not None else pause * (1 + random.random())  # noqa: S311
                spent = time.monotonic() - began
                if not error.passing or spent + wait > self._patience or self._stopped.wait(wait):
                    raise
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _posted(self, body: bytes) -> None:
        error: ApiError
        try:
            response = self._http.post(self.address, content=body)
        except httpx.HTTPError as broken:
            error = _silence(self.address, broken)
            error.passing = True
        else:
            if response.is_success:
                return
            error = _refusal(response)
        raise error

    def once(self, query: str) -> tuple[Fate, str]:
        """Log one of Classic's events: never twice.

        Returns:
            What became of it, and why.
        """
        began = time.monotonic()
        pause = PAUSE
        while True:
            try:
                response = self._http.get(f"{self.address}?{query}")
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as broken:
                reason, wait = _reason(broken), None
            except httpx.HTTPError as broken:
                return "doubtful", _reason(broken)
            else:
                if response.is_success:
                    return "sent", ""
                reason = f"the answer was {response.status_code}"
                if response.status_code not in _UNTOUCHED:
                    return "doubtful", reason
                wait = _retry_after(response.headers)
            pause = min(pause * 2, _LONGEST_PAUSE)
            if time.monotonic() - began > self._patience or self._stopped.wait(wait or pause):
                return "unsent", reason


def _silence(address: str, broken: httpx.HTTPError) -> OfflineError:
    host = httpx.URL(address).host
    what = f"{host} does not answer: {_reason(broken)}"
    return OfflineError(what, help="run this again later: it goes on where it stopped")


def _reason(broken: httpx.HTTPError) -> str:
    if isinstance(broken, httpx.TimeoutException):
        return "no answer in time"
    return str(broken) or type(broken).__name__


def _refusal(response: httpx.Response) -> ApiError:
    status = response.status_code
    said = _message(response)
    what = f"the Event API answers {status}" + (f": {said}" if said else "")
    error: ApiError
    if status in _PASSING:
        error = OfflineError(what, help="run this again later: it goes on where it stopped")
        error.passing = True
        error.wait = _retry_after(response.headers)
    else:
        error = RefusedError(what)
        error.message = said
    error.status = status
    return error


def _message(response: httpx.Response) -> str:
    """The answer's own sentence."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if isinstance(found, dict):
        for name in ("message", "error", "errors", "detail"):
            if found.get(name):
                return str(found[name])[:300]
    text = response.text.strip()
    return shown(text[:200]) if text else ""


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds to wait; a date is compared with the answer's own clock, ours may be wrong."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def events(*, europe: bool = False, strict: bool = False, patience: float = PATIENCE) -> Sender:
    """A connection to the Event API."""
    return Sender(places.events(europe=europe), strict=strict, patience=patience)


def log(project: str, *, patience: float = PATIENCE, width: int = 16) -> Sender:
    """A connection to Classic's logger."""
    return Sender(places.log(project), patience=patience, width=width)
