"""What every request has in common: who asks, how long it may take, what passes, and how an answer is read."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from generator import __version__
from generator.errors import ConfigError

#: seconds for each step of a request, and for one answer to arrive completely
TIMEOUT: httpx.Timeout = httpx.Timeout(30.0, connect=10.0)
DEADLINE: float = 120.0
#: seconds for all attempts of one request, before the first repetition, and between two at the most
PATIENCE: Final = 300.0
PAUSE: float = 0.5
LONGEST_PAUSE: Final = 30.0
#: statuses that may be others the next time
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
#: refused before anything was done
UNTOUCHED: Final = frozenset({429, 503})
#: errors of requests that never left
UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
#: bytes of the largest answer
LARGEST: Final = 200 << 20

_KEPT: Final = ("Retry-After", "Date")


def opened(**options: Any) -> httpx.Client:  # noqa: ANN401 -- httpx's own
    """Connections that are known as ours, and give up in time.

    Raises:
        ConfigError: the environment names a proxy or certificates that cannot be used.
    """
    headers = {"User-Agent": f"tagwright/{__version__}", **options.pop("headers", {})}
    try:
        return httpx.Client(timeout=TIMEOUT, headers=headers, **options)
    except (ImportError, OSError, ValueError, httpx.InvalidURL) as error:
        reason = getattr(error, "strerror", None) or str(error)
    what = f"the proxy or the certificates that the environment names cannot be used: {reason}"
    variables = "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
    raise ConfigError(what, help=f"look at {variables}")


def answered(
    http: httpx.Client,
    method: str,
    address: str,
    *,
    largest: int = LARGEST,
    **request: Any,  # noqa: ANN401 -- httpx's own
) -> httpx.Response:
    """The answer, read to its end, and without the request: that one holds the token.

    Raises:
        httpx.HTTPError: there is none, it trickles for too long, or it does not end.
        httpx.StreamError: it breaks off.
    """
    until = time.monotonic() + DEADLINE
    with http.stream(method, address, **request) as response:
        content = read(response, until, largest)
    # The body is decoded already: of the headers, only those that are read later are kept.
    kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
    return httpx.Response(response.status_code, headers=kept, content=content)


def read(response: httpx.Response, until: float, largest: int) -> bytes:
    """The body, unless it trickles for too long or does not end."""
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if time.monotonic() > until:
            raise httpx.ReadTimeout("", request=None)
        if len(content) > largest:
            msg = "the answer does not end"
            raise httpx.DecodingError(msg)
    return bytes(content)


def reason(broken: Exception) -> str:
    """Why there was no answer."""
    if isinstance(broken, httpx.TimeoutException):
        return "no answer in time"
    return str(broken) or type(broken).__name__


def retry_after(headers: httpx.Headers) -> float | None:
    """Seconds to wait; a date is compared with the answer's own clock, ours may be wrong."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def alone(seconds: float) -> str:
    """What to do when Optimizely asks for a longer pause than we make."""
    return f"Optimizely wants to be left alone for {seconds:.0f} s; run this again then"
