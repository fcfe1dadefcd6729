"""What a run has done, on disk as it is done, so that the next one goes on there.

One file beside the input, JSON Lines, only ever appended to. `kill -9` loses nothing that was written; whatever
must survive the power going, too, is synced. A last line without an end is a write that was cut short, and is
taken away.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Self

from generator.errors import OutputError, RowsError

#: the first word of a journal: what does not begin with it is another's file, and is not touched
MARK: Final = "tagwright"
_START: Final = b'{"%b":' % MARK.encode()


class Journal:
    """An open journal, which nobody else can open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._adding = threading.Lock()
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            what = f"cannot write {str(path)!r}: {error.strerror}"
            raise OutputError(what, help="choose another place with --journal") from error
        try:
            lock(self._handle, path)
            _settle_folder(path.parent)
        except BaseException:
            os.close(self._handle)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others open it."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def add(self, line: Mapping[str, Any], *, sync: bool = False) -> None:
        """Write one line, and with `sync` wait until the disk has it.

        Raises:
            OutputError: the disk is full, or gone.
        """
        content = json.dumps(line, separators=(",", ":")).encode() + b"\n"
        try:
            with self._adding:
                written = write(self._handle, content)
                if written < len(content):
                    # Half a line would swallow the next one.
                    size = os.fstat(self._handle).st_size
                    os.ftruncate(self._handle, size - written)
                    raise _full()
            if sync:
                os.fsync(self._handle)
        except OSError as error:
            what = f"cannot write {str(self.path)!r}: {error.strerror}"
            raise OutputError(what, help="make room and run this again: it goes on here") from error

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it holds; read it to its end before adding to it."""
        with os.fdopen(os.dup(self._handle), "rb") as stream:
            stream.seek(0)
            yield from self._lines(stream)

    def _lines(self, stream: Iterator[bytes]) -> Iterator[dict[str, Any]]:
        end = 0
        for number, line in enumerate(stream, 1):
            if number == 1 and line[: len(_START)] != _START[: len(line)]:
                raise self._alien(number)
            if not line.endswith(b"\n"):
                os.ftruncate(self._handle, end)
                return
            end += len(line)
            try:
                found = json.loads(line)
            except ValueError:
                found = None
            if not isinstance(found, dict):
                raise self._alien(number)
            yield found

    def _alien(self, line: int) -> RowsError:
        what = f"{self.path.name!r} is no journal of ours"
        return RowsError(what, self.path, line, help="choose another with --journal")


def lock(handle: int, path: Path) -> None:
    """Keep other processes out until `handle` is closed; not on Windows.

    Raises:
        OutputError: another one has it, or the file system knows no locks.
    """
    try:
        import fcntl  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        what = f"another run is using {str(path)!r}"
        raise OutputError(what, help="wait for its end") from error
    except OSError as error:
        what = f"{str(path)!r} cannot be locked: {error.strerror}"
        raise OutputError(what, help="choose a place on a disk of this machine") from error


def _settle_folder(folder: Path) -> None:
    """Wait until the disk knows that a new file is there, where that can be asked."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write(handle: int, content: bytes) -> int:
    """Bytes written of `content`; all of them unless the disk is full."""
    return os.write(handle, content)


def _full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Side:
    """A file of rows that were not sent."""

    def __init__(self, path: Path, cut: int | None = None, head: bytes = b"") -> None:
        """Open it; with `cut`, take away what a run wrote into it after so many bytes and did not settle."""
        self.path = path
        self._head = head
        self._handle = -1
        with self._telling():
            self._size = path.stat().st_size if path.exists() else 0
            if cut is not None and self._size > cut:
                os.truncate(path, cut)
                self._size = cut

    def add(self, content: bytes) -> None:
        """Write, and wait until the disk has it.

        Raises:
            OutputError: the disk is full, or gone.
        """
        if not content:
            return
        with self._telling():
            if self._handle < 0:
                self._handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                _settle_folder(self.path.parent)
            if not self._size:
                content = self._head + content
            start = self._size
            if write(self._handle, content) < len(content):
                os.ftruncate(self._handle, start)
                raise _full()
            os.fsync(self._handle)
            self._size += len(content)

    @property
    def size(self) -> int:
        """Bytes that were written."""
        return self._size

    def close(self) -> None:
        """Give the file back."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"cannot write {str(self.path)!r}: {error.strerror}"
            raise OutputError(what, help="make room and run this again: it goes on here") from error
