"""Files and folders in, the paths that change out, as they change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

#: seconds between two looks; a few hundred files take about a millisecond
PAUSE = 0.3


def changes(watched: Callable[[], Iterable[Path]], pause: float = PAUSE) -> Iterator[set[Path]]:
    """An empty set at once, then every set of files that were changed, made or taken away."""
    before = _seen(watched())
    yield set()
    while True:
        time.sleep(pause)
        now = _seen(watched())
        changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        before = now
        if changed:
            yield changed


def _seen(watched: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """When each file was last changed, in ns, and its size in bytes."""
    found = {}
    for root in watched:
        for path in (root, *root.rglob("*")):
            with suppress(OSError):
                state = path.stat()
                if path.is_file():
                    found[path] = (state.st_mtime_ns, state.st_size)
    return found
