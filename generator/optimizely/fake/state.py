"""All that a fake Optimizely knows, in SQLite: in memory, or in a file that outlives it."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.errors import OutputError

#: a browser's numbers and a 32-bit integer end before the first id
FIRST_ID: Final = 5_000_000_001
#: SQLite counts no further
_LAST_ID: Final = 2**63 - 1
#: characters of a request's body that the log keeps
KEPT: Final = 20_000

_TABLES: Final = """
create table if not exists things (
  id integer primary key, kind text not null, project text not null, body text not null
);
create index if not exists things_by_kind on things (kind, project);
create table if not exists log (
  number integer primary key, time real, method text, path text, query text, headers text, body text,
  size integer, status integer
);
create table if not exists conversions (
  uuid text primary key, project text, visitor text, key text, entity text, timestamp integer,
  revenue integer, value real, decisions text, times integer
);
create table if not exists hits (
  number integer primary key, host text, query text
);
create table if not exists tokens (
  word text primary key, kind text, client text, until real, details text
);
"""


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived, and the status it was answered with."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str
    size: int
    status: int

    @property
    def json(self) -> Any:  # noqa: ANN401 -- whatever JSON can say
        """The body, decoded."""
        return json.loads(self.body)


@dataclass(slots=True)
class Fault:
    """Something that goes wrong with the next requests.

    Attributes:
        path: pattern that the request's path begins with.
        method: empty for each.
        times: how many requests it happens to; -1 for all.
        skip: how many requests pass before.
        status: answered instead of the truth; 0 to let the request through.
        headers: of that answer.
        body: of that answer.
        delay: seconds before anything is answered.
        cut: bytes of the body after which the connection ends; -1 for never.
        reset: the connection is reset before anything is answered.
        late: the request is carried out first, then goes wrong.
        trickle: seconds between the body's single bytes.
    """

    path: str = ""
    method: str = ""
    times: int = 1
    skip: int = 0
    status: int = 0
    headers: Mapping[str, str] | None = None
    body: str = ""
    delay: float = 0
    cut: int = -1
    reset: bool = False
    late: bool = False
    trickle: float = 0

    def meets(self, method: str, path: str) -> bool:
        """Whether it happens to this request; counts it."""
        if self.method not in {"", method} or not re.match(self.path, path):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times == 0:
            return False
        self.times -= 1 if self.times > 0 else 0
        return True


class State:
    """What was created and what arrived.

    Attributes:
        faults: what goes wrong next; kept in memory only.
    """

    def __init__(self, file: Path | str | None = None) -> None:
        """Open it.

        Raises:
            OutputError: the file is something else, or cannot be written.
        """
        self.faults: list[Fault] = []
        self._lock = threading.RLock()
        try:
            self._sql = sqlite3.connect(str(file or ":memory:"), check_same_thread=False)
            self._sql.execute("pragma journal_mode = wal")
            self._sql.execute("pragma synchronous = off")
            self._sql.executescript(_TABLES)
        except sqlite3.Error as error:
            what = f"cannot open {str(file)!r}: {error}"
            raise OutputError(what, help="give another file, or none") from error

    def close(self) -> None:
        """Write what is left, and let go of the file."""
        with self._lock:
            self._sql.commit()
            self._sql.close()

    @contextmanager
    def together(self) -> Iterator[sqlite3.Connection]:
        """Everything inside, or nothing."""
        with self._lock, self._sql:
            yield self._sql

    # -- things -------------------------------------------------------------------------------------------

    def add(self, kind: str, project: str | int, body: Mapping[str, Any]) -> dict[str, Any]:
        """A new thing with an id of its own, unless it brings one."""
        with self.together() as sql:
            (last,) = sql.execute("select coalesce(max(id), 0) from things").fetchone()
            thing = {"id": body.get("id") or max(FIRST_ID, last + 1), **body}
            sql.execute(
                "insert into things values (?, ?, ?, ?)",
                (thing["id"], kind, str(project), json.dumps(thing)),
            )
        return thing

    def get(self, kind: str, number: int | str) -> dict[str, Any] | None:
        """One thing; None when there is none."""
        if int(number) > _LAST_ID:
            return None
        with self.together() as sql:
            row = sql.execute(
                "select body from things where kind = ? and id = ?", (kind, int(number))
            ).fetchone()
        return json.loads(row[0]) if row else None

    def change(self, kind: str, number: int | str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """A thing with some fields changed."""
        with self.together() as sql:
            thing = {**(self.get(kind, number) or {}), **fields}
            sql.execute(
                "update things set body = ? where kind = ? and id = ?",
                (json.dumps(thing), kind, int(number)),
            )
        return thing

    def remove(self, kind: str, number: int | str) -> None:
        """Forget a thing."""
        with self.together() as sql:
            sql.execute("delete from things where kind = ? and id = ?", (kind, int(number)))

    def all(self, kind: str, project: str | int | None = None) -> list[dict[str, Any]]:
        """The things of a kind, in the order in which they were made."""
        where = "" if project is None else " and project = ?"
        values = (kind,) if project is None else (kind, str(project))
        with self.together() as sql:
            rows = sql.execute(
                f"select body from things where kind = ?{where} order by id",  # noqa: S608
                values,
            ).fetchall()
        return [json.loads(body) for (body,) in rows]

    # -- what arrived -------------------------------------------------------------------------------------

    def record(self, request: Request) -> None:
        """Keep a request for the log."""
        with self.together() as sql:
            sql.execute(
                "insert into log values (null, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    time.time(),
                    request.method,
                    request.path,
                    request.query,
                    json.dumps(dict(request.headers)),
                    request.body[:KEPT],
                    request.size,
                    request.status,
                ),
            )

    def log(self, path: str = "", method: str = "") -> list[Request]:
        """What arrived, in order; of paths that begin so, with this method."""
        with self.together() as sql:
            rows = sql.execute(
                "select method, path, query, headers, body, size, status from log order by number"
            ).fetchall()
        found = (Request(m, p, q, json.loads(h), b, n, s) for m, p, q, h, b, n, s in rows)
        return [r for r in found if r.path.startswith(path) and method in {"", r.method}]

    def forget_log(self) -> None:
        """Begin a new log."""
        with self.together() as sql:
            sql.execute("delete from log")

    def convert(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep events of the Event API; one that came before is counted."""
        with self.together() as sql:
            sql.executemany(
                "insert into conversions values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
                "on conflict (uuid) do update set times = times + 1",
                rows,
            )

    def conversions(self) -> list[dict[str, Any]]:
        """The events that the Event API took, each uuid once; `times` says how often it came."""
        return self._rows("select * from conversions")

    def count_conversions(self) -> tuple[int, int]:
        """How many events there are, and how often they came."""
        with self.together() as sql:
            one, all_ = sql.execute(
                "select count(*), coalesce(sum(times), 0) from conversions"
            ).fetchone()
        return int(one), int(all_)

    def hit(self, host: str, query: str) -> None:
        """Keep a request to Classic's log."""
        with self.together() as sql:
            sql.execute("insert into hits values (null, ?, ?)", (host, query))

    def hits(self) -> list[dict[str, Any]]:
        """What came to Classic's log."""
        return self._rows("select * from hits order by number")

    def _rows(self, select: str) -> list[dict[str, Any]]:
        with self.together() as sql:
            cursor = sql.execute(select)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    # -- tokens -------------------------------------------------------------------------------------------

    def issue(
        self,
        word: str,
        kind: str,
        client: str = "",
        seconds: float | None = None,
        details: Mapping[str, str] | None = None,
    ) -> str:
        """Remember a code, a token or an application."""
        until = None if seconds is None else time.time() + seconds
        with self.together() as sql:
            sql.execute(
                "insert or replace into tokens values (?, ?, ?, ?, ?)",
                (word, kind, client, until, json.dumps(details or {})),
            )
        return word

    def known(self, word: str, *kinds: str) -> dict[str, Any] | None:
        """What is known of a word; None when it has expired, was revoked, or never existed."""
        with self.together() as sql:
            row = sql.execute(
                "select kind, client, until, details from tokens where word = ?", (word,)
            ).fetchone()
        if not row or row[0] not in kinds or (row[2] is not None and row[2] < time.time()):
            return None
        return {"kind": row[0], "client": row[1], **json.loads(row[3])}

    def revoke(self, word: str = "", kind: str = "") -> None:
        """Forget a word, all of a kind, or all tokens."""
        with self.together() as sql:
            sql.execute(
                "delete from tokens where word = ? or kind = ? "
                "or (? = '' and ? = '' and kind in ('access', 'refresh', 'personal'))",
                (word, kind, word, kind),
            )

    def expire(self) -> None:
        """Let each access token end now."""
        with self.together() as sql:
            sql.execute("update tokens set until = 0 where kind = 'access'")
