"""What goes wrong on the way: a clear message, the right exit code, nothing lost, and no token anywhere."""

from __future__ import annotations

import errno
import json
import logging
import os
import socket
import time
import traceback
from collections.abc import Iterator
from email.utils import formatdate

import httpx
import pytest

from generator.errors import ApiError, OfflineError, OutputError, TagwrightError
from generator.optimizely import auth, client, login, wire
from generator.optimizely.auth import Credentials, Login, credentials
from generator.optimizely.client import Client
from generator.optimizely.fake import Fault, Running
from generator.optimizely.fake.oauth import register
from generator.optimizely.secret import Secret
from tests.rest.conftest import CLIENT, CLIENT_SECRET, PROJECT, TOKEN, TOKEN_V1, Run, visited

P = ("-p", str(PROJECT))
HTML = "<html><title>Log in</title>"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long."""
    monkeypatch.setattr(wire, "TIMEOUT", httpx.Timeout(0.3))
    monkeypatch.setattr(wire, "DEADLINE", 0.4)
    monkeypatch.setattr(client, "ATTEMPTS", 3)


# -- each fault, and what is said -------------------------------------------------------------------------

FAULTS = {
    "slow": (Fault(times=-1, delay=0.5), 4, "does not answer GET /audiences: no answer in time"),
    "trickling": (Fault(times=-1, trickle=0.3), 4, "no answer in time"),
    "truncated": (Fault(times=-1, cut=3), 4, "does not answer GET /audiences: peer closed"),
    "reset": (Fault(times=-1, reset=True), 4, "does not answer GET /audiences: "),
    "a storm of 429": (Fault(times=-1, status=429), 4, "with 429: Too Many Requests"),
    "500": (Fault(times=-1, status=500, body=HTML), 4, "with 500: Internal Server Error"),
    "502": (Fault(times=-1, status=502, body="{"), 4, "with 502: Bad Gateway"),
    "503": (Fault(times=-1, status=503, body='"x"'), 4, "with 503: Service Unavailable"),
    "no JSON": (Fault(times=-1, status=200, body='[{"id": 1'), 4, "is not JSON: '[{\"id\": 1'"),
    "a login page": (Fault(times=-1, status=200, body=HTML), 4, "look whether a proxy"),
    "no UTF-8": (Fault(times=-1, status=200, body="[\udcff]"), 4, "is not JSON"),
    "no list": (Fault(times=-1, status=200, body='{"a": 1}'), 4, "is no list"),
    "no things": (Fault(times=-1, status=200, body="[1]"), 4, "is no list"),
    "other things": (Fault(times=-1, status=200, body='[{"a": 1}]'), 4, "is no audience: id is"),
    "a redirect": (Fault(times=-1, status=302), 2, "with 302: Found"),
    "401": (Fault(times=-1, status=401), 2, "log in: tagwright optimizely login"),
    "403": (Fault(times=-1, status=403), 2, "may not do this, or was revoked"),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("fault", "code", "text"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told(run: Run, fake: Running, fault: Fault, code: int, text: str) -> None:
    fake.state.add("audience", PROJECT, {"project_id": PROJECT, "name": "Retail"})
    fake.state.faults.append(fault)

    done = run("audiences", "list", *P)

    assert (done.exit_code, done.stdout) == (code, ""), done.output
    assert text in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", ["slow", "truncated", "reset", "a storm of 429", "500", "no JSON"])
def test_a_fault_that_passes_is_not_told(run: Run, fake: Running, name: str) -> None:
    fault = FAULTS[name][0]
    fake.state.faults.append(
        Fault(
            times=2,
            delay=fault.delay,
            cut=fault.cut,
            reset=fault.reset,
            status=fault.status,
            body=fault.body,
        )
    )

    done = run("audiences", "list", *P)

    assert (done.exit_code, done.stderr) == (0, "")


def test_nobody_answers(run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    monkeypatch.setenv("TAGWRIGHT_API", f"http://127.0.0.1:{port}")

    done = run("projects", "list")

    assert done.exit_code == 4
    assert "127.0.0.1 does not answer GET /projects: [Errno 111] Connection refused" in done.stderr


@pytest.mark.parametrize("address", ["shop.example", "http://", "http://[", "https://a b/"])
def test_an_address_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TAGWRIGHT_API", address)

    done = run("projects", "list")

    assert done.exit_code in {2, 4}, done.output
    assert done.stderr.startswith("Error: ")


# -- waiting ----------------------------------------------------------------------------------------------


def test_a_pause_is_told(run: Run, fake: Running) -> None:
    fake.state.faults.append(Fault("/v2", status=429, headers={"Retry-After": "1"}))

    done = run("projects", "list")

    assert done.exit_code == 0
    assert done.stderr == (
        "Optimizely answers GET /projects with 429: Too Many Requests; again in 1 s\n"
    )


def test_a_pause_that_is_too_long_is_not_made(run: Run, fake: Running) -> None:
    fake.state.faults.append(Fault("/v2", status=429, headers={"Retry-After": "3600"}))

    done = run("projects", "list")

    assert done.exit_code == 4
    assert "wants to be left alone for 3600 s; run this again then" in done.stderr


@pytest.mark.parametrize("skew", [0, 86_400, -86_400])
def test_a_date_to_wait_for_is_read_by_optimizelys_clock(
    api: Client, fake: Running, skew: int
) -> None:
    now = time.time() + skew
    headers = {
        "Date": formatdate(now, usegmt=True),
        "Retry-After": formatdate(now + 1, usegmt=True),
    }
    fake.state.faults.append(Fault("/v2", status=503, headers=headers))
    began = time.monotonic()

    assert api.get("me")
    assert 0.9 < time.monotonic() - began < 2


@pytest.mark.parametrize("value", ["", "soon", "-1", "1.5", "²"])
def test_a_pause_that_cannot_be_read(api: Client, fake: Running, value: str) -> None:
    fake.state.faults.append(Fault("/v2", status=429, headers={"X": "y", "Retry-After": value}))
    if not value.isascii():
        fake.state.faults[0].headers = {}

    assert api.get("me")


# -- tokens that end in the middle ------------------------------------------------------------------------


@pytest.fixture
def ours(fake: Running) -> Credentials:
    attempt = login.begin(CLIENT, Secret(CLIENT_SECRET), "https://shop.example/back")
    auth.store(attempt.finish(Secret(visited(attempt.address))))
    return credentials()


def test_a_token_that_ends_between_two_pages(fake: Running, ours: Credentials) -> None:
    for number in range(250):
        fake.state.add("audience", PROJECT, {"name": f"{number}", "project_id": PROJECT})
    with Client(ours) as opened:
        found: list[str] = []
        for audience in opened.pages("audiences", project_id=PROJECT):
            if len(found) in {100, 200}:
                fake.state.expire()
            found.append(audience["name"])

    assert found == [str(number) for number in range(250)]


def test_a_login_that_is_revoked_between_two_pages(fake: Running, ours: Credentials) -> None:
    for number in range(150):
        fake.state.add("audience", PROJECT, {"name": f"{number}", "project_id": PROJECT})
    with Client(ours) as opened:
        found = opened.pages("audiences", project_id=PROJECT)
        assert next(found)["name"] == "0"
        fake.state.revoke()
        with pytest.raises(TagwrightError, match="refuses the login with 400"):
            list(found)
    assert auth.stored()


def test_a_write_is_carried_out_once_though_the_token_ended(
    fake: Running, ours: Credentials
) -> None:
    fake.state.expire()
    with Client(ours) as opened:
        opened.post("audiences", {"project_id": PROJECT, "name": "Retail"})

    assert len(fake.state.all("audience")) == 1


# -- a disk that is full ----------------------------------------------------------------------------------


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.usefixtures("full")
def test_a_login_that_cannot_be_stored(fake: Running) -> None:
    with pytest.raises(OutputError, match="cannot be stored: No space left on device"):
        auth.store(Login(Secret(TOKEN)))

    assert list(auth.place().parent.iterdir()) == []


def test_a_renewed_token_that_cannot_be_stored(
    fake: Running,
    ours: Credentials,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = auth.place().read_bytes()
    request.getfixturevalue("full")
    fake.state.expire()

    with Client(ours) as opened:
        assert opened.get("me")

    assert auth.place().read_bytes() == before
    assert "cannot be stored" in caplog.text


# -- no token anywhere ------------------------------------------------------------------------------------


@pytest.fixture
def everything(
    caplog: pytest.LogCaptureFixture, fake: Running, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[str]]:
    """All that is said while a test runs, by us and by the libraries; afterwards it is searched for secrets."""
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    hidden = {TOKEN, TOKEN_V1, CLIENT_SECRET}
    real = Secret.__init__

    def remember(self: Secret, word: str) -> None:
        hidden.add(word)
        real(self, word)

    monkeypatch.setattr(Secret, "__init__", remember)
    yield said
    text = "\n".join([*said, caplog.text, *(str(record.__dict__) for record in caplog.records)])
    # an empty one is in every text
    assert [word for word in hidden - {""} if word in text] == []


def told(error: BaseException) -> str:
    """An error with all that a curious traceback shows: the variables of each frame, causes, attributes."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    # the tests' own frames know the tokens
    shown.stack = traceback.StackSummary.from_list(
        [frame for frame in shown.stack if frame.filename != __file__]
    )
    assert shown.stack
    return "".join([*shown.format(), repr(error), str(vars(error))])


ECHO = json.dumps({"message": "bad token TOKEN", "code": "TOKEN", "uuid": "TOKEN"})


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "fault",
    [
        *(fault for fault, _, _ in FAULTS.values()),
        Fault(times=-1, status=400, body=ECHO),
        Fault(times=-1, status=403, body=ECHO),
        Fault(times=-1, status=500, body=ECHO),
        Fault(times=-1, status=200, body="token TOKEN"),
    ],
    ids=[*FAULTS, "echo 400", "echo 403", "echo 500", "echo 200"],
)
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_no_error_shows_a_token(
    everything: list[str], fake: Running, fault: Fault, version: str
) -> None:
    word = TOKEN_V1 if version == "v1" else TOKEN
    facts = {name: getattr(fault, name) for name in Fault.__slots__}
    fake.state.faults.append(Fault(**{**facts, "body": fault.body.replace("TOKEN", word)}))
    token = Secret(word)
    with Client(Credentials(Login(token), "a test"), api=version) as opened:  # type: ignore[arg-type]
        for ask in (
            lambda: list(opened.pages(f"projects/{PROJECT}/audiences")),
            lambda: opened.post("audiences", {"name": "x"}),
        ):
            try:
                ask()
            except ApiError as error:
                everything.append(told(error))
        everything.append(repr((opened, opened._credentials, opened._credentials._login)))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/oauth2/token", times=-1, status=500, body=HTML),
        Fault("/oauth2/token", times=-1, status=200, body="[]"),
        Fault("/oauth2/token", times=-1, status=200, body="{"),
        Fault("/oauth2/token", times=-1, reset=True),
        Fault("/oauth2/token", times=-1, cut=4),
        Fault("/oauth2/token", times=-1, status=429),
        Fault("/nothing"),
    ],
    ids=["500", "no object", "no JSON", "reset", "cut", "429", "revoked"],
)
def test_no_error_of_a_login_shows_a_token(
    everything: list[str], fake: Running, ours: Credentials, fault: Fault
) -> None:
    everything.append(repr(auth.stored()))
    fake.state.faults.append(Fault(**{name: getattr(fault, name) for name in Fault.__slots__}))
    if fault.path == "/nothing":
        fake.state.revoke()
    fake.state.expire()
    with Client(ours) as opened, pytest.raises(TagwrightError) as caught:
        opened.get("me")
    everything.append(told(caught.value))

    attempt = login.begin(CLIENT, Secret(CLIENT_SECRET), "https://shop.example/back")
    everything.append(repr(attempt).replace(attempt.address, ""))
    back = visited(attempt.address)
    if fault.path == "/nothing":
        fake.state.revoke(kind="code")
    with pytest.raises(TagwrightError) as caught:
        attempt.finish(Secret(back))
    # the address to open is there to be shown
    everything.append(told(caught.value).replace(attempt.address, ""))


@pytest.mark.usefixtures("impatient")
def test_no_command_shows_a_token(
    everything: list[str], run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.state.faults.append(
        Fault("/v2/attributes", times=-1, status=403, body=ECHO.replace("TOKEN", TOKEN))
    )
    commands = (
        ["--help"],
        ["whoami"],
        ["whoami", "--json"],
        ["projects", "list"],
        ["snippet", *P],
        ["audiences", "create", "x", *P],
        ["audiences", "create", "x", *P, "--dry-run"],
        ["audiences", "list", *P, "--json"],
        ["attributes", "list", *P],
        ["events", "create", "x", *P],
        ["experiments", "list", *P],
        ["experiments", "start", "1"],
        ["whoami", "--token-file", "nowhere"],
    )
    everything += [run("--debug", *typed).output for typed in commands]
    monkeypatch.delenv("TAGWRIGHT_TOKEN")
    given = (f"{TOKEN}\n", f"{TOKEN} two words\n", "\n")
    everything += [run("--debug", "login", "--token", stdin=stdin).output for stdin in given]
    everything += (run("--debug", "whoami").output, run("logout").output)
    logging.getLogger("generator.optimizely").handlers.clear()


def test_a_bug_on_the_way_shows_no_token(
    everything: list[str], api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "read", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError) as caught:
        api.get("me")

    everything.append(told(caught.value))


def test_a_secret_hides(everything: list[str]) -> None:
    secret = Secret("word-of-mine")

    everything.append(f"{secret} {secret!r} {secret.__dir__()} {[secret]}")
    everything.append(str([getattr(secret, name) for name in Secret.__slots__]))
    with pytest.raises(TypeError):
        secret.__reduce__()
    assert secret == Secret("word-of-mine")
    assert secret != Secret("another")
    assert secret != "word-of-mine"
    assert {secret: 1}[Secret("word-of-mine")] == 1


def test_an_application_that_is_denied(everything: list[str], fake: Running) -> None:
    register(fake.state, CLIENT, "another-secret")
    attempt = login.begin(CLIENT, Secret(CLIENT_SECRET), "https://shop.example/back")
    back = visited(attempt.address)

    with pytest.raises(TagwrightError, match="client_id or client_secret is wrong") as caught:
        attempt.finish(Secret(back))
    everything.append(str(caught.value))


def test_offline_is_a_kind_of_refusal() -> None:
    assert issubclass(OfflineError, ApiError)
