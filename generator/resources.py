"""Where the templates lie: beside the package when installed, one level up in a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder `templates/`, the same in a wheel and in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def example() -> Path:
    """The folder of the imaginary platform, which every new one starts as."""
    installed = _PACKAGE / "examples"
    return (installed if installed.is_dir() else _PACKAGE.parent / "examples") / "acme"


def javascript() -> Path:
    """The folder `templates/js/`: frames, runtime, platforms, testbed."""
    return templates() / "js"


def engine() -> Iterator[Path]:
    """Our own JavaScript that runs in the engine, not in pages; sorted."""
    yield from sorted((_PACKAGE / "engine").glob("*.js"))


def npm(file: str) -> Path:
    """A file of a locked npm package: in the wheel, or in a checkout's `node_modules`; it may be absent."""
    installed = _PACKAGE / "engine" / "vendor" / file
    return installed if installed.is_file() else _PACKAGE.parent / "node_modules" / file
