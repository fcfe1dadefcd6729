"""Memory stays flat: files many times larger than what a process may take. The large ones are in bench/."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from generator.optimizely.fake import Running
from tests.rest.conftest import PROJECT, TOKEN

#: megabytes; Python and what is imported take 60
ENOUGH = 110


@pytest.fixture
def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "rest_throughput.py"
    spec = importlib.util.spec_from_file_location("rest_throughput", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say how much memory it was")
def test_lists_and_conversions(bench: ModuleType, fake: Running, tmp_path: Path) -> None:
    environment = {**fake.environment, "TAGWRIGHT_TOKEN": TOKEN, "TAGWRIGHT_PROJECT": str(PROJECT)}
    rows = tmp_path / "rows.csv"
    rows.write_text("".join(f"{n:032x}\n" for n in range(400_000)), encoding="utf-8")
    _, peak, said = bench.measured(bench.PUSH, rows, environment)
    assert (said.strip(), peak < ENOUGH) == ("4 lists", True), peak
    calls = tmp_path / "calls.csv"
    line = "oeu17000000000{n}r0.1,phone_call,1700000000,1\n"
    text = "".join(line.replace("{n}", str(n)) for n in range(60_000))
    calls.write_text("visitor_id,event,time,value\n" + text, encoding="utf-8")
    _, peak, said = bench.measured(bench.DELIVER, calls, environment)
    assert (said.strip(), peak < ENOUGH) == ("60000", True), peak
