"""The rooms of docs/design.md, section 2: who may import whom, and where each library lives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: from the ground up; a module may import those before its own floor, and its neighbours
FLOORS = (
    {"errors", "mapping", "model", "patterns", "resources", "toml", "watch"},
    {"catalog", "compile", "config", "manifest", "render", "scaffold", "scripts", "settings"},
    {"build", "output"},
    {"deliver", "optimizely", "overview", "verify"},
    {"cli"},
)

#: a library, and the rooms it may be imported in
HOMES = {
    "jinja2": {"render", "verify/report"},
    "py_mini_racer": {"compile"},
    "esbuild_py": {"compile"},
    "playwright": {"verify/browsers", "verify/testbed", "verify/live/visit"},
    "click": {"cli"},
    "rich": {"cli"},
    "httpx": {"optimizely"},
    "authlib": {"optimizely"},
    "stamina": {"optimizely"},
    "starlette": {"optimizely"},
    "uvicorn": {"optimizely"},
}


def imported(path: Path) -> Iterator[str]:
    """Every name that is imported, dotted, wherever it stands in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def room(path: Path) -> str:
    return place(path).split("/")[0]


def floor(name: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if name in rooms), None)


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if floor(room(path)) is not None], ids=named
)
def test_imports_point_one_way(path: Path) -> None:
    own = floor(room(path))
    assert own is not None

    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("generator.")}
    assert {room for room in rooms if (floor(room) or 0) > own} == set()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_each_library_lives_in_its_one_home(path: Path) -> None:
    for library in {name.split(".")[0] for name in imported(path)} & HOMES.keys():
        homes = HOMES[library]
        assert any(place(path) == home or place(path).startswith(f"{home}/") for home in homes)


def test_every_module_has_a_floor() -> None:
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__"}

    assert rooms == set().union(*FLOORS)
