"""Which regular expressions are portable, and that Python reads them as browsers do."""

from __future__ import annotations

import re

import pytest

from generator import patterns


@pytest.mark.parametrize(
    "pattern",
    [
        r"^G-[A-Z0-9]+$",
        r"\S",
        r"^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$",
        r"^(?:a|b){2,3}?$",
        r"^[^\s\]\\-]*$",
        r"^https:\/\/[^\/]+\/$",
        r"\x41",
    ],
)
def test_what_everybody_reads_alike_is_taken(pattern: str) -> None:
    assert patterns.compiled(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?=a)",
        r"(?!a)",
        r"(?<=a)b",
        r"(?P<name>a)",
        r"(?i)a",
        r"(a)\1",
        r"a++",
        r"a**",
        r"^*",
        r"(*)",
        r"\A",
        r"\Z",
        r"\pL",
        r"\h",
        r"\u0041",
        r"[\S]",
        r"[[:alpha:]]",
        r"[]",
        r"[^]",
        r"a{,3}",
        r"{",
        r"]",
        r"(",
        r")",
        "[",
        "\\",
        r"[z-a]",
    ],
)
def test_what_somebody_reads_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(pattern))):
        patterns.compiled(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("^a$", "a\n", False),
        (".", "\r", False),
        (".", "\u2028", False),
        (r"^\d+$", "٣", False),
        (r"^\w+$", "é", False),
        (r"^\s$", "\ufeff", True),
        (r"^[\s]$", "\u3000", True),
        (r"^\s$", "\x1c", False),
        (r"^\S$", "\u00a0", False),
        ("b", "abc", True),
    ],
)
def test_python_answers_as_a_browser_would(pattern: str, text: str, matches: bool) -> None:
    assert bool(patterns.compiled(pattern).search(text)) == matches
