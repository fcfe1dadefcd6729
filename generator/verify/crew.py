"""Tasks in, what workers make of them out, as it comes; each worker has a thread and its own tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: tasks ready for each worker, so that none waits while the next one is made
_READY = 3


@dataclass(frozen=True, slots=True)
class _Failed:
    error: BaseException


def crew(
    tasks: Iterable[T],
    worker: Callable[[], AbstractContextManager[Callable[[T], R]]],
    workers: int,
) -> Iterator[R]:
    """What the workers make of each task, in no order; `worker` opens the tools of one and gives its work.

    Whatever goes wrong, here or in a worker, ends them all; their tools are closed before it is told.
    """
    team = _Team(worker, workers)
    try:
        yield from team.work(tasks)
    finally:
        team.leave()


class _Team(Generic[T, R]):
    def __init__(
        self, worker: Callable[[], AbstractContextManager[Callable[[T], R]]], workers: int
    ) -> None:
        self._worker = worker
        self._tasks: SimpleQueue[T | None] = SimpleQueue()
        self._done: SimpleQueue[R | _Failed] = SimpleQueue()
        self._ready = workers * _READY
        self._threads = [Thread(target=self._run, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def work(self, tasks: Iterable[T]) -> Iterator[R]:
        waiting = 0
        for task in tasks:
            self._tasks.put(task)
            waiting += 1
            if waiting >= self._ready:
                yield self._take()
                waiting -= 1
        for _ in range(waiting):
            yield self._take()

    def leave(self) -> None:
        while self._threads and not self._tasks.empty():
            self._forget()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _forget(self) -> None:
        try:
            self._tasks.get_nowait()
        except Empty:
            return

    def _take(self) -> R:
        done = self._done.get()
        if isinstance(done, _Failed):
            raise done.error
        return done

    def _run(self) -> None:
        try:
            with self._worker() as work:
                while (task := self._tasks.get()) is not None:
                    self._done.put(work(task))
        except BaseException as error:  # noqa: BLE001 -- it is raised where the results are read
            self._done.put(_Failed(error))
