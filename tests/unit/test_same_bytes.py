"""Same input, same bytes: no clock, no machine, no order of a dict gets into what is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


def built(checkout: Path, out: Path, umask: int, **environment: str) -> Mapping[str, bytes]:
    """Every file that a process of its own builds, by its path."""
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "mixpanel", "ga4", "--no-cache", "--out", out],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), **environment},
        umask=umask,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_the_same_whatever_the_machine_is_like(tmp_path: Path) -> None:
    elsewhere = tmp_path / "élsewhere with a space"
    for room in ("generator", "templates"):
        shutil.copytree(ROOT / room, elsewhere / room, ignore=shutil.ignore_patterns("__pycache__"))
    (elsewhere / "node_modules").symlink_to(ROOT / "node_modules")

    one = built(
        ROOT, tmp_path / "one", 0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1", PYTHONUTF8="0"
    )
    other = built(
        elsewhere,
        tmp_path / "other",
        0o077,
        TZ="Asia/Kathmandu",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="0",
    )

    assert one.keys() == other.keys()
    assert len(one) == 13
    assert one == other
