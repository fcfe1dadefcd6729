"""Webhooks in, rows in SQLite out: stored before they are answered, kept until Optimizely has them.

Once sent, a row stays for a month, so that a webhook that comes again is known again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import OutputError

#: what a row is
WAITING, SENDING, SENT, REFUSED, DOUBTFUL, UNREADABLE = range(6)
STATES: Final = ("waiting", "sending", "sent", "refused", "doubtful", "unreadable")

#: seconds that a row which was sent is remembered
MEMORY: Final = 30 * 86_400
#: seconds that a row may be postponed; one that is due later was written by a clock that was ahead
LONGEST_WAIT: Final = 86_400

_SCHEMA: Final = """
create table if not exists inbox (
  number integer primary key,
  uuid text not null unique,
  source text not null,
  received real not null,
  state integer not null,
  content blob not null,
  tries integer not null default 0,
  due real not null default 0,
  reason text not null default ''
);
create index if not exists inbox_due on inbox (state, due);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One webhook.

    Attributes:
        content: what is sent to Optimizely; of an unreadable one, the webhook's body.
    """

    uuid: str
    source: str
    content: bytes
    state: int = WAITING
    reason: str = ""
    number: int = 0
    tries: int = 0


class Inbox:
    """One connection to the database; each thread has its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # What could not be read is kept whole, a caller's number with it: for nobody else's eyes.
            # Only a new file: closing one that is open elsewhere in this process would drop SQLite's locks.
            with contextlib.suppress(FileExistsError):
                os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            self._sql = sqlite3.connect(
                path, timeout=10, check_same_thread=False, isolation_level=None
            )
            # Written ahead, and on the disk before it is answered.
            self._sql.execute("pragma journal_mode = wal")
            self._sql.execute("pragma synchronous = full")
            self._sql.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            what = f"cannot open {str(path)!r}: {reason}"
            raise OutputError(
                what, help="choose another place: database = … in the file"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._sql.close()

    def store(self, rows: Iterable[Row]) -> None:
        """Keep rows, on the disk when this returns; those that are known already are left as they are.

        Raises:
            sqlite3.Error: the disk is full, or gone; nothing was kept.
        """
        now = time.time()
        values = [(r.uuid, r.source, now, r.state, r.content, r.reason) for r in rows]
        self._together(
            "insert into inbox (uuid, source, received, state, content, reason) values (?, ?, ?, ?, ?, ?)"
            " on conflict (uuid) do nothing",
            values,
        )

    def due(self, most: int) -> Sequence[Row]:
        """Rows that are to be sent now, oldest first; those of a clock that was wrong, too."""
        now = time.time()
        return self._rows(
            "where state = ? and (due <= ? or due > ?) order by number limit ?",
            WAITING,
            now,
            now + LONGEST_WAIT,
            most,
        )

    def unreadable(self) -> Sequence[Row]:
        """Rows that no conversion could be made of."""
        return self._rows("where state = ? order by number", UNREADABLE)

    def settle(self, rows: Iterable[Row], state: int, reason: str = "") -> None:
        """Say what became of rows."""
        self._together(
            "update inbox set state = ?, reason = ? where number = ?",
            [(state, reason, row.number) for row in rows],
        )

    def replace(self, row: Row, new: Row) -> None:
        """Put what could be made of an unreadable row in its place."""
        self._sql.execute("begin immediate")
        try:
            self._sql.execute("delete from inbox where number = ?", (row.number,))
            self._sql.execute(
                "insert into inbox (uuid, source, received, state, content) values (?, ?, ?, ?, ?)"
                " on conflict (uuid) do nothing",
                (new.uuid, new.source, time.time(), new.state, new.content),
            )
        except BaseException:
            self._sql.execute("rollback")
            raise
        self._sql.execute("commit")

    def postpone(self, rows: Iterable[Row], seconds: float) -> None:
        """Send rows later: after LONGEST_WAIT at the latest."""
        due = time.time() + min(seconds, LONGEST_WAIT)
        self._together(
            "update inbox set due = ?, tries = tries + 1 where number = ?",
            [(due, row.number) for row in rows],
        )

    def move(self, before: int, after: int, reason: str = "") -> int:
        """Make all rows of one state another, and say how many."""
        return self._sql.execute(
            "update inbox set state = ?, due = 0, reason = ? where state = ?",
            (after, reason, before),
        ).rowcount

    def forget(self) -> None:
        """Take away what was sent long ago."""
        self._sql.execute(
            "delete from inbox where state = ? and received < ?", (SENT, time.time() - MEMORY)
        )

    def counts(self) -> Mapping[str, int]:
        """Rows of each state."""
        found = dict(
            self._sql.execute("select state, count(*) from inbox group by state").fetchall()
        )
        return {name: found.get(state, 0) for state, name in enumerate(STATES)}

    def age(self) -> float:
        """Seconds that the oldest row has been waiting."""
        (oldest,) = self._sql.execute(
            "select min(received) from inbox where state = ?", (WAITING,)
        ).fetchone()
        return max(0.0, time.time() - oldest) if oldest else 0.0

    def _rows(self, where: str, *values: float) -> Sequence[Row]:
        rows = self._sql.execute(
            f"select uuid, source, content, state, reason, number, tries from inbox {where}",  # noqa: S608 -- ours
            values,
        )
        return [Row(*row) for row in rows.fetchall()]

    def _together(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        self._sql.execute("begin immediate")
        try:
            self._sql.executemany(statement, values)
            self._sql.execute("commit")
        except BaseException:
            if self._sql.in_transaction:
                self._sql.execute("rollback")
            raise
