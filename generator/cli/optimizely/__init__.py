"""`tagwright optimizely`: what is done at Optimizely itself, server to server."""

from __future__ import annotations

import logging
from importlib.util import find_spec

import click

from generator.cli import options
from generator.cli.lazy import Lazy
from generator.errors import EnvironmentMissingError

#: each command is a module beside this one
COMMANDS = {
    "login": "Log in at Optimizely, or store a personal token.",
    "logout": "Forget the stored login.",
    "whoami": "Say who is logged in.",
    "projects": "List the projects of the account.",
    "snippet": "Write a project's install tag to stdout.",
    "audiences": "List, create and change audiences; create those that a mapping needs.",
    "attributes": "List, create and change the attributes that audiences are made of.",
    "lists": "Upload lists of visitors, compare them, take them away.",
    "events": "List and create the events that conversions name.",
    "experiments": "Test a headline; start, pause, and read results.",
    "convert": "Send conversions that happened elsewhere, from a file or from webhooks.",
    "fake": "Be a fake Optimizely, for tests.",
}

_PACKAGES = ("authlib", "httpx", "stamina", "starlette", "uvicorn")


def lacking() -> list[str]:
    """Packages of the extra `rest` that are not there."""
    return [name for name in _PACKAGES if find_spec(name) is None]


class _Commands(Lazy):
    package = "generator.cli.optimizely"
    offered = COMMANDS


@click.group(
    "optimizely",
    cls=_Commands,
    epilog=options.examples(
        ("tagwright optimizely projects list", "with the token in TAGWRIGHT_TOKEN"),
        ("tagwright optimizely fake", "something to try the commands on"),
    ),
)
@click.option("--debug", is_flag=True, help="Say on stderr which requests are made.")
def command(*, debug: bool) -> None:
    """Ask and change what is at Optimizely, server to server, and send it conversions.

    Log in once with `tagwright optimizely login`, or put a personal token into TAGWRIGHT_TOKEN.
    """
    missing = lacking()
    if missing:
        what = f"these commands need more packages: {', '.join(missing)}"
        raise EnvironmentMissingError(what, help="run: pip install 'tagwright[rest]'")
    if debug:
        # Ours only: those of the libraries below write what is sent.
        said = logging.getLogger("generator.optimizely")
        said.addHandler(logging.StreamHandler())
        said.setLevel(logging.DEBUG)
