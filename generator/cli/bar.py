"""How far something is: a bar on a terminal, a line now and then elsewhere; all of it on stderr."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: seconds between two lines in a log
_PAUSE = 10.0


@dataclass(slots=True)
class Bar:
    """What a command moves on.

    Attributes:
        total: what `done` counts up to; None when nobody knows.
    """

    what: str
    total: int | None
    progress: Progress | None = None
    task: TaskID | None = None
    _last: float = field(default_factory=time.monotonic)

    def move(self, done: int, text: str = "") -> None:
        """Show that so much is done."""
        if self.progress is not None and self.task is not None:
            self.progress.update(self.task, completed=done, text=text)
        elif time.monotonic() - self._last > _PAUSE:
            self._last = time.monotonic()
            share = f" {100 * done // self.total} %" if self.total else ""
            click.echo(f"{self.what}{share}{', ' if text else ''}{text}", err=True)


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Bar]:
    """A bar that is shown until the block ends."""
    from rich.console import Console  # noqa: PLC0415 -- only where something takes long

    plain = os.environ.get("CI") or os.environ.get("NO_COLOR")
    console = Console(stderr=True, highlight=False, no_color=bool(plain))
    if not console.is_terminal or console.is_dumb_terminal or os.environ.get("CI"):
        yield Bar(what, total)
        return
    from rich.progress import (  # noqa: PLC0415 -- as above
        BarColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %" if total else ""),
        TextColumn("{task.fields[text]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(what, total, progress, progress.add_task(what, total=total, text=""))


def count(number: int, noun: str) -> str:
    """`1 row`, `2,000 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
