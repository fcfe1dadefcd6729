from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import stat
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from generator.errors import LoginError, OfflineError
from generator.optimizely import auth, login
from generator.optimizely.auth import Credentials, Login, credentials
from generator.optimizely.client import Client
from generator.optimizely.fake import Fault, Running
from generator.optimizely.fake.oauth import register
from generator.optimizely.secret import Secret
from tests.rest.conftest import CLIENT, CLIENT_SECRET, TOKEN, Run, visited


def logged_in(client_secret: str = CLIENT_SECRET, client_id: str = CLIENT) -> Login:
    """A login as a browser would make it."""
    attempt = login.begin(client_id, Secret(client_secret), "https://shop.example/back")
    back = visited(attempt.address)
    return attempt.finish(Secret(back))


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser whose user says yes."""

    def visit(address: str) -> bool:
        threading.Thread(
            target=httpx.get, args=(address,), kwargs={"follow_redirects": True}
        ).start()
        return True

    monkeypatch.setattr(webbrowser, "open", visit)


@pytest.fixture
def redirect() -> str:
    """An address with a free port."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return f"http://127.0.0.1:{bound.getsockname()[1]}/callback"


@pytest.fixture
def log_in(run: Run, monkeypatch: pytest.MonkeyPatch, redirect: str) -> Callable[..., object]:
    monkeypatch.delenv("TAGWRIGHT_TOKEN")
    monkeypatch.setenv("TAGWRIGHT_CLIENT_SECRET", CLIENT_SECRET)
    return lambda *more: run("login", "--client-id", CLIENT, "--redirect-uri", redirect, *more)


@pytest.mark.usefixtures("browser")
def test_login_whoami_logout(log_in: Run, run: Run, tmp_path: Path) -> None:
    result = log_in()
    assert result.exit_code == 0, result.stderr
    file = tmp_path / "config" / "optimizely.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    result = run("whoami")
    assert result.stdout.splitlines()[1:] == [
        "email        ada@example.com",
        "account_id   1234567",
        f"source       the login in {file}",
    ]

    assert run("logout").exit_code == 0
    assert not file.exists()
    assert "nobody was logged in" in run("logout").stderr
    assert "nobody is logged in at Optimizely" in run("whoami").stderr


@pytest.mark.usefixtures("browser")
def test_the_parameters_are_optimizelys(log_in: Run, fake: Running, redirect: str) -> None:
    log_in("--account", "1234567")

    (asked,) = fake.state.log("/oauth2/authorize")
    said = httpx.QueryParams(asked.query)
    assert said["scopes"] == "all"
    assert said["account_id"] == "1234567"
    assert (said["client_id"], said["redirect_uri"], said["response_type"]) == (
        CLIENT,
        redirect,
        "code",
    )
    assert (len(said["code_challenge"]), said["code_challenge_method"]) == (43, "S256")
    (traded,) = fake.state.log("/oauth2/token")
    assert traded.query == ""


@pytest.mark.usefixtures("browser")
def test_a_user_who_says_no(log_in: Run, fake: Running) -> None:
    register(fake.state, CLIENT, CLIENT_SECRET, deny="yes")

    result = log_in()

    assert result.exit_code == 2
    assert "access was denied in the browser" in result.stderr


@pytest.mark.usefixtures("browser")
def test_a_connection_that_says_nothing_keeps_nobody_out(redirect: str) -> None:
    """Browsers open some in advance."""
    with login.listening(redirect) as waiting:
        port = int(redirect.split(":")[2].split("/", maxsplit=1)[0])
        with socket.create_connection(("127.0.0.1", port)):
            assert httpx.get(redirect.replace("callback", "favicon.ico")).status_code == 404
            assert httpx.get(f"{redirect}?code=1").status_code == 200
            assert waiting.wait(5) == Secret("/callback?code=1")


def test_nobody_comes_back(log_in: Run) -> None:
    result = log_in("--no-browser", "--wait", "1")

    assert result.exit_code == 2
    assert "nobody came back from the browser within 1 s" in result.stderr


def test_a_taken_port(log_in: Run, redirect: str) -> None:
    with socket.create_server(("127.0.0.1", int(redirect.split(":")[2].split("/", maxsplit=1)[0]))):
        result = log_in("--no-browser")

    assert "cannot be used: address already in use" in result.stderr


def test_an_https_address_is_pasted(
    run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where http is refused on the user's own machine too."""
    register(fake.state, CLIENT, CLIENT_SECRET, loopback="no")
    monkeypatch.setenv("TAGWRIGHT_CLIENT_SECRET", CLIENT_SECRET)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    begun = login.begin(CLIENT, Secret(CLIENT_SECRET), login.REDIRECT)
    assert httpx.get(begun.address).status_code == 400

    attempt = login.begin(CLIENT, Secret(CLIENT_SECRET), "https://shop.example/back")
    monkeypatch.setattr(login, "begin", lambda *_: attempt)
    back = visited(attempt.address)
    result = run(
        "login",
        "--client-id",
        CLIENT,
        "--redirect-uri",
        "https://shop.example/back",
        stdin=back + "\n",
    )

    assert result.exit_code == 0, result.stderr
    assert opened == [attempt.address]
    assert (tmp_path / "config" / "optimizely.json").exists()


def test_a_personal_token_is_stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAGWRIGHT_TOKEN")

    result = run("login", "--token", stdin=f"{TOKEN}\n")

    assert result.exit_code == 0
    assert TOKEN not in result.output
    assert "ada@example.com" in run("whoami").stdout


def test_where_a_token_is_looked_for(
    fake: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    auth.store(Login(Secret("from-the-login")))
    assert credentials().header("v2") == ("Authorization", Secret("from-the-login"))
    file = tmp_path / "token"
    file.write_text("from-the-file\n", encoding="utf-8")
    monkeypatch.setenv("TAGWRIGHT_TOKEN_FILE", str(file))
    assert credentials().header("v1") == ("Token", Secret("from-the-file"))
    monkeypatch.setenv("TAGWRIGHT_TOKEN", "from-the-environment")
    assert credentials().header("v2")[1] == Secret("from-the-environment")
    assert credentials(file).header("v2")[1] == Secret("from-the-file")


@pytest.mark.parametrize("text", ["", "two words", "ünsafe", "a\nb"])
def test_a_file_that_holds_no_token(fake: Running, tmp_path: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(LoginError, match="is no token"):
        credentials(file)


def test_a_stored_login_that_was_damaged_is_not_quoted(fake: Running) -> None:
    auth.place().parent.mkdir()
    auth.place().write_text('{"token": "secret-of-mine', encoding="utf-8")

    with pytest.raises(LoginError) as caught:
        credentials()

    assert "secret-of-mine" not in str(caught.value)


def test_an_address_of_another_login_is_refused(fake: Running) -> None:
    one, other = (login.begin(CLIENT, Secret(CLIENT_SECRET), "https://a.example/") for _ in "ab")
    back = visited(one.address)

    with pytest.raises(LoginError, match="another login"):
        other.finish(Secret(back))


def test_a_public_application_needs_no_secret(fake: Running) -> None:
    register(fake.state, "1001")

    assert logged_in("", "1001").refresh


# -- tokens end -------------------------------------------------------------------------------------------


@pytest.fixture
def ours(fake: Running) -> Credentials:
    """A stored login."""
    auth.store(logged_in())
    return credentials()


def test_an_expired_token_is_renewed_in_between(fake: Running, ours: Credentials) -> None:
    with Client(ours) as client:
        assert client.get("me")
        before = auth.stored()
        fake.state.expire()
        assert client.get("me")

    after = auth.stored()
    assert before is not None
    assert after is not None
    assert before.token != after.token
    assert before.refresh == after.refresh
    assert [r.status for r in fake.state.log("/v2/me")] == [200, 403, 200]


def test_a_token_that_ends_soon_is_renewed_before(fake: Running, ours: Credentials) -> None:
    stored = json.loads(auth.place().read_text(encoding="utf-8"))
    auth.place().write_text(json.dumps({**stored, "until": time.time() + 5}), encoding="utf-8")

    with Client(credentials()) as client:
        assert client.get("me")

    assert [r.status for r in fake.state.log("/v2/me")] == [200]
    assert len(fake.state.log("/oauth2/token")) == 2


@pytest.mark.parametrize("skew", [-10 * 365 * 86400, -7300, 7300, 10 * 365 * 86400])
def test_a_clock_that_is_wrong_costs_a_request_at_most(
    fake: Running, ours: Credentials, monkeypatch: pytest.MonkeyPatch, skew: int
) -> None:
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + skew)
    with Client(credentials()) as client:
        assert client.get("me")
        monkeypatch.setattr(time, "time", real)
        fake.state.expire()
        assert client.get("me")


@pytest.mark.parametrize("status", ["400", "403"])
def test_a_revoked_login_says_so(fake: Running, ours: Credentials, status: str) -> None:
    register(fake.state, CLIENT, CLIENT_SECRET, revoked=status)
    with Client(ours) as client:
        assert client.get("me")
        fake.state.revoke()
        with pytest.raises(
            LoginError, match=f"refuses the login with {status}: the token was revoked"
        ):
            client.get("me")


def test_a_login_that_cannot_be_renewed_now_is_kept(fake: Running, ours: Credentials) -> None:
    fake.state.expire()
    fake.state.faults.append(Fault("/oauth2/token", status=503, body="<html>"))
    with Client(ours) as client, pytest.raises(OfflineError):
        client.get("me")

    assert auth.stored()
    with Client(ours) as client:
        assert client.get("me")


def test_a_personal_token_that_was_revoked(api: Client, fake: Running) -> None:
    fake.state.revoke()

    with pytest.raises(Exception, match="may not do this, or was revoked"):
        api.get("me")
    assert len(fake.state.log("/v2/me")) == 1


def test_a_token_is_read_from_a_file_on_a_terminal_too(fake: Running, tmp_path: Path) -> None:
    """What asks for passwords asks the terminal, whatever the standard input is."""
    pty = pytest.importorskip("pty", reason="Windows has other terminals")
    (tmp_path / "token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    process, terminal = pty.fork()
    if not process:
        environment = {**os.environ, **fake.environment, "XDG_CONFIG_HOME": str(tmp_path)}
        os.dup2(os.open(tmp_path / "token.txt", os.O_RDONLY), 0)
        command = [sys.executable, "-m", "generator", "optimizely", "login", "--token"]
        os.execve(sys.executable, command, environment)
    said = b""
    with contextlib.suppress(OSError):  # so a terminal ends on Linux
        while select.select([terminal], [], [], 30)[0] and (part := os.read(terminal, 4096)):
            said += part
    os.close(terminal)
    assert os.waitpid(process, 0)[1] == 0, said
    assert TOKEN.encode() not in said
    assert TOKEN in (tmp_path / "tagwright" / "optimizely.json").read_text(encoding="utf-8")


def test_a_login_that_cannot_be_removed_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    auth.store(Login(Secret(TOKEN)))

    def unlink(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", unlink)
    result = run("logout")

    assert result.exit_code == 2
    assert "the login cannot be removed: permission denied" in result.stderr


@pytest.mark.parametrize("damage", ['{"token": 5}', "[]", "[" * 100_000, '{"token": null}'])
def test_a_stored_login_of_another_shape_is_told(fake: Running, damage: str) -> None:
    auth.store(Login(Secret(TOKEN)))
    stored = json.loads(auth.place().read_text(encoding="utf-8"))
    part = json.loads(damage) if damage.startswith("{") else None
    text = damage if part is None else json.dumps({**stored, **part})
    auth.place().write_text(text, encoding="utf-8")

    with pytest.raises(LoginError, match="is not what `login` writes"):
        credentials()


def test_a_token_file_of_windows_editor(fake: Running, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\r\n", encoding="utf-8-sig")

    assert credentials(file).header("v2")[1] == Secret(TOKEN)
