"""`tagwright --help` beside a Python that imports click. See bench/README.md."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time


def took(*command: str) -> float:
    """Seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own commands
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio; the two take turns."""
    ours = (sys.executable, "-m", "generator", "--help")
    click = (sys.executable, "-c", "import click")
    times = [(took(*ours), took(*click)) for _ in range(21)]
    help_, bare = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"--help    {help_ * 1000:.0f} ms = {help_ / bare:.2f} x import click ({bare * 1000:.0f} ms)"
    )


if __name__ == "__main__":
    main()
