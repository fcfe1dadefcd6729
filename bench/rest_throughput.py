"""Conversions prepared and delivered a second, and the memory of large files, on this machine. See bench/README.md."""

from __future__ import annotations

import argparse
import asyncio
import hmac
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: bytes of the large list
LARGE = 200_000_000


def main() -> None:
    """Print a row for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the conversion file")
    parser.add_argument("--size", type=int, default=LARGE, help="bytes of the list")
    parser.add_argument("--webhooks", type=int, default=20_000, help="webhooks of the receiver")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        conversions(folder, asked.rows)
        large_list(folder, asked.size)
        webhooks(folder, asked.webhooks)


def conversions(folder: Path, rows: int) -> None:
    """A file of conversions: prepared only, then delivered to a fake in a process of its own."""
    path = folder / "conversions.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("visitor_id,event,time,value,revenue,tag.source,id\n")
        for n in range(rows):
            out.write(
                f"oeu{1_700_000_000_000 + n}r0.{n * 7919 % 10**9},phone_call,{1_700_000_000 + n},"
                f"{n % 90},{n % 5000},callrail,CAL{n}\n"
            )
    seconds, peak, _ = measured(PREPARE, path)
    print(f"prepared   {rows:>9,} rows  {rows / seconds:>8,.0f}/s  {peak:>6.0f} MB")
    with fake() as environment:
        seconds, peak, _ = measured(DELIVER, path, environment=environment)
        found = counted(environment)
    assert found["conversions"] == rows, found
    print(f"delivered  {rows:>9,} rows  {rows / seconds:>8,.0f}/s  {peak:>6.0f} MB")


def large_list(folder: Path, size: int) -> None:
    """A large list: read and checked, then pushed."""
    path, chance = folder / "list.csv", random.Random(1)
    rows = size // 37
    with path.open("w", encoding="utf-8") as out:
        for n in range(rows):
            out.write(f"{chance.getrandbits(128):032x}-{n & 0xFFF:03x}\n")
    with fake() as environment:
        seconds, peak, said = measured(PUSH, path, environment=environment)
    print(f"list       {rows:>9,} rows  {rows / seconds:>8,.0f}/s  {peak:>6.0f} MB  {said.strip()}")


RECEIVER = """\
account = "1"
project = "2"
[events]
phone_call = "3"
[[source]]
path   = "/calls"
event  = "phone_call"
secret = { env = "RECEIVER_KEY" }
check  = "hmac-sha256-hex"
header = "X-Signature"
fields = { visitor_id = "visitor", time = "time", id = "id" }
"""
KEY = b"a-key-of-a-bench"
#: connections that send webhooks at a time
CROWD = 32


def webhooks(folder: Path, count: int) -> None:
    """Signed webhooks sent to a receiver, until each is answered, and until each is at the fake."""
    path = folder / "receiver.toml"
    path.write_text(RECEIVER, encoding="utf-8")
    serve = [sys.executable, "-m", "generator", "optimizely", "convert", "serve", str(path)]
    with fake() as environment:
        more = {**os.environ, **environment, "RECEIVER_KEY": KEY.decode()}
        with subprocess.Popen(  # noqa: S603 -- ours
            [*serve, "--port", "0"], env=more, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            port = int(process.stderr.readline().rpartition(":")[2])
            began = time.perf_counter()
            asyncio.run(crowd(port, count))
            answered, arrived = time.perf_counter() - began, 0
            while arrived < count:
                time.sleep(0.05)
                arrived = counted(environment)["conversions"]
            delivered = time.perf_counter() - began
            peak = memory(process.pid)
            process.terminate()
    print(f"webhooks   {count:>9,} rows  {count / answered:>8,.0f}/s  {peak:>6.0f} MB  answered")
    print(f"           {count:>9,} rows  {count / delivered:>8,.0f}/s             delivered")


async def crowd(port: int, count: int) -> None:
    """Send so many webhooks, each as soon as the one before it on its connection is answered."""
    numbers = iter(range(count))
    requests = [signed(n) for n in range(count)]

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n in numbers:
            writer.write(requests[n])
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]
            await reader.readexactly(int(length))
        writer.close()

    await asyncio.gather(*(one() for _ in range(CROWD)))


def signed(number: int) -> bytes:
    """One webhook, as it travels."""
    call = {"visitor": f"oeu{number}", "time": 1_700_000_000 + number, "id": f"CAL{number}"}
    body = json.dumps(call).encode()
    signature = hmac.new(KEY, body, "sha256").hexdigest()
    head = (
        "POST /calls HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def counted(environment: Mapping[str, str]) -> Mapping[str, int]:
    """How many conversions the fake has."""
    address = f"{environment['TAGWRIGHT_API']}/_fake/count"
    with urllib.request.urlopen(address) as answer:  # noqa: S310 -- ours
        found: Mapping[str, int] = json.load(answer)
    return found


def memory(process: int) -> float:
    """The most megabytes that a process has had; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024


_BEGIN = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
"""
_END = """
if sys.platform == "linux":  # the other figure is the parent's, when that is larger
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
print(time.perf_counter() - began, peak, said, sep="\\t")
"""

PREPARE = f"""{_BEGIN}
from generator.optimizely import convert
from generator.optimizely.conversions import Target, body
from generator.optimizely.journal import Journal
order = convert.Order(path, Target("1", "2", {{"phone_call": "3"}}))
began = time.perf_counter()
with path.open("rb") as stream, Journal(path.with_name("prepare.journal")) as journal:
    work = convert._Run(order, journal, stream, None)
    said = sum(len(body(order.target, batch.visitors)) for batch in work._batches())
{_END}"""

DELIVER = f"""{_BEGIN}
from generator.optimizely import convert
from generator.optimizely.conversions import Target
began = time.perf_counter()
said = convert.run(convert.Order(path, Target("1", "2", {{"phone_call": "3"}}), strict=True)).sent
{_END}"""

PUSH = f"""{_BEGIN}
from generator.optimizely import lists, members
from generator.optimizely.auth import credentials
from generator.optimizely.client import Client
import os
began = time.perf_counter()
with members.read(path, members.Reading("cookies", "vip")) as found, Client(credentials()) as client:
    wanted = lists.Wanted(os.environ["TAGWRIGHT_PROJECT"], "vip", "cookies", "vip")
    said = f"{{len(lists.push(client, found, wanted).lists)}} lists"
{_END}"""


def measured(
    code: str, path: Path, environment: Mapping[str, str] | None = None
) -> tuple[float, float, str]:
    """Seconds, megabytes of memory at the most, and what it printed."""
    result = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, **(environment or {})},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak, said = result.stdout.split("\t")
    return float(seconds), float(peak), said


@contextmanager
def fake() -> Iterator[Mapping[str, str]]:
    """A fake Optimizely in a process of its own, and the environment that points at it."""
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "optimizely", "fake", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
            time.sleep(0.1)


if __name__ == "__main__":
    main()
