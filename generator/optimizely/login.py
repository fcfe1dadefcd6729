"""OAuth 2.0 in a browser: an address to open, the address it comes back to, a login.

The authorization code grant with Optimizely's parameters (`scopes=all`) and PKCE. The browser comes back to a port
of this machine, or to an https address whose line the user pastes.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from generator.errors import LoginError, OutputError, shown
from generator.optimizely import auth, places
from generator.optimizely.auth import Login
from generator.optimizely.secret import Secret

#: must be registered with the application, so it is always the same
REDIRECT: Final = "http://127.0.0.1:8731/callback"
_LOOPBACK: Final = ("127.0.0.1", "localhost")

_PAGE: Final = b"""<!doctype html><meta charset="utf-8"><title>tagwright</title>
<p>Optimizely has answered. You can close this window; the terminal says how it went.</p>"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A login that waits for its user.

    Attributes:
        address: what the user opens.
    """

    address: str
    client_id: str
    client_secret: Secret
    redirect: str
    state: Secret
    verifier: Secret

    def finish(self, back: Secret) -> Login:
        """The login, from the address that the browser came back to.

        Raises:
            LoginError: the user said no, the address belongs to another attempt, or Optimizely refuses.
        """
        waiting = Login(
            self._code(back), client_id=self.client_id, client_secret=self.client_secret
        )
        return auth.traded(waiting, self.redirect, self.verifier)

    def _code(self, back: Secret) -> Secret:
        query = parse_qs(urlsplit(back.reveal()).query)
        said = {name: Secret(values[-1]) for name, values in query.items()}
        del query
        if said.get("state") != self.state:
            what = "the answer in the browser belongs to another login"
            raise LoginError(what, help="run this again, and use the address that it prints")
        if "error" in said:
            word = said["error"].reveal()
            denied = word == "access_denied"
            reason = "access was denied in the browser" if denied else shown(word)
            what = f"Optimizely refuses the login: {reason}"
            raise LoginError(what)
        if not said.get("code"):
            raise LoginError("the answer in the browser holds no code", help="run this again")
        return said["code"]


def begin(
    client_id: str, client_secret: Secret, redirect: str = REDIRECT, account: str | None = None
) -> Attempt:
    """An address for the user's browser, and what is needed when it comes back."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415 -- heavy
    from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415 -- heavy

    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    address = prepare_grant_uri(
        places.oauth("authorize"),
        client_id,
        "code",
        redirect_uri=redirect,
        state=state,
        scopes="all",  # Optimizely's own spelling
        account_id=account,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return Attempt(address, client_id, client_secret, redirect, Secret(state), Secret(verifier))


def is_ours(redirect: str) -> bool:
    """Whether the browser comes back to a port of this machine, where we can wait for it."""
    address = urlsplit(redirect)
    return address.scheme == "http" and address.hostname in _LOOPBACK


class Waiting:
    """A port of this machine that a browser will come back to."""

    def __init__(self) -> None:
        self._arrived = threading.Event()
        self._address = Secret("")

    def arrive(self, address: Secret) -> None:
        """The browser is back."""
        self._address = address
        self._arrived.set()

    def wait(self, seconds: float) -> Secret:
        """The address that the browser came back to.

        Raises:
            LoginError: it did not.
        """
        until = time.monotonic() + seconds
        # short waits: Ctrl-C is heard in between
        while not self._arrived.wait(0.2):
            if time.monotonic() > until:
                what = f"nobody came back from the browser within {seconds:.0f} s"
                advice = (
                    "run this again; if the browser refuses the address, register an https one "
                    "and give it as --redirect-uri"
                )
                raise LoginError(what, help=advice)
        return self._address


@contextmanager
def listening(redirect: str) -> Iterator[Waiting]:
    """Wait at the redirect's port until the block ends.

    Raises:
        OutputError: the port is taken.
    """
    address = urlsplit(redirect)
    waiting = Waiting()

    class Handler(BaseHTTPRequestHandler):
        # browsers open connections that they may never use
        timeout = 10

        def do_GET(self) -> None:
            if urlsplit(self.path).path != (address.path or "/"):
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(_PAGE)
            waiting.arrive(Secret(self.path))

        def log_message(self, *_: Any) -> None:  # noqa: ANN401 -- the library's; it would log the code
            pass

    try:
        server = ThreadingHTTPServer(("127.0.0.1", address.port or 80), Handler)
    except OSError as error:
        what = f"port {address.port or 80} cannot be used: {str(error.strerror).lower()}"
        raise OutputError(what, help="register another address, and give --redirect-uri") from error
    server.daemon_threads, server.block_on_close = True, False
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield waiting
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
