"""Texts of a package in, a template for translators out (gettext's POT); the same bytes every time, so without a date.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: a text that PHP has translated, in single quotes as WordPress' own tools want it
_CALL = re.compile(
    r"\b(?:__|_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e)\(\s*'((?:[^'\\]|\\.)*)',\s*'(?P<domain>[\w-]+)'\s*\)"
)
#: what is said to translators, in the line before
_COMMENT = re.compile(r"/\*\s*(translators:.*?)\s*\*/\s*\n[^\n]*$", re.DOTALL)
#: what a quoted string of PO escapes
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Text(NamedTuple):
    """A text to translate.

    Attributes:
        text: in English.
        where: a file, and a line where it has one: `includes/page.php:12`.
        comment: for translators.
    """

    text: str
    where: str
    comment: str = ""


def in_php(code: str, path: str, domain: str) -> Iterator[Text]:
    """The texts that a PHP file has translated in this domain."""
    for call in _CALL.finditer(code):
        if call["domain"] == domain:
            before = code[: call.start()]
            comment = _COMMENT.search(before)
            line = before.count("\n") + 1
            text = re.sub(r"\\(['\\])", r"\1", call[1])
            yield Text(text, f"{path}:{line}", comment[1] if comment else "")


def template(texts: Iterable[Text], project: str) -> str:
    """The POT file: each text once, with all places it stands in, in the order they come."""
    places: dict[str, list[str]] = defaultdict(list)
    comments: dict[str, dict[str, None]] = defaultdict(dict)
    for one in texts:
        places[one.text].append(one.where)
        if one.comment:
            comments[one.text][one.comment] = None
    return "\n".join([_header(project), *_entries(places, comments)])


def _header(project: str) -> str:
    lines = (
        f"Project-Id-Version: {project}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    said = "\n".join(_quoted(f"{line}\n") for line in lines)
    return f'msgid ""\nmsgstr ""\n{said}\n'


def _entries(places: dict[str, list[str]], comments: dict[str, dict[str, None]]) -> Iterator[str]:
    for text, where in places.items():
        said = [f"#. {' '.join(comment.split())}" for comment in comments[text]]
        found = [f"#: {place}" for place in where]
        yield "\n".join([*said, *found, f"msgid {_quoted(text)}", 'msgstr ""', ""])


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'
