"""Conversions' bodies and addresses in, what became of them out.

The Event API knows a conversion again by its uuid, so it is asked until it answers. Classic's logger does not:
it is asked again only when a request certainly never arrived.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, Self

import httpx

from generator.errors import ApiError, OfflineError, shown
from generator.optimizely import places, wire

#: bytes of the largest answer: neither says more than a sentence
_LARGEST: Final = 1 << 20
#: seconds of the shortest pause that is told, and between two that are
_TOLD: Final = 1.0

#: what to do when nobody answered
AGAIN: Final = "run this again later: it goes on where it stopped"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one of Classic's events.

    Attributes:
        fate: `unsent` certainly did not arrive; `doubtful` may have.
        reason: why it was not sent.
        wait: seconds after which Optimizely wants to be asked again, when it says so.
    """

    fate: Literal["sent", "unsent", "doubtful"]
    reason: str = ""
    wait: float | None = None


class RefusedError(ApiError):
    """A batch that the Event API will never take as it is."""


class Sender:
    """One connection to the Event API, or to Classic's logger; `tell` hears why a request is tried again."""

    def __init__(
        self,
        address: str,
        *,
        strict: bool = False,
        patience: float = wire.PATIENCE,
        width: int = 16,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.address: Final = address
        self._patience = patience
        self._tell = tell
        self._told = -_TOLD
        self._stopped = threading.Event()
        headers = {"Content-Type": "application/json"}
        if strict:
            headers["X-Optimizely-Strict"] = "true"
        limits = httpx.Limits(max_connections=width, max_keepalive_connections=width)
        self._http = wire.opened(headers=headers, limits=limits)

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
        pause = wire.PAUSE
        while True:
            try:
                return self._posted(body)
            except ApiError as error:
                if not error.passing or self._has_ended(began, pause, error.what, error.wait):
                    if error.wait is not None and error.wait > self._patience:
                        error.help = wire.alone(error.wait)
                    raise
            pause = min(pause * 2, wire.LONGEST_PAUSE)

    def _posted(self, body: bytes) -> None:
        error: ApiError
        try:
            response = self._asked("POST", self.address, content=body)
        except (httpx.HTTPError, httpx.StreamError) as broken:
            error = OfflineError(f"{self._host} does not answer: {wire.reason(broken)}", help=AGAIN)
            error.passing = True
        else:
            if response.is_success:
                return
            error = _refusal(response)
        raise error

    def once(self, query: str) -> Tried:
        """Log one of Classic's events: never twice."""
        began = time.monotonic()
        pause = wire.PAUSE
        while True:
            wait = None
            try:
                response = self._asked("GET", f"{self.address}?{query}")
            except wire.UNSENT as broken:
                reason = wire.reason(broken)
            except (httpx.HTTPError, httpx.StreamError) as broken:
                return Tried("doubtful", wire.reason(broken))
            else:
                if response.is_success:
                    return Tried("sent")
                reason = f"the answer was {response.status_code}"
                wait = wire.retry_after(response.headers)
                if response.status_code not in wire.UNTOUCHED:
                    return Tried("doubtful", reason)
            if self._has_ended(began, pause, f"{self._host} does not answer: {reason}", wait):
                return Tried("unsent", reason, wait)
            pause = min(pause * 2, wire.LONGEST_PAUSE)

    def _asked(self, method: str, address: str, content: bytes | None = None) -> httpx.Response:
        return wire.answered(self._http, method, address, content=content, largest=_LARGEST)

    def _has_ended(self, began: float, pause: float, what: str, wait: float | None) -> bool:
        """Wait before the next attempt; whether there is none."""
        seconds = max(wait or 0.0, pause * (1 + random.random()))  # noqa: S311 -- no secret
        now = time.monotonic()
        if now - began + seconds > self._patience:
            return True
        # Many requests wait at a time, and for the same reason.
        if self._tell and seconds >= _TOLD and now - self._told >= _TOLD:
            self._told = now
            self._tell(f"{what}; again in {seconds:.0f} s")
        return self._stopped.wait(seconds)

    @property
    def _host(self) -> str:
        return httpx.URL(self.address).host


def _refusal(response: httpx.Response) -> ApiError:
    status = response.status_code
    said = _message(response)
    what = f"the Event API answers {status}" + (f": {said}" if said else "")
    error: ApiError
    if status in wire.PASSING:
        error = OfflineError(what, help=AGAIN)
        error.passing = True
        error.wait = wire.retry_after(response.headers)
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


def events(
    *,
    europe: bool = False,
    strict: bool = False,
    patience: float = wire.PATIENCE,
    tell: Callable[[str], None] | None = None,
) -> Sender:
    """A connection to the Event API."""
    return Sender(places.events(europe=europe), strict=strict, patience=patience, tell=tell)


def log(
    project: str,
    *,
    patience: float = wire.PATIENCE,
    width: int = 16,
    tell: Callable[[str], None] | None = None,
) -> Sender:
    """A connection to Classic's logger."""
    return Sender(places.log(project), patience=patience, width=width, tell=tell)
