"""Live pages: somebody's page, with the real Optimizely, visited, read and checked; nothing on it is changed.

`look` visits addresses, `write` makes the report of what was found, `data` is the same for machines; `rows` and
`entries` are a page's decisions and where each was sent.
"""

from __future__ import annotations

from generator.verify.live.codes import CODES, LiveFinding
from generator.verify.live.looks import Look, addresses, check_codes, look, look_at
from generator.verify.live.reading import Known, Reading
from generator.verify.live.report import commands, html, junit, write
from generator.verify.live.view import count, data, entries, facts, rows, summary
from generator.verify.live.visit import Patience, Visitor, open_visitor

__all__ = [
    "CODES",
    "Known",
    "LiveFinding",
    "Look",
    "Patience",
    "Reading",
    "Visitor",
    "addresses",
    "check_codes",
    "commands",
    "count",
    "data",
    "entries",
    "facts",
    "html",
    "junit",
    "look",
    "look_at",
    "open_visitor",
    "rows",
    "summary",
    "write",
]
