"""TW8: whether the page complains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding, listed
from generator.verify.live.reading import Reading

#: what a browser writes itself about requests and policies, which are findings of their own where they matter
_BROWSERS = re.compile(
    r"^Failed to load resource|Content.Security.Policy|violates the following|^Access to .* has been blocked by CORS"
    r"|Permissions policy|was loaded over an insecure"
)

#: findings that tell of the error already
_TOLD = ("TW402",)


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Errors nobody caught, and those that scripts write on the console."""
    told = "\n".join(line for one in before if one.kind in _TOLD for line in one.evidence)
    thrown = [
        f"{one.message}{f' ({one.place})' if one.place else ''}"
        for one in reading.seen.errors
        if one.message not in told
    ]
    if thrown:
        yield finding(
            "TW801",
            f"the page throws {_count(thrown)} that nobody catches",
            *listed(thrown),
            help="mend them: the script that throws ends there, and what stands behind it in the same file does not run",
        )
    written = [
        f"{one.text}{f' ({one.by})' if one.by else ''}"
        for one in reading.seen.console
        if one.type == "error" and not _BROWSERS.search(one.text)
    ]
    if written:
        yield finding(
            "TW802",
            f"scripts write {_count(written)} on the console",
            *listed(written),
            help="read them: an SDK says so when a key is wrong or a call is not understood",
        )


def _count(lines: Sequence[str]) -> str:
    return "an error" if len(lines) == 1 else f"{len(lines)} errors"
