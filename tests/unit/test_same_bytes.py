"""Same input, same bytes: no clock, no machine, no order of a dict gets into what is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def made(
    checkout: Path, arguments: Sequence[str], out: Path, umask: int, **environment: str
) -> Mapping[str, bytes]:
    """Every file that a process of its own writes, by its path."""
    subprocess.run(
        [sys.executable, "-m", "generator", *arguments, "--out", out],
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


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another checkout, with another path."""
    folder = tmp_path_factory.mktemp("checkout") / "élsewhere with a space"
    for room in ("generator", "templates"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def twice(
    elsewhere: Path, arguments: Sequence[str], folder: Path
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The same, made on two machines that are unlike."""
    one = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}
    other = {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    return (
        made(ROOT, arguments, folder / "one", 0o022, **one),
        made(elsewhere, arguments, folder / "other", 0o077, **other, SOURCE_DATE_EPOCH="0"),
    )


def test_two_builds_are_the_same_whatever_the_machine_is_like(
    elsewhere: Path, tmp_path: Path
) -> None:
    one, other = twice(elsewhere, ["build", "mixpanel", "ga4", "--no-cache"], tmp_path)

    assert one.keys() == other.keys()
    assert len(one) == 20
    assert one == other


@pytest.mark.parametrize(
    "arguments",
    [
        ["adobe-tags"],
        ["gtm", "--set", "base=https://cdn.example.com/js/"],
        ["shopify", "--set", "project_id=5935064"],
        ["tealium"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_two_packages_are_the_same_whatever_the_machine_is_like(
    elsewhere: Path, tmp_path: Path, arguments: Sequence[str]
) -> None:
    delivery, *options = arguments
    platforms = ["mixpanel", "ga4", "--set", "ga4.measurement_id=G-ABC123"]
    one, other = twice(elsewhere, ["package", delivery, *platforms, *options], tmp_path)

    assert len(one) > 2
    assert one == other
