"""Who we are at Optimizely: a personal token, or the login that `tagwright optimizely login` stored.

A personal token is looked for in `TAGWRIGHT_TOKEN`, then in the file `TAGWRIGHT_TOKEN_FILE` names, then in the
stored login. The stored login lies in the user's configuration folder, readable by nobody else.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from generator.errors import LoginError, OfflineError, OutputError
from generator.optimizely import places
from generator.optimizely.secret import Secret, scrub

logger = logging.getLogger(__name__)

#: seconds before its end at which a token counts as expired
_EARLY: Final = 60
_ADVICE: Final = "run: tagwright optimizely login; or put a personal token into TAGWRIGHT_TOKEN"


@dataclass(frozen=True, slots=True)
class Login:
    """What a login gave: tokens, and who asked for them.

    Attributes:
        token: sent with each request.
        refresh: buys the next token; empty for a personal token.
        until: when the token expires, in seconds since 1970 by this machine's clock; None for never.
        client_id: the registered application's.
        client_secret: empty for a public application.
    """

    token: Secret
    refresh: Secret = Secret("")  # noqa: RUF009 -- cannot be changed
    until: float | None = None
    client_id: str = ""
    client_secret: Secret = Secret("")  # noqa: RUF009 -- as above

    @property
    def secrets(self) -> Iterator[Secret]:
        """What must not be shown."""
        yield from (self.token, self.refresh, self.client_secret)


class Credentials:
    """The token for requests, renewed when it has expired.

    Attributes:
        source: where the token comes from, in words.
    """

    def __init__(self, login: Login, source: str, file: Path | None = None) -> None:
        self.source: Final = source
        self._login = login
        self._file = file
        self._lock = threading.Lock()
        self._old: list[Secret] = []

    @property
    def is_personal(self) -> bool:
        """A personal token: it does not expire, and cannot be renewed."""
        return not self._login.refresh

    def header(self, api: Literal["v1", "v2"]) -> tuple[str, Secret]:
        """The header that carries the token in this version of the API, and the token.

        Raises:
            LoginError: the token has expired and is not renewed.
        """
        until = self._login.until
        if until is not None and time.time() > until - _EARLY:
            self.renew(self._login.token)
        token = self._login.token
        return ("Token" if api == "v1" and self.is_personal else "Authorization", token)

    def renew(self, used: Secret) -> bool:
        """Whether there is another token than the one used.

        Raises:
            LoginError: the login was revoked.
            OfflineError: Optimizely does not answer.
        """
        with self._lock:
            if self._login.token != used:
                return True
            if not self._login.refresh:
                return False
            self._old.append(used)
            # another process may have been first
            other = stored(self._file) if self._file else None
            if other and other.token != used and other.client_id == self._login.client_id:
                self._login = other
                return True
            self._login = renewed(self._login)
            if self._file:
                self._keep(self._file)
            return True

    def _keep(self, file: Path) -> None:
        """Store the new token; where that fails, this run goes on with it, and the next one renews again."""
        try:
            store(self._login, file)
        except OutputError as error:
            logger.warning("%s", error)

    def secrets(self) -> Iterator[Secret]:
        """What must not be shown."""
        yield from self._login.secrets
        yield from self._old

    def __repr__(self) -> str:
        return f"Credentials({self.source})"


def credentials(token_file: Path | None = None) -> Credentials:
    """The token of the given file, of the environment, or of the stored login.

    Raises:
        LoginError: there is none, or the file cannot be read.
    """
    if token_file is None:
        word = os.environ.get("TAGWRIGHT_TOKEN", "").strip()
        if word:
            return Credentials(Login(_token(word, "TAGWRIGHT_TOKEN")), "TAGWRIGHT_TOKEN")
        named = os.environ.get("TAGWRIGHT_TOKEN_FILE")
        token_file = Path(named) if named else None
    if token_file is not None:
        return Credentials(Login(_from_file(token_file)), str(token_file))
    file = place()
    login = stored(file)
    if login is None:
        raise LoginError("nobody is logged in at Optimizely", help=_ADVICE)
    return Credentials(login, f"the login in {file}", file)


def personal(word: str) -> Login:
    """The login that a personal token is.

    Raises:
        LoginError: it is no token.
    """
    return Login(_token(word.strip(), "stdin"))


def client_secret(file: Path | None = None) -> Secret:
    """The application's secret, of the file or of TAGWRIGHT_CLIENT_SECRET; empty for a public application.

    Raises:
        LoginError: the file cannot be read.
    """
    if file:
        return _from_file(file)
    return Secret(os.environ.get("TAGWRIGHT_CLIENT_SECRET", "").strip())


def place() -> Path:
    """Where the login is stored."""
    from platformdirs import user_config_path  # noqa: PLC0415 -- not for every command

    return user_config_path("tagwright") / "optimizely.json"


def store(login: Login, file: Path | None = None) -> Path:
    """Write the login where nobody else reads it: complete or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    file = file or place()
    text = json.dumps(
        {
            "token": login.token.reveal(),
            "refresh": login.refresh.reveal(),
            "until": login.until,
            "client_id": login.client_id,
            "client_secret": login.client_secret.reveal(),
        }
    )
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # made with mode 0600
        handle, name = tempfile.mkstemp(prefix=".optimizely-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror
    else:
        return file
    what = f"the login cannot be stored: {reason}"
    raise OutputError(what, file)


def stored(file: Path | None = None) -> Login | None:
    """The stored login; None when there is none.

    Raises:
        LoginError: it cannot be read.
    """
    file = file or place()
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        names = ("token", "refresh", "client_id", "client_secret")
        token, refresh, client_id, client_secret = (_text(data[name]) for name in names)
        until = None if data["until"] is None else float(data["until"])
        return Login(Secret(token), Secret(refresh), until, client_id, Secret(client_secret))
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = str(error.strerror)
    except (ValueError, KeyError, TypeError, RecursionError):
        # what is wrong is not quoted: it may be the token
        reason = "it is not what `login` writes"
    what = f"the stored login cannot be read: {reason}"
    raise LoginError(what, file, help=_ADVICE)


def forget(file: Path | None = None) -> bool:
    """Remove the stored login; whether there was one.

    Raises:
        OutputError: it cannot be removed.
    """
    file = file or place()
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        what = f"the login cannot be removed: {str(error.strerror).lower()}"
        raise OutputError(what, file, help="remove the file yourself") from error
    return True


# -- OAuth ------------------------------------------------------------------------------------------------


def traded(waiting: Login, redirect: str, verifier: Secret) -> Login:
    """The login for a code, which stands in `waiting` where its token will be.

    Raises:
        LoginError: the code is not taken.
        OfflineError: Optimizely does not answer.
    """
    answer = _asked(
        waiting,
        "authorization_code",
        redirect,
        code=waiting.token,
        code_verifier=verifier,
    )
    return replace(
        waiting,
        token=Secret(str(answer["access_token"])),
        refresh=Secret(str(answer.get("refresh_token") or "")),
        until=_end(answer),
    )


def renewed(login: Login) -> Login:
    """The login with a new token.

    Raises:
        LoginError: it was revoked.
        OfflineError: Optimizely does not answer.
    """
    answer = _asked(login, "refresh_token", refresh_token=login.refresh)
    return replace(
        login,
        token=Secret(str(answer["access_token"])),
        until=_end(answer),
        # Optimizely gives the refresh token once; other servers give another one
        refresh=Secret(str(answer.get("refresh_token") or "") or login.refresh.reveal()),
    )


def _asked(login: Login, grant: str, redirect: str = "", **form: Secret) -> Mapping[str, Any]:
    """What the token endpoint answers; never with a secret in an error."""
    import httpx  # noqa: PLC0415 -- only a login needs it

    from generator.optimizely import wire  # noqa: PLC0415 -- with it

    if login.client_secret:
        form["client_secret"] = login.client_secret
    hidden = [*login.secrets, *form.values()]
    problem: LoginError | OfflineError
    try:
        # The parameters go into the body: an address is written into logs on its way.
        with wire.opened() as http:
            response = wire.answered(
                http,
                "POST",
                places.oauth("token"),
                content=_filled(grant, redirect, login.client_id, form),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            )
        answer = response.json() if response.content else {}
    except (httpx.HTTPError, httpx.StreamError) as error:
        why = scrub(wire.reason(error), hidden)
        problem = OfflineError(f"Optimizely does not answer the login: {why}")
    except ValueError:
        problem = OfflineError("Optimizely's answer to the login is not JSON")
    else:
        if response.is_success and isinstance(answer, dict) and answer.get("access_token"):
            return answer
        problem = _refusal(response.status_code, answer, hidden)
    raise problem


def _filled(grant: str, redirect: str, client_id: str, form: Mapping[str, Secret]) -> str:
    from authlib.oauth2.rfc6749.parameters import prepare_token_request  # noqa: PLC0415 -- heavy

    words = {name: secret.reveal() for name, secret in form.items()}
    filled: str = prepare_token_request(grant, redirect_uri=redirect, client_id=client_id, **words)
    return filled


def _refusal(status: int, answer: object, hidden: list[Secret]) -> LoginError | OfflineError:
    """An error with what the token endpoint says; a revoked login is a 400, or a 403."""
    said: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
    reasons = (said.get(key) for key in ("error_description", "message", "error"))
    reason = scrub(str(next(filter(None, reasons), "no reason given")), hidden)
    if status < 400 or status >= 500 or status == 429:  # noqa: PLR2004 -- not our fault
        return OfflineError(f"Optimizely answers the login with {status}: {reason}")
    return LoginError(f"Optimizely refuses the login with {status}: {reason}", help=_ADVICE)


def _end(answer: Mapping[str, Any]) -> float | None:
    try:
        return time.time() + float(answer["expires_in"])
    except (KeyError, TypeError, ValueError):
        return None


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _from_file(file: Path) -> Secret:
    try:
        # Windows' editor begins a file with a mark
        return _token(file.read_text(encoding="utf-8-sig").strip(), str(file))
    except OSError as error:
        reason = str(error.strerror).lower()
    except UnicodeDecodeError:
        reason = "it is not text"
    what = f"the file cannot be read: {reason}"
    raise LoginError(what, file)


def _token(word: str, source: str) -> Secret:
    if not word or not word.isascii() or not word.isprintable() or " " in word:
        what = f"what {source} holds is no token"
        raise LoginError(what, help="a token is one word on one line")
    return Secret(word)
