"""A TOML file in, its data and the line of every key out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.errors import TagwrightError

Place = tuple[str | int, ...]

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEAD = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"^\s*({_DOTTED})\s*=")
_AT = re.compile(r"^(.*) \(at line (\d+), column \d+\)$")


@dataclass(frozen=True)
class Document:
    """A TOML file that was read."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def line(self, place: Sequence[str | int]) -> int | None:
        """The 1-based line of a key, or else of the nearest table around it; None for the whole file."""
        for end in range(len(place), 0, -1):
            found = self._lines.get(tuple(place[:end]))
            if found:
                return found
        return None

    @cached_property
    def _lines(self) -> Mapping[Place, int]:
        found: dict[Place, int] = {}
        for place, line in _places(self.text):
            found.setdefault(place, line)
        return found


def read(path: Path, kind: type[TagwrightError], advice: str | None = None) -> Document:
    """The file's text and data; `advice` is what helps when it is not there.

    Raises:
        kind: it is not there, is not UTF-8, or is not TOML; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Document(path, text, tomllib.loads(text))
    except FileNotFoundError as error:
        what = f"there is no {path.name!r}"
        raise kind(what, path, help=advice) from error
    except UnicodeDecodeError as error:
        what = f"{path.name!r} is not UTF-8"
        raise kind(what, path, help="save the file as UTF-8") from error
    except OSError as error:
        what = f"cannot read {path.name!r}: {error.strerror}"
        raise kind(what, path) from error
    except tomllib.TOMLDecodeError as error:
        reason, line = _explained(str(error), text)
        what = f"{path.name!r} is not TOML: {reason}"
        raise kind(what, path, line) from error
    except (ValueError, RecursionError) as error:
        # Python's own limits: numbers of thousands of digits, arrays a thousand deep.
        what = f"{path.name!r} holds something too large to read"
        raise kind(what, path) from error


def heading(table: Sequence[str | int]) -> str:
    """The table a key stands in, as the end of a sentence; "" for the whole file."""
    names = ".".join(str(part) for part in table if isinstance(part, str))
    if not names:
        return ""
    return f" in [[{names}]]" if isinstance(table[-1], int) else f" in [{names}]"


def _explained(message: str, text: str) -> tuple[str, int]:
    """What tomllib says in our words, and where; "at end of document" is its last line."""
    at = _AT.match(message)
    what = at[1] if at else message.removesuffix(" (at end of document)")
    line = int(at[2]) if at else text.rstrip("\n").count("\n") + 1
    return what[:1].lower() + what[1:], line


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Every table and key with its line, as far as keys that begin a line go."""
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, line in _lines_of_code(text):
        head, key = _HEAD.match(line), _KEY.match(line)
        if head:
            table = _resolved(_names(head[2]), counts, is_new_item=head[1] == "[[")
            yield table, number
        elif key:
            names = _names(key[1])
            for end in range(1, len(names) + 1):
                yield (*table, *names[:end]), number


def _lines_of_code(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin inside a string of several lines."""
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            yield number, line
        for mark in re.findall(r'"""|\'\'\'', line):
            inside = mark if not inside else "" if inside == mark else inside


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _resolved(names: tuple[str, ...], counts: dict[Place, int], *, is_new_item: bool) -> Place:
    """A table's place, with the position in each array of tables on the way."""
    place: Place = ()
    for depth, name in enumerate(names, 1):
        place = (*place, name)
        if is_new_item and depth == len(names):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place
