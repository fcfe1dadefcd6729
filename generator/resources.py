"""Where the templates lie: beside the package when installed, one level up in a checkout."""

from __future__ import annotations

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
