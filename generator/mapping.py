"""A mapping's text in, its rules out: which of a visitor's data go where in Optimizely.

A rule a line: `PATH -> KIND:NAME`, or `PATH = VALUE -> KIND:NAME`. The snippet reads the same text on the page
(`runtime/rules.js`), so forms hand it over as it is; what they can check is `PATTERN`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from generator import patterns
from generator.errors import SettingsError, nearest, refuse, shown

Kind = Literal["attribute", "tag", "dimension", "segment", "audience"]

#: where a value goes, and what the client makes of it
KINDS: Mapping[Kind, str] = {
    "attribute": "Web and Edge: an attribute of the visitor",
    "tag": "Classic: a custom tag, only before Optimizely loads",
    "dimension": "Classic: a dimension, by id",
    "segment": "Classic: a segment, by API name or id",
    "audience": "Classic: membership of an audience, by id",
}

#: what an attribute's API name can be; ids and the names of the other kinds are such names too
_NAME = r"[A-Za-z0-9_.-](?:[A-Za-z0-9_. -]{0,62}[A-Za-z0-9_.-])?"
_PATH = r"[^\s=>](?:[^\n\r=>]*[^\s=>])?"
_VALUE = r"\S(?:[^\n\r]*\S)?"
_LINE = (
    f"({_PATH})[ \\t]*(?:=[ \\t]*({_VALUE})[ \\t]*)?->[ \\t]*({'|'.join(KINDS)}):[ \\t]*({_NAME})"
)
_PLAIN_LINE = (
    f"{_PATH}[ \\t]*(?:=[ \\t]*{_VALUE}[ \\t]*)?->[ \\t]*(?:{'|'.join(KINDS)}):[ \\t]*{_NAME}"
)

#: the whole text, for JSON Schema
PATTERN = f"^[ \\t\\r\\n]*{_PLAIN_LINE}(?:[ \\t\\r]*\\n[ \\t\\r\\n]*{_PLAIN_LINE})*[ \\t\\r\\n]*$"

_EXAMPLE = "company.industry -> attribute:industry"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a mapping.

    Attributes:
        path: keys joined by dots, `[n]` for a member of a list.
        value: what the data must be, or a list must hold; None when the data themselves are sent.
        kind: one of `KINDS`.
        name: the API name or id there.
    """

    path: str
    value: str | None
    kind: Kind
    name: str


def parse(text: str) -> tuple[Rule, ...]:
    """The rules of a mapping, in order; lines that are none are left out: `problems` tells of them."""
    found = (patterns.compiled(f"^{_LINE}$").search(line) for _, line in _lines(text))
    return tuple(
        Rule(match[1], match[2], cast("Kind", match[3]), match[4]) for match in found if match
    )


def checked(text: str) -> tuple[Rule, ...]:
    """The rules of a mapping that has nothing else in it, in order.

    Raises:
        SettingsError: lines that are no rule, or no line at all; all problems at once.
    """
    refuse([SettingsError(f"the mapping {what}", help=advice) for what, advice in problems(text)])
    return parse(text)


def problems(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with each line, to be read after the setting's name, and the right answer."""
    lines = list(_lines(text))
    if not lines:
        yield "is empty", f"write a line for each value, such as: {_EXAMPLE}"
    for number, line in lines:
        if not patterns.compiled(f"^{_LINE}$").search(line):
            what, advice = _diagnosis(line)
            yield f"{what} in line {number}: {shown(line)}", advice


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not blank."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(" \t\r"):
            yield number, line.strip(" \t\r")


def _diagnosis(line: str) -> tuple[str, str]:
    """The first that is wrong with a line."""
    left, arrow, right = (part.strip() for part in line.rpartition("->"))
    path, equals, value = (part.strip() for part in left.partition("="))
    kind, colon, name = (part.strip() for part in right.partition(":"))
    if not arrow:
        return "has no '->'", f"write: {_EXAMPLE}"
    if not colon:
        return f"has no kind before {shown(right)}", f"write one of: {_kinds(right or 'NAME')}"
    if kind not in KINDS:
        return f"knows no kind {shown(kind)}", nearest(kind, KINDS)
    if not patterns.compiled(f"^{_NAME}$").search(name):
        advice = "use 1 to 64 letters, digits, '_', '-', '.' and spaces inside"
        return f"cannot have the name {shown(name)}", advice
    return _of_the_left(path, value, right) if not equals or value else _valueless(path, right)


def _of_the_left(path: str, value: str, right: str) -> tuple[str, str]:
    if path:
        return f"cannot have the path {shown(path)}", "join keys by dots: company.industry, ids[0]"
    before = f"{value} " if value else ""
    return "has no path", f"write: company.industry {before and '= ' + before}-> {right}"


def _valueless(path: str, right: str) -> tuple[str, str]:
    return "has no value after '='", f"write: {path} = VALUE -> {right}"


def _kinds(name: str) -> str:
    return ", ".join(f"{kind}:{name}" for kind in KINDS)
