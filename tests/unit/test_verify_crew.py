"""Workers side by side: everything is done once, failures are told, and nobody is left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from generator.verify.crew import crew


class Shop:
    """Workers that double a number, and a book of who came and who left."""

    def __init__(self, bad: int | None = None) -> None:
        self.bad = bad
        self.opened: list[int] = []
        self.closed: list[int] = []

    @contextmanager
    def worker(self) -> Iterator[Callable[[int], int]]:
        self.opened.append(threading.get_ident())
        try:
            yield self.work
        finally:
            self.closed.append(threading.get_ident())

    def work(self, task: int) -> int:
        if task == self.bad:
            raise ValueError(task)
        return task * 2

    @property
    def is_empty(self) -> bool:
        return sorted(self.opened) == sorted(self.closed)


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("tasks", [0, 1, 50])
def test_every_task_is_done_once(workers: int, tasks: int) -> None:
    shop = Shop()

    done = list(crew(range(tasks), shop.worker, workers))

    assert sorted(done) == [task * 2 for task in range(tasks)]
    assert shop.is_empty
    assert len(shop.opened) == workers


def test_one_worker_keeps_the_order() -> None:
    assert list(crew(range(20), Shop().worker, 1)) == [task * 2 for task in range(20)]


def test_tasks_are_made_only_a_few_ahead() -> None:
    made: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(100):
            made.append(task)
            yield task

    results = crew(tasks(), Shop().worker, 2)
    next(results)

    assert len(made) < 10
    results.close()  # type: ignore[attr-defined] # it is a generator


def test_a_failure_in_a_worker_is_raised_here_and_ends_them_all() -> None:
    shop = Shop(bad=7)

    with pytest.raises(ValueError, match="7"):
        list(crew(range(100), shop.worker, 3))

    assert shop.is_empty


def test_a_worker_that_cannot_open_its_tools_is_told() -> None:
    @contextmanager
    def broken() -> Iterator[Callable[[int], int]]:
        yield open_tools()

    def open_tools() -> Callable[[int], int]:
        raise OSError("no tools")

    with pytest.raises(OSError, match="no tools"):
        list(crew(range(100), broken, 2))


def test_a_task_that_cannot_be_made_ends_them_all() -> None:
    shop = Shop()

    def tasks() -> Iterable[int]:
        yield 1
        raise KeyError("task")

    with pytest.raises(KeyError, match="task"):
        list(crew(tasks(), shop.worker, 2))

    assert shop.is_empty


def test_who_stops_listening_sends_them_home() -> None:
    shop = Shop()

    results = crew(range(1_000), shop.worker, 2)
    assert next(results) % 2 == 0
    results.close()  # type: ignore[attr-defined] # it is a generator

    assert shop.is_empty


def test_an_interruption_closes_the_tools_first() -> None:
    shop = Shop()

    def interrupted() -> None:
        for _ in crew(range(100), shop.worker, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert shop.is_empty
