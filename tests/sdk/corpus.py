"""corpus.toml in, its programs out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

Verdict = Literal["valid", "invalid", "dangerous"]


def programs(*verdicts: Verdict) -> Mapping[str, str]:
    """Each program by `verdict.class: name`."""
    return {
        f"{verdict}.{kind}: {name}": code
        for verdict in verdicts
        for kind, named in _corpus()[verdict].items()
        for name, code in named.items()
    }


def explained(opinion: Literal["refuses", "passes"]) -> Mapping[str, str]:
    """What Closure Compiler gets wrong, and why."""
    return {
        f"{kind}: {name}": reason
        for kind, named in _corpus()["closure"][opinion].items()
        for name, reason in named.items()
    }


@cache
def _corpus() -> Mapping[str, Any]:
    file = Path(__file__).with_name("corpus.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
