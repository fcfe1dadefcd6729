"""A fake Optimizely that runs: beside a test in a thread, or as a command in the foreground."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import socket

import uvicorn

from generator.errors import EnvironmentMissingError
from generator.optimizely import port
from generator.optimizely.fake.app import Fake
from generator.optimizely.fake.state import State


@dataclass(frozen=True, slots=True)
class Running:
    """A fake that answers.

    Attributes:
        root: its address, without a slash at the end.
        state: what it knows and what arrived.
    """

    root: str
    fake: Fake

    @property
    def state(self) -> State:
        """What it knows and what arrived."""
        return self.fake.state

    @property
    def environment(self) -> dict[str, str]:
        """What points every command at it."""
        return environment(self.root)


def environment(root: str) -> dict[str, str]:
    """The environment that points every command at a fake."""
    return {
        "TAGWRIGHT_API": root,
        "TAGWRIGHT_EVENTS": f"{root}/v1/events",
        "TAGWRIGHT_LOG": f"{root}/event",
        "TAGWRIGHT_OAUTH": f"{root}/oauth2",
    }


@contextmanager
def running(fake: Fake) -> Iterator[Running]:
    """The fake, answering on a free port of this machine until the block ends."""
    bound = port.bind(0)
    server = uvicorn.Server(_config(fake))
    # Signals belong to the main thread, which is not ours.
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise EnvironmentMissingError("the fake does not start")
        thread.join(0.005)
    try:
        yield Running(port.address_of(bound), fake)
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join()
        bound.close()


def foreground(fake: Fake, bound: socket) -> None:
    """Answer until interrupted."""
    uvicorn.Server(_config(fake)).run([bound])


def _config(fake: Fake) -> uvicorn.Config:
    return uvicorn.Config(
        fake,
        log_config=None,
        access_log=False,
        lifespan="off",
        date_header=False,
        timeout_keep_alive=30,
    )
