"""What tests of the REST commands start from: a fake that answers, and a client that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import cli
from generator.optimizely import auth, client, wire
from generator.optimizely.auth import Credentials, Login
from generator.optimizely.client import Client
from generator.optimizely.fake import Fake, Running, State, running
from generator.optimizely.fake.oauth import register
from generator.optimizely.secret import Secret

#: a personal token of each version, and the project that the fake begins with
TOKEN, TOKEN_V1, PROJECT = "2:tOken-of-v2-1b7e", "tOken-of-v1-93ac", 5000000000
CLIENT, CLIENT_SECRET = "1000", "cLient-secret-77aa"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """One server for all tests: each brings its own state."""
    with running(Fake()) as found:
        yield found


@pytest.fixture
def fake(server: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Running:
    """A fake with one project, two tokens and an application; every command is pointed at it."""
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    monkeypatch.setattr(client, "ATTEMPTS", 4)
    monkeypatch.setattr(auth, "place", lambda: tmp_path / "config" / "optimizely.json")
    for name in ("TAGWRIGHT_TOKEN", "TAGWRIGHT_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    server.fake.state, server.fake.rate = State(), 0
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    seed(server)
    return server


def seed(fake: Running) -> None:
    """What the fake begins with."""
    project = {"id": PROJECT, "name": "Shop", "status": "active", "platform": "web"}
    fake.state.add("project", "", {**project, "account_id": 1234567})
    fake.state.issue(TOKEN, "personal")
    fake.state.issue(TOKEN_V1, "personal1")
    register(fake.state, CLIENT, CLIENT_SECRET)


def visited(address: str) -> str:
    """Where a browser is sent by this address; a browser writes no log of ours."""
    place = urlsplit(address)
    connection = HTTPConnection(place.netloc, timeout=10)
    connection.request("GET", f"{place.path}?{place.query}")
    found = connection.getresponse().headers["Location"]
    connection.close()
    return found


@pytest.fixture
def api(fake: Running) -> Iterator[Client]:
    """A client of v2 with a personal token."""
    with Client(Credentials(Login(Secret(TOKEN)), "a test")) as opened:
        yield opened


@pytest.fixture
def api_v1(fake: Running) -> Iterator[Client]:
    """A client of v1 with a personal token."""
    with Client(Credentials(Login(Secret(TOKEN_V1)), "a test"), api="v1") as opened:
        yield opened


@pytest.fixture
def run(fake: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `tagwright optimizely …` in a folder of its own, with the personal token."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN)

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, ["optimizely", *arguments], input=stdin)

    return run
