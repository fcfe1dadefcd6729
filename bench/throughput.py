"""Compiling, splicing settings in, a first and a second build. See bench/README.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator import catalog, compile, render, settings  # noqa: A004 -- the pipeline's own word


def per_second(call: Callable[[], object], seconds: float = 3.0) -> float:
    """How often `call` can be made in a second, after one call that is not counted."""
    call()
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        call()
        calls += 1
    return calls / (time.perf_counter() - start)


def build(out: Path, cache: Path) -> float:
    """Seconds of one `tagwright build` of everything in a process of its own."""
    command = [sys.executable, "-m", "generator", "build", "--out", str(out)]
    environment = {**os.environ, "TAGWRIGHT_CACHE": str(cache)}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 -- ours
    return time.perf_counter() - start


def main() -> None:
    """Print the rates and the two ratios that matter."""
    platform = catalog.load("mixpanel")
    source = render.render(platform)
    script = compile.compile(source)
    chosen = settings.resolve(platform, {})
    compiles = per_second(lambda: compile.compile(source))
    splices = per_second(lambda: compile.splice(script, chosen))
    resolves = per_second(lambda: settings.resolve(platform, {"event": "seen"}))
    print(f"render    {per_second(lambda: render.render(platform)):10.0f} /s")
    print(f"compile   {compiles:10.0f} /s")
    print(f"splice    {splices:10.0f} /s = {splices / compiles:.0f} x compile")
    print(f"resolve   {resolves:10.0f} /s")
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder, "dist"), Path(folder, "cache")
        first, second = build(out, cache), build(out, cache)
    print(
        f"build     first {first:.2f} s, second {second:.2f} s = {second / first:.2f} of the first"
    )


if __name__ == "__main__":
    main()
