"""What was seen of one live page, as the browser wrote it down; frozen, and made of what JSON can say.

`at` is real time in ms since the visit began.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.verify.observation import Message, PageError, Request

#: what our own scripts say of themselves: name, version, and the version of tagwright
BANNER = re.compile(r"/\*! ([a-z][a-z0-9-]*) (\d+\.\d+\.\d+) tagwright (\S+) 0BSD \*/")

#: what Optimizely's own scripts call themselves: the cookie of each client, and that of who has opted out
_SIGNS = ("optimizelyEndUserId", "optimizelyOptOut")


@dataclass(frozen=True, slots=True)
class Asked(Request):
    """One request of the page, and what became of it.

    Attributes:
        kind: what the browser wanted it for: "document", "script", "xhr", "ping", …
        status: of the answer; 0 when there was none.
        failure: the browser's word for why there was none.
        at: when it left.
        number: its place among all of them, from 1.
    """

    kind: str = ""
    status: int = 0
    failure: str = ""
    at: float = 0
    number: int = 0

    @property
    def failed(self) -> bool:
        """Whether nobody took it: a request that the page left behind may well have arrived."""
        return self.status >= _REFUSED or bool(self.failure and self.failure not in _LEFT)

    @property
    def fate(self) -> str:
        """What became of it, in words."""
        if self.failure and self.failure not in _LEFT:
            return f"it failed: {self.failure}"
        return f"it was answered {self.status}" if self.status else "no answer was seen"


#: the statuses of an answer that is a refusal begin here
_REFUSED = 400

#: a request that was under way when the page was left
_LEFT = ("net::ERR_ABORTED", "NS_BINDING_ABORTED")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something the page's Content-Security-Policy forbade; `is_report`: it was only told."""

    directive: str
    blocked: str
    place: str
    is_report: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """One visit to a live page.

    Attributes:
        url: the address that was asked for.
        lost: why the page could not be reached; empty when it was.
        status: of the document, and its `headers`, names in lower case.
        html: the document as it arrived, before any script.
        final: the address in the end.
        documents: the addresses that were gone through, redirects by script among them.
        texts: the text of each script from the network, by address.
        page: what the page said of itself, as `templates/js/live/look.js` has it; empty when it could not be asked.
        seconds: real time the visit took.
    """

    url: str
    lost: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    html: str = ""
    final: str = ""
    documents: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    requests: Sequence[Asked] = ()
    console: Sequence[Message] = ()
    errors: Sequence[PageError] = ()
    forbidden: Sequence[Forbidden] = ()
    page: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0
    picture: bytes = b""


def is_optimizely(url: str, text: str = "") -> bool:
    """Whether a script is Optimizely's, by its address or, where a site hosts it itself, by what is in it."""
    host, _, path = url.partition("://")[2].partition("/")
    if host in _EDGE_HOSTS or path.startswith("optimizely-edge/"):
        return True
    if _within(host, "optimizely.com") and path.startswith(("js/", "public/", "edge-client/")):
        return True
    return all(sign in text for sign in _SIGNS) and not BANNER.search(text)


_EDGE_HOSTS = ("optimizely-edge.com", "www.optimizely-edge.com")


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
