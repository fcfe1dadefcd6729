"""What is installed is what is checked out: the wheel, the pinned engine, the lock files, the supported Pythons."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder

from generator import compile as engine
from generator import resources

ROOT = Path(__file__).parents[2]
LOCKS = ("package-lock.json", "tests/sdk/package-lock.json")

#: in two halves each, so that this file may say them
HOSTS = ("npm" + "js.org", "npm" + "js.com", "pypi" + ".org", "python" + "hosted.org")
PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_renders_what_the_checkout_renders(wheel: Path, tmp_path: Path) -> None:
    installed = _rendered(wheel, tmp_path)

    assert installed == _rendered(ROOT, tmp_path)
    assert installed


def test_the_wheel_has_every_template_and_the_example(wheel: Path) -> None:
    wanted = [name for name in _tracked() if name.startswith(("templates/", "examples/acme/"))]

    missing = [name for name in wanted if not (wheel / "generator" / name).is_file()]

    assert wanted
    assert not missing


def test_the_wheel_has_the_engine_under_its_licences(wheel: Path) -> None:
    vendor = wheel / "generator" / "engine" / "vendor"

    for name, version in engine.PACKAGES.items():
        assert json.loads((vendor / name / "package.json").read_text())["version"] == version
        assert "Copyright" in _text(vendor / name / "LICENSE")


def test_a_checkout_reads_the_engine_from_node_modules() -> None:
    assert resources.npm("acorn/dist/acorn.js") == ROOT / "node_modules/acorn/dist/acorn.js"


def test_the_engine_is_pinned_to_what_the_code_expects() -> None:
    package = _json("package.json")
    locked = _json("package-lock.json")["packages"]

    assert package["dependencies"] == dict(engine.PACKAGES)
    assert {name: locked[f"node_modules/{name}"]["version"] for name in engine.PACKAGES} == dict(
        engine.PACKAGES
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_checks_bytes_and_names_no_place(lock: str) -> None:
    packages = [one for name, one in _json(lock)["packages"].items() if name]

    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert not any("resolved" in one for one in packages)


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    said = re.compile("|".join(map(re.escape, (*HOSTS, *PATHS))))

    found = [name for name in _tracked() if said.search(_text(ROOT / name))]

    assert not found


def test_ci_runs_each_python_that_the_package_names() -> None:
    named = re.findall(r"Python :: (3\.\d+)", str(_toml()["project"]["classifiers"]))
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")

    matrix = re.search(r"python: \[(.*)\]", workflow)

    assert matrix
    assert re.findall(r"3\.\d+", matrix[1]) == named


def _rendered(folder: Path, elsewhere: Path) -> bytes:
    """What a fresh process writes, with the package of `folder`, from another folder, remembering nothing."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "TAGWRIGHT_CACHE": ""}
    command = [sys.executable, "-m", "generator", "render", "mixpanel", "--min"]
    return subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, check=True
    ).stdout


def _tracked() -> list[str]:
    said = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [name for name in said.split("\0") if name and (ROOT / name).is_file()]


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def _json(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((ROOT / name).read_text(encoding="utf-8"))
    return found


def _toml() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
