"""What was seen in one visit, as the test page wrote it down; frozen, and made of what JSON can say.

`at` is the page's time in ms, of which none passes by itself, so much happens at once: `order` says what came
first, from 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call the platform received."""

    call: str
    args: Sequence[Any]
    at: float
    order: int = 0


@dataclass(frozen=True, slots=True)
class PageError:
    """An error nobody caught, or a promise refused that nobody asked about.

    Attributes:
        through: the place in the snippet that it passed on its way; "" when it passed none.
    """

    message: str
    place: str
    at: float
    order: int = 0
    through: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message on the console; `by` is the script that wrote it."""

    type: str
    text: str
    by: str
    at: float
    order: int = 0


@dataclass(frozen=True, slots=True)
class NewGlobal:
    """A property of `window` the browser did not make, and the step of the page during which it came."""

    name: str
    during: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the page; `answer` is "answered" for Optimizely's hosts and "refused" for all others.

    `body` is kept where requests are decoded; what is not UTF-8 in it is escaped by surrogates.
    """

    method: str
    url: str
    answer: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something the page's Content-Security-Policy forbade."""

    directive: str
    blocked: str
    place: str


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that was still set when the page's time ended; `by` is the script that set it."""

    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class Ran:
    """One step of the page: the page's time at which it ran, and the real time it took, both in ms."""

    name: str
    at: float
    took: float
    order: int = 0


@dataclass(frozen=True, slots=True)
class Observation:
    """One visit; `until` is the page's time at its end in ms, `state` what Optimizely said of itself then."""

    calls: tuple[Recorded, ...] = ()
    errors: tuple[PageError, ...] = ()
    console: tuple[Message, ...] = ()
    globals: tuple[NewGlobal, ...] = ()
    requests: tuple[Request, ...] = ()
    violations: tuple[Violation, ...] = ()
    pending: tuple[Timer, ...] = ()
    steps: tuple[Ran, ...] = ()
    cookie_reads: int = 0
    state: Any = None
    until: float = 0


#: the steps of a page that are the snippet under test
OURS = ("integrator", "snippet")


def is_ours(place: str) -> bool:
    """Whether a place such as "snippet.js:1:20" is in the snippet or in the library it stands on."""
    return place.split(".", 1)[0] in OURS


def running(seen: Observation) -> set[str]:
    """The experiments that Optimizely ran when the page's time ended."""
    state = seen.state or {}
    classic = state.get("classic.state") or {}
    web = (state.get("web.getCampaignStates") or {}).values()
    return {
        *classic.get("activeExperiments", ()),
        *(one["experiment"]["id"] for one in web if one["isActive"] and one["variation"]),
        *(state.get("edge.getActiveExperiments") or ()),
    }


def came_to_rest(seen: Observation) -> bool:
    """Whether the page's time ended; a page that was given up has none."""
    return seen.until > 0


def read(text: str, requests: Sequence[Request]) -> Observation:
    """The Observation in a page's own words; `requests` were seen from outside of it."""
    seen = json.loads(text)
    return Observation(
        calls=tuple(Recorded(**call) for call in seen["calls"]),
        errors=tuple(
            PageError(e["message"], _place(e), e["at"], e["order"], e["through"])
            for e in seen["errors"]
        ),
        console=tuple(Message(**message) for message in seen["console"]),
        globals=tuple(NewGlobal(**found) for found in seen["globals"]),
        requests=tuple(requests),
        violations=tuple(
            Violation(v["directive"], v["blocked"], _place(v)) for v in seen["violations"]
        ),
        pending=tuple(Timer(**timer) for timer in seen["pending"]),
        steps=tuple(Ran(**step) for step in seen["steps"]),
        cookie_reads=sum(count for by, count in seen["cookies"].items() if is_ours(by)),
        state=seen["state"],
        until=seen["until"],
    )


def _place(where: Mapping[str, Any]) -> str:
    # A script in the page itself has the page's address; only the scripts' own names mean anything.
    name = str(where["file"]).rsplit("/", 1)[-1]
    return f"{name}:{where['line']}:{where['column']}" if name else ""
