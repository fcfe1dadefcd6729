"""TW1: whether the page is reached at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading

_REFUSED = 400


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether there is a page, and whether it is the one that was meant."""
    del before
    seen = reading.seen
    if seen.lost:
        yield finding(
            "TW101",
            f"the page cannot be reached: {seen.lost}",
            help="open the address in a browser on this machine; behind a login give --storage-state",
        )
    elif seen.status >= _REFUSED:
        yield finding(
            "TW102",
            f"the server answers {seen.status}, so what follows is about its error page",
            f"{seen.status} from {seen.documents[-1] if seen.documents else seen.url}",
            help="correct the address; for 401 and 403 give --storage-state, or let this machine in",
        )
