# ruff: noqa: ANN401 -- whatever JSON can say
from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import OutputError, ReceiverError
from generator.optimizely import inbox, receiver, sources
from generator.optimizely.fake import Running
from generator.optimizely.fake.state import Fault
from generator.optimizely.inbox import Inbox
from tests.rest.conftest import PROJECT, Run
from tests.unit.conftest import every

KEY, TOKEN = "siGning-key-5521", "shAred-token-9910"
TOML = f"""\
account = "1234567"
project = "{PROJECT}"
{{top}}
limit = 4096

[events]
phone_call = "900"

[[source]]
program = "callrail"
event   = "phone_call"
secret  = {{ env = "CALLRAIL_KEY" }}
fields  = {{ visitor_id = "custom.visitor", "tag.source" = "source_name" }}

[[source]]
program = "invoca"
event   = "phone_call"
secret  = {{ file = "token.txt" }}
fields.visitor_id = "optimizely_id"
minimum = {{ duration = 30 }}

[[source]]
path    = "/shop"
secret  = {{ env = "CALLRAIL_KEY" }}
check   = "hmac-sha256-hex"
header  = "X-Signature"
prefix  = "sha256="
fields  = {{ visitor_id = "order.visitor", event = "kind", time = "at", id = "order.id", revenue = "order.cents" }}
when    = {{ paid = true }}
"""

Make = Callable[..., "Client"]


class Client(httpx.Client):
    """A receiver that answers on a port of this machine, and a connection to it."""

    def __init__(self, application: Any) -> None:
        config = uvicorn.Config(application, port=0, log_level="warning", lifespan="on")
        self._server = uvicorn.Server(config)
        self._socket = config.bind_socket()
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        super().__init__(base_url=f"http://127.0.0.1:{self._socket.getsockname()[1]}")

    def end(self) -> None:
        if not self.is_closed:
            self.close()
            self._server.should_exit = True
            self._thread.join()
            self._socket.close()


def configured(folder: Path, top: str = "") -> Path:
    path = folder / "calls.toml"
    path.write_text(TOML.replace("{top}", top).replace("{{", "{").replace("}}", "}"), "utf-8")
    (folder / "token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


@pytest.fixture
def make(fake: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("CALLRAIL_KEY", KEY)
    monkeypatch.setattr(receiver, "_PAUSE", 0.01)
    monkeypatch.setattr(receiver, "_FIRST_WAIT", 0.02)
    opened: list[Client] = []

    def start(top: str = "", **asked: Any) -> Client:
        application = receiver.app(sources.read(configured(tmp_path, top)), **asked)
        client = Client(application)
        opened.append(client)
        return client

    yield start
    for client in opened:
        client.end()


def call(**more: Any) -> dict[str, Any]:
    return {
        "resource_id": "CAL1",
        "start_time": "2026-03-01T12:00:00Z",
        "source_name": "Google",
        "custom": {"visitor": "oeu1"},
        "customer_phone_number": "+15551234567",
        **more,
    }


def callrail(client: Client, data: Any, key: str = KEY) -> Any:
    body = json.dumps(data).encode()
    signature = base64.b64encode(hmac.digest(key.encode(), body, "sha1")).decode()
    headers = {"Signature": signature, "Content-Type": "application/json"}
    return client.post("/callrail", content=body, headers=headers)


def arrived(fake: Running, count: int) -> list[dict[str, Any]]:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        found = fake.state.conversions()
        if len(found) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(fake.state.conversions())


def test_a_signed_call_arrives(make: Make, fake: Running) -> None:
    client = make()
    response = callrail(client, call())
    assert response.status_code == 200, response.text
    assert response.json()["stored"] is True
    (one,) = arrived(fake, 1)
    assert (one["visitor"], one["key"], one["entity"]) == ("oeu1", "phone_call", "900")
    assert one["timestamp"] == 1772366400000


def test_a_call_that_comes_again_counts_once(make: Make, fake: Running) -> None:
    client = make()
    for duration in (1, 2, 3):
        assert callrail(client, call(duration=duration)).status_code == 200
    callrail(client, call(resource_id="CAL2"))
    assert len(arrived(fake, 2)) == 2


def test_the_callers_number_is_not_stored(make: Make, tmp_path: Path, fake: Running) -> None:
    callrail(make(), call())
    arrived(fake, 1)
    assert b"5551234567" not in b"".join(path.read_bytes() for path in tmp_path.glob("calls.db*"))


def test_a_wrong_signature_is_401(make: Make, fake: Running) -> None:
    client = make()
    assert callrail(client, call(), key="other").status_code == 401
    assert client.post("/callrail", json=call()).status_code == 401
    assert client.post("/callrail", json=call(), headers={b"Signature": b"\xe9"}).status_code == 401


def test_a_token_in_the_header_or_the_address(make: Make, fake: Running) -> None:
    client = make()
    data = {
        "complete_call_id": "A-1",
        "start_time_utc": 1772366400000,
        "optimizely_id": "oeu2",
        "duration": 31,
    }
    assert client.post("/invoca", json=data).status_code == 401
    assert client.post("/invoca?token=no", json=data).status_code == 401
    assert client.post(f"/invoca?token={TOKEN}", json=data).status_code == 200
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    short = client.post("/invoca", json={**data, "duration": 29}, headers=bearer)
    assert short.json() == {"stored": False, "reason": "duration is below 30"}
    assert arrived(fake, 1)[0]["timestamp"] == 1772366400000


def test_a_form(make: Make, fake: Running) -> None:
    body = urlencode(
        {
            "complete_call_id": "A-2",
            "start_time_utc": "1772366400000",
            "optimizely_id": "oeu3",
            "duration": "60",
        }
    )
    headers = {"Authorization": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
    assert make().post("/invoca", content=body, headers=headers).status_code == 200
    assert arrived(fake, 1)[0]["visitor"] == "oeu3"


def shop(client: Client, data: Any) -> Any:
    body = json.dumps(data).encode()
    digest = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Signature": f"sha256={digest}", "Content-Type": "application/json"}
    return client.post("/shop", content=body, headers=headers)


def order(**more: Any) -> dict[str, Any]:
    return {
        "kind": "phone_call",
        "at": 1772366400,
        "paid": True,
        "order": {"visitor": "oeu4", "id": 17, "cents": 4999},
        **more,
    }


def test_a_generic_mapping(make: Make, fake: Running) -> None:
    client = make()
    assert shop(client, order(paid=False)).json()["reason"] == "paid is not true"
    assert shop(client, order()).status_code == 200
    assert arrived(fake, 1)[0]["revenue"] == 4999


def test_a_call_of_nobody_is_ignored(make: Make) -> None:
    response = callrail(make(), call(custom=None))
    assert response.json() == {"stored": False, "reason": "it names no visitor"}


def test_what_is_too_large_is_413(make: Make) -> None:
    client = make()
    assert callrail(client, call(note="x" * 5000)).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    assert client.post("/callrail", content=endless()).status_code == 413


def test_what_is_neither_json_nor_a_form(make: Make) -> None:
    client = make()
    headers = {"Authorization": TOKEN}
    assert client.post("/invoca", content=b"{", headers=headers).status_code == 400
    assert client.post("/invoca", content=b"[]", headers=headers).status_code == 400
    assert client.post("/invoca", content=b"[" * 3000, headers=headers).status_code == 400
    plain = {**headers, "Content-Type": "text/plain"}
    assert client.post("/invoca", content=b"{}", headers=plain).status_code == 415
    assert client.get("/invoca").status_code == 405
    assert client.post("/other").status_code == 404


def test_a_mapping_that_is_mended_is_applied_to_what_was_kept(
    make: Make, fake: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make()
    assert (
        shop(client, order(kind="unknown", at=1772366400)).json()["reason"].startswith("the id of")
    )
    assert client.get("/health").json()["unreadable"] == 1
    client.end()
    text = TOML.replace('phone_call = "900"', 'phone_call = "900"\nunknown = "901"')
    monkeypatch.setitem(globals(), "TOML", text)
    make()
    assert arrived(fake, 1)[0]["entity"] == "901"


def test_what_passes_is_waited_for(make: Make, fake: Running) -> None:
    fake.state.faults.append(Fault("/v1/events", status=503, times=2))
    fake.state.faults.append(Fault("/v1/events", reset=True, late=True, times=2))
    client = make()
    for n in range(20):
        assert callrail(client, call(resource_id=f"CAL{n}")).status_code == 200
    assert len(arrived(fake, 20)) == 20
    assert "tagwright_delivery_failures_total 4" in client.get("/metrics").text


def test_health_and_metrics(make: Make, fake: Running) -> None:
    fake.state.faults.append(Fault("/v1/events", status=500, times=-1))
    client = make()
    callrail(client, call())
    end = time.monotonic() + 5
    while client.get("/health").json()["status"] != "late" and time.monotonic() < end:
        time.sleep(0.01)
    health = client.get("/health").json()
    assert (health["status"], health["waiting"]) == ("late", 1)
    assert "answers 500" in health["problem"]
    metrics = client.get("/metrics").text
    assert 'tagwright_webhooks_total{source="callrail",answer="200"} 1' in metrics
    assert 'tagwright_conversions{state="waiting"} 1' in metrics


def test_a_full_disk_is_503_and_nothing_is_promised(
    make: Make, fake: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make()

    def full(*_: object) -> None:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    with monkeypatch.context() as patch:
        patch.setattr(Inbox, "store", full)
        response = callrail(client, call())
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert callrail(client, call()).status_code == 200
    assert len(arrived(fake, 1)) == 1


def test_what_waited_when_it_ended_is_sent_by_the_next(make: Make, fake: Running) -> None:
    fake.state.faults.append(Fault("/v1/events", status=500, times=-1))
    client = make()
    callrail(client, call())
    client.end()
    fake.state.faults.clear()
    make()
    assert len(arrived(fake, 1)) == 1


def test_classic_in_doubt_is_not_sent_again_unless_asked(
    make: Make, fake: Running, tmp_path: Path
) -> None:
    fake.state.faults.append(Fault("/event", reset=True, late=True))
    client = make('api = "classic"')
    callrail(client, call())
    end = time.monotonic() + 5
    while client.get("/health").json()["doubtful"] != 1 and time.monotonic() < end:
        time.sleep(0.01)
    client.end()
    assert len(fake.state.hits()) == 1
    client = make('api = "classic"', resend_doubtful=True)
    end = time.monotonic() + 5
    while client.get("/health").json()["sent"] != 1 and time.monotonic() < end:
        time.sleep(0.01)
    assert len(fake.state.hits()) == 2


def test_classic_that_was_on_its_way_is_in_doubt(make: Make, fake: Running, tmp_path: Path) -> None:
    box = Inbox(tmp_path / "calls.db")
    box.store([inbox.Row("u", "/callrail", b"a=1", inbox.SENDING)])
    box.close()
    assert make('api = "classic"').get("/health").json()["doubtful"] == 1
    assert not fake.state.hits()


def test_no_secret_is_in_any_answer_or_log(
    make: Make, fake: Running, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    fake.state.faults.append(Fault("/v1/events", status=403, body='{"message": "no"}', times=3))
    client = make()
    said = [
        callrail(client, call()),
        callrail(client, call(), key="other"),
        client.post(f"/invoca?token={TOKEN}", content=b"{"),
        client.post("/invoca", content=b"{", headers={"Authorization": f"Bearer {TOKEN}"}),
        client.get(f"/health?token={TOKEN}"),
        client.get("/metrics"),
    ]
    arrived(fake, 1)
    client.end()
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    output = "".join(capfd.readouterr())
    text = "\n".join([*(answer.text for answer in said), *ours, output])
    assert KEY not in text
    assert TOKEN not in text


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "resource_id": JSON,
        "start_time": JSON | st.just("2026-03-01T12:00:00Z"),
        "custom": JSON | st.fixed_dictionaries({"visitor": JSON}),
        "source_name": JSON,
    },
)
ANSWERS = {200, 400, 401, 413, 415, 422}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=FIELDS | JSON)
def test_any_json_is_answered(make: Make, data: Any) -> None:
    client = _once(make)
    assert callrail(client, data).status_code in ANSWERS
    assert client.get("/health").status_code == 200


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=5000),
    kind=st.sampled_from(
        ["application/json", "application/x-www-form-urlencoded", "", "text/x", "a/b+json;x"]
    ),
    token=st.sampled_from([TOKEN, "", "no"]),
)
def test_any_bytes_are_answered(make: Make, body: bytes, kind: str, token: str) -> None:
    client = _once(make)
    headers = {"Authorization": token, "Content-Type": kind}
    answer = client.post("/invoca", content=body, headers=headers)
    assert answer.status_code in ANSWERS
    assert answer.status_code == (413 if len(body) > 4096 else 401) or token == TOKEN


def _once(make: Make) -> Client:
    found: Client | None = getattr(make, "client", None)
    if found is None:
        found = make()
        make.client = found  # type: ignore[attr-defined]
    return found


# -- the file -----------------------------------------------------------------------------------------------


def problems(tmp_path: Path, text: str) -> list[tuple[int | None, str]]:
    path = tmp_path / "calls.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReceiverError) as caught:
        sources.read(path)
    return [(error.line, error.what) for error in every(caught.value)]


def test_everything_that_is_wrong_with_a_file_at_once(tmp_path: Path) -> None:
    text = """\
account = "x"
project = 77
databse = "x.db"

[[source]]
program = "callrial"

[[source]]
program = "callrail"
secret = "in plain sight"
fields = { visitor = "custom.visitor" }

[[source]]
path = "/health"
secret = { env = "NOT_THERE" }
check = "md5"
event = "phone_call"
fields = { visitor_id = "v", time = "t" }
"""
    assert problems(tmp_path, text) == [
        (3, "there is no 'databse'"),
        (1, "account 'x' is no number"),
        (6, "there is no program 'callrial'"),
        (11, "there is no field 'visitor'"),
        (11, "nothing says who the visitor is"),
        (8, "nothing says which event it is"),
        (10, "the secret stands in the file"),
        (14, "'/health' is no path of a webhook"),
        (16, "there is no check 'md5'"),
        (15, "the secret 'NOT_THERE' is empty, or is not there"),
    ]


def test_an_event_without_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "k")
    text = """\
account = "1"
project = "77"
[[source]]
event = "call"
secret = { env = "KEY" }
fields = { visitor_id = "v", time = "t" }
"""
    assert problems(tmp_path, text) == [(4, "the id of the event 'call' is not known")]


def test_the_command_checks_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLRAIL_KEY", KEY)
    result = run("convert", "serve", str(configured(tmp_path)), "--check")
    assert result.exit_code == 0, result.output
    assert "/callrail: callrail, hmac-sha1-base64" in result.stderr
    assert KEY not in result.output


# -- alone, and for nobody else's eyes ----------------------------------------------------------------------


def test_two_receivers_do_not_share_a_database(make: Make, fake: Running, tmp_path: Path) -> None:
    client = make('api = "classic"')
    box = Inbox(tmp_path / "calls.db")
    box.store([inbox.Row("u", "/callrail", b"a=1", inbox.SENDING)])
    with pytest.raises(OutputError, match="another run is using"):
        make('api = "classic"')
    # The second one has not taken the first one's request for one in doubt.
    assert box.counts()["sending"] == 1
    box.close()
    client.end()
    make('api = "classic"')


def test_the_database_is_read_by_its_owner_alone(make: Make, tmp_path: Path) -> None:
    callrail(make(), call(start_time="soon"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("calls.db*")}
    assert set(modes) >= {"calls.db", "calls.db-wal"}
    assert {mode for name, mode in modes.items() if not name.endswith(".lock")} == {0o600}


@pytest.mark.parametrize("api", ["events", "classic"])
def test_optimizely_is_left_alone_as_long_as_it_wants(make: Make, fake: Running, api: str) -> None:
    path = "/v1/events" if api == "events" else "/event"
    fake.state.faults.append(Fault(path, status=429, headers={"Retry-After": "1"}))
    client = make(f'api = "{api}"')
    began = time.monotonic()
    for n in range(3):
        assert callrail(client, call(resource_id=f"CAL{n}")).status_code == 200
    end = time.monotonic() + 10
    while client.get("/health").json()["sent"] != 3 and time.monotonic() < end:
        time.sleep(0.01)
    assert time.monotonic() - began > 0.9
    assert [entry.status for entry in fake.state.log(path)][:2] == [
        429,
        204 if api == "events" else 200,
    ]
    assert len(fake.state.log(path)) <= 4


def test_a_taken_port_and_a_folder_that_is_not_there_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLRAIL_KEY", KEY)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = str(bound.getsockname()[1])
        result = run("convert", "serve", str(configured(tmp_path)), "--port", port)
    assert result.exit_code == 2
    assert f"port {port} of 127.0.0.1 cannot be used: address already in use" in result.stderr
    elsewhere = configured(tmp_path, 'database = "no/such/folder.db"')
    result = run("convert", "serve", str(elsewhere), "--port", "0")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr
    result = run("convert", "serve", str(elsewhere), "--port", "0", "--host", "not.a.host.example")
    assert result.exit_code == 2
    assert "port 0 of not.a.host.example cannot be used" in result.stderr


def test_values_that_are_no_switch_and_no_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", "k")
    text = """\
account = "1"
project = "77"
eu = "no"
[events]
call = true
[[source]]
path = "/a b"
event = "call"
secret = { env = "KEY" }
fields = { visitor_id = "v", time = "t" }
when.answered = []
minimum.call.duration = "long"
"""
    assert problems(tmp_path, text) == [
        (5, "the id of 'call' is digits, not true"),
        (3, "eu is true or false, not 'no'"),
        (7, "'/a b' is no path of a webhook"),
        (11, "answered wants a value, or a list of them"),
        (12, "minimum wants numbers"),
    ]


def test_conditions_with_dots_are_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "k")
    path = tmp_path / "calls.toml"
    text = """\
account = "1"
project = "77"
[events]
call = 900
[[source]]
event = "call"
secret = { env = "KEY" }
fields = { visitor_id = "v", time = "t", tag.source.name = "from" }
when.call.answered = true
minimum.call.duration = 30
"""
    path.write_text(text, encoding="utf-8")
    (source,) = sources.read(path).sources.values()
    assert source.fields["tag.source.name"] == "from"
    target = sources.read(path).target
    answered = {"v": "oeu", "t": 1_700_000_000, "call": {"answered": True, "duration": 30}}
    assert source.conversion(answered, target, 2_000_000_000_000).visitor_id == "oeu"
    for call in ({"answered": False, "duration": 30}, {"answered": True, "duration": 29}):
        with pytest.raises(sources.IgnoredError):
            source.conversion({**answered, "call": call}, target, 2_000_000_000_000)


def test_a_clock_that_was_ahead_keeps_no_row_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, real = Inbox(tmp_path / "calls.db"), time.time
    box.store([inbox.Row(name, "/calls", b"{}") for name in ("early", "late")])
    early, late = box.due(9)
    monkeypatch.setattr(time, "time", lambda: real() + 400 * 86_400)
    box.postpone([early], 60)
    monkeypatch.undo()
    box.postpone([late], 10**9)
    assert [row.uuid for row in box.due(9)] == ["early"]
    monkeypatch.setattr(time, "time", lambda: real() + 86_401)
    assert [row.uuid for row in box.due(9)] == ["early", "late"]
    box.close()
