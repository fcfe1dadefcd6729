"""Nested mappings and lists in, block YAML out: two spaces, LF, every text in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.deliver import escape

#: what is a key without quotes in every version of YAML; to 1.1, `on` is true
_PLAIN_KEY = re.compile(r"(?!(?i:on|off|yes|no|y|n|true|false|null)$)[A-Za-z_][A-Za-z0-9_.-]*")


def document(value: Mapping[str, Any]) -> bytes:
    """The document of a mapping, which may hold mappings, lists of scalars, texts, numbers and booleans.

    Raises:
        SettingsError: a text that YAML cannot say.
    """
    return "".join(f"{line}\n" for line in _mapping(value, "")).encode("utf-8")


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, held in value.items():
        key = f"{indent}{name if _PLAIN_KEY.fullmatch(name) else escape.yaml(name)}:"
        if isinstance(held, Mapping) and held:
            yield key
            yield from _mapping(held, f"{indent}  ")
        elif isinstance(held, list | tuple) and held:
            yield key
            yield from (f"{indent}  - {escape.yaml(member)}" for member in held)
        elif isinstance(held, Mapping):
            yield f"{key} {{}}"
        elif isinstance(held, list | tuple):
            yield f"{key} []"
        else:
            yield f"{key} {escape.yaml(held)}"
