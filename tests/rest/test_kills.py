"""`kill -9` at random moments: whatever was cut short, the next run finishes it, and nothing arrives twice.

A few moments in every run of the tests; as many as TAGWRIGHT_KILLS says in bench/rest_kills.py.
"""

from __future__ import annotations

import csv
import hmac
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from generator.optimizely.fake import Running
from generator.optimizely.inbox import Inbox
from tests.rest.conftest import PROJECT, TOKEN

KILLS = int(os.environ.get("TAGWRIGHT_KILLS", "5"))
SEED = int(os.environ.get("TAGWRIGHT_SEED", "5"))


@pytest.fixture
def chance() -> random.Random:
    return random.Random(SEED)


def started(arguments: Sequence[str], fake: Running, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **fake.environment, "TAGWRIGHT_TOKEN": TOKEN, **more}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(process: subprocess.Popen[str], seconds: float) -> bool:
    """Whether it was still running when it was killed."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    assert process.returncode == 0, process.returncode
    return False


def killed_at(
    process: subprocess.Popen[str], count: Callable[[], int], more: int, seconds: float
) -> bool:
    """Whether it was still running when it was killed: so long after `count` had grown by so many."""
    before, end = count(), time.monotonic() + 20
    while count() < before + more and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    return killed(process, seconds)


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def requests(fake: Running) -> int:
    with fake.state.together() as sql:
        return int(sql.execute("select count(*) from log").fetchone()[0])


def ended(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors


PUSH = f"""
import sys
from pathlib import Path
from generator.optimizely import lists, members
from generator.optimizely.auth import credentials
from generator.optimizely.client import Client
with members.read(Path(sys.argv[1]), members.Reading("cookies", "vip")) as found, Client(credentials()) as client:
    lists.push(client, found, lists.Wanted("{PROJECT}", "vip", "cookies", "vip", limit=2_000))
"""


def test_lists_hold_every_row_once(fake: Running, tmp_path: Path, chance: random.Random) -> None:
    path, rows, cut = tmp_path / "vip.csv", set(range(3_000)), 0
    for _ in range(KILLS):
        rows ^= set(chance.sample(range(6_000), 600))
        path.write_text("".join(f"member{n:05}\n" for n in rows), encoding="utf-8")
        moment = chance.randrange(1, 70), chance.uniform(0, 0.03)
        cut += killed_at(started(["-c", PUSH, str(path)], fake), lambda: requests(fake), *moment)
    ended(started(["-c", PUSH, str(path)], fake))
    fake.state.forget_log()
    ended(started(["-c", PUSH, str(path)], fake))
    assert {entry.method for entry in fake.state.log()} == {"GET"}
    found = sorted(
        row
        for one in fake.state.all("list_attribute", PROJECT)
        for row in one["list_content"].split(",")
    )
    assert found == sorted(f"member{n:05}" for n in rows)
    assert cut >= KILLS // 2


def appended(path: Path, start: int, end: int) -> None:
    with path.open("a", encoding="utf-8") as out:
        if not start:
            out.write("visitor_id,event,time\n")
        out.writelines(f"visitor{n},call,{1_700_000_000 + n}\n" for n in range(start, end))


def convert(path: Path, *more: str) -> list[str]:
    command = ["-m", "generator", "optimizely", "convert", str(path), "-a", "1", "-p", str(PROJECT)]
    return [*command, "--event", "call=900", *more]


CONVERT = f"""
import sys
from pathlib import Path
from generator.optimizely import convert
from generator.optimizely.conversions import Target
target = Target("1", "{PROJECT}", {{"call": "900"}})
convert.run(convert.Order(Path(sys.argv[1]), target, batch=1_000))
"""


def test_the_event_api_holds_every_row_once(
    fake: Running, tmp_path: Path, chance: random.Random
) -> None:
    path, rows, cut = tmp_path / "calls.csv", 0, 0
    journal = tmp_path / "calls.csv.journal"
    for _ in range(KILLS):
        appended(path, rows, rows + 8_000)
        rows += 8_000
        moment = chance.randrange(7), chance.uniform(0, 0.1)
        cut += killed_at(
            started(["-c", CONVERT, str(path)], fake), lambda: lines_of(journal), *moment
        )
    ended(started(["-c", CONVERT, str(path)], fake))
    found = sorted(row["visitor"] for row in fake.state.conversions())
    assert found == sorted(f"visitor{n}" for n in range(rows))
    assert cut >= KILLS // 2
    ended(started(["-c", CONVERT, str(path)], fake))
    assert fake.state.count_conversions()[0] == rows


def test_classic_never_logs_a_row_twice(
    fake: Running, tmp_path: Path, chance: random.Random
) -> None:
    path, rows, cut = tmp_path / "calls.csv", 0, 0
    journal = tmp_path / "calls.csv.journal"
    for _ in range(KILLS):
        appended(path, rows, rows + 600)
        rows += 600
        process = started(convert(path, "--classic"), fake)
        moment = chance.randrange(1_000), chance.uniform(0, 0.05)
        cut += killed_at(process, lambda: lines_of(journal), *moment)
    ended(started(convert(path, "--classic"), fake))
    hits = [hit["query"].partition("u=")[2].partition("&")[0] for hit in fake.state.hits()]
    assert len(hits) == len(set(hits))
    doubtful = doubted(tmp_path / "calls.doubtful.csv")
    assert set(hits) | set(doubtful) == {f"visitor{n}" for n in range(rows)}
    assert cut >= KILLS // 2
    # Only what was on its way is in doubt.
    assert len(doubtful) == len(set(doubtful)) <= 16 * KILLS
    if doubtful:
        ended(started(convert(path, "--classic", "--resend-doubtful"), fake))
        assert len(fake.state.hits()) == len(hits) + len(doubtful)


def doubted(path: Path) -> list[str]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as stream:
        return [row["visitor_id"] for row in csv.DictReader(stream)]


TOML = f"""\
account = "1"
project = "{PROJECT}"
[events]
call = "900"
[[source]]
path   = "/calls"
event  = "call"
secret = {{ env = "KEY" }}
check  = "hmac-sha256-hex"
header = "X-Signature"
fields = {{ visitor_id = "visitor", time = "time", id = "id" }}
"""
KEY = b"a-key-of-a-test"


@contextmanager
def load(port: int, first: int) -> Iterator[list[int]]:
    """Webhooks sent until each is answered 200, as their senders do; the list grows as they are."""
    stop, stored, numbers = threading.Event(), [], iter(range(first, first + 1_000_000))
    lock = threading.Lock()

    def work() -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
            while not stop.is_set():
                with lock:
                    number = next(numbers)
                data = {"visitor": f"visitor{number}", "time": 1_700_000_000 + number, "id": number}
                body = json.dumps(data).encode()
                signature = hmac.new(KEY, body, "sha256").hexdigest()
                headers = {"X-Signature": signature, "Content-Type": "application/json"}
                while not stop.is_set():
                    try:
                        answer = client.post("/calls", content=body, headers=headers)
                    except httpx.HTTPError:
                        time.sleep(0.02)
                        continue
                    assert answer.status_code == 200, answer.text
                    stored.append(number)
                    break

    with ThreadPoolExecutor(8) as pool:
        workers = [pool.submit(work) for _ in range(8)]
        try:
            yield stored
        finally:
            stop.set()
            for worker in workers:
                worker.result()


def stored_under_kills(
    fake: Running, folder: Path, chance: random.Random, top: str = ""
) -> tuple[list[str], set[int]]:
    """The command of a receiver that was killed again and again, and the webhooks it said it had stored."""
    path = folder / "calls.toml"
    path.write_text(top + TOML, encoding="utf-8")
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    serve = ["-m", "generator", "optimizely", "convert", "serve", str(path), "--port", str(port)]
    with load(port, 0) as stored:
        for _ in range(KILLS):
            before = len(stored)
            process = started(serve, fake, KEY=KEY.decode())
            end = time.monotonic() + 20
            while len(stored) == before and time.monotonic() < end:
                time.sleep(0.01)
            assert killed(process, chance.uniform(0.05, 1.0))
        assert len(stored) > KILLS
    return serve, set(stored)


def test_what_the_receiver_promised_arrives_once(
    fake: Running, tmp_path: Path, chance: random.Random
) -> None:
    serve, stored = stored_under_kills(fake, tmp_path, chance)
    process = started(serve, fake, KEY=KEY.decode())
    try:
        wanted, end = {f"visitor{n}" for n in stored}, time.monotonic() + 60
        found: list[str] = []
        while not wanted <= set(found) and time.monotonic() < end:
            time.sleep(0.1)
            found = [row["visitor"] for row in fake.state.conversions()]
        assert wanted <= set(found)
        assert len(found) == len(set(found))
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_what_the_receiver_promised_is_never_logged_twice_by_classic(
    fake: Running, tmp_path: Path, chance: random.Random
) -> None:
    serve, stored = stored_under_kills(fake, tmp_path, chance, 'api = "classic"\n')
    process = started(serve, fake, KEY=KEY.decode())
    box = Inbox(tmp_path / "calls.db")
    try:
        end = time.monotonic() + 60
        while box.counts()["waiting"] + box.counts()["sending"] and time.monotonic() < end:
            time.sleep(0.1)
        counts = box.counts()
    finally:
        box.close()
        process.terminate()
        process.communicate(timeout=60)
    hits = [hit["query"].partition("u=")[2].partition("&")[0] for hit in fake.state.hits()]
    assert len(hits) == len(set(hits))
    assert counts["doubtful"] <= KILLS
    assert len({f"visitor{n}" for n in stored} - set(hits)) <= counts["doubtful"]
