"""What the commands that ask Optimizely share: options, the client, and how things are written."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from generator.errors import LoginError

if TYPE_CHECKING:
    from generator.optimizely.client import Client

Function = Callable[..., Any]


def number(value: str) -> str:
    """An id as it is given: digits, however many; a browser's numbers would not hold them."""
    if not value.isascii() or not value.isdecimal():
        what = f"an id is digits, not {value!r}"
        raise click.BadParameter(what)
    return value


project = click.option(
    "--project",
    "-p",
    "project",
    required=True,
    envvar="TAGWRIGHT_PROJECT",
    type=number,
    metavar="ID",
    help="The project's number; also TAGWRIGHT_PROJECT.",
)


def connected(*, writes: bool = False) -> Callable[[Function], Function]:
    """Give a command `client`, with the options that choose it; `--dry-run` to one that writes."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def wrapped(
            *,
            api: Literal["v1", "v2"],
            token_file: Path | None,
            dry_run: bool = False,
            **rest: Any,  # noqa: ANN401 -- the command's own
        ) -> Any:  # noqa: ANN401 -- as above
            with connect(api, token_file, dry_run=dry_run) as client:
                return function(client=client, **rest)

        options = [
            click.option(
                "--api",
                type=click.Choice(["v2", "v1"]),
                default="v2",
                show_default=True,
                help="v1 is Classic's.",
            ),
            click.option(
                "--token-file",
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help="A file with a personal token.  [default: TAGWRIGHT_TOKEN, or the login]",
            ),
        ]
        if writes:
            text = "Print the request on stdout, and send nothing."
            options.append(click.option("--dry-run", is_flag=True, help=text))
        for option in options:
            wrapped = option(wrapped)
        return wrapped

    return decorate


def connect(
    api: Literal["v1", "v2"] = "v2", token_file: Path | None = None, *, dry_run: bool = False
) -> Client:
    """The client for these options.

    Raises:
        LoginError: there is no token; a dry run needs none.
    """
    from generator.optimizely.auth import Credentials, Login, credentials  # noqa: PLC0415 -- heavy
    from generator.optimizely.client import Client, on_pause  # noqa: PLC0415 -- as above
    from generator.optimizely.secret import Secret  # noqa: PLC0415 -- as above

    on_pause(lambda text: click.echo(text, err=True))
    try:
        who = credentials(token_file)
    except LoginError:
        if token_file or not dry_run:
            raise
        who = Credentials(Login(Secret("")), "nobody")
    return Client(who, api=api, dry_run=show_request if dry_run else None)


def hidden(text: str) -> str:
    """A word that nobody may see: asked for on a terminal, or the first line that is piped in."""
    import sys  # noqa: PLC0415 -- only here

    if sys.stdin.isatty():
        return str(click.prompt(text, err=True, hide_input=True))
    # What asks for passwords would ask the terminal, though a file is given.
    return sys.stdin.readline().removeprefix("\ufeff").strip()


def show_request(method: str, url: str, body: object) -> None:
    """A request as `--dry-run` prints it."""
    click.echo(f"{method} {url}")
    if body is not None:
        click.echo(json.dumps(body, indent=2, ensure_ascii=False))


def write_json(things: object) -> None:
    """JSON on stdout."""
    click.echo(json.dumps(things, indent=2, ensure_ascii=False))


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns on stdout, the first row naming them; ready for `cut` and for eyes."""
    texts = [[_cell(cell) for cell in row] for row in (head, *rows)]
    wide = [max(len(row[place]) for row in texts) for place in range(len(head))]
    for row in texts:
        padded = (f"{cell:{width}}" for cell, width in zip(row, wide, strict=True))
        click.echo("  ".join(padded).rstrip())


def picked(thing: Mapping[str, Any], *names: str) -> list[Any]:
    """Some fields of a thing; empty where Optimizely leaves them out."""
    return [thing.get(name, "") for name in names]


def _cell(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    # what comes from Optimizely is data: it may not move the cursor
    return "".join(mark if mark.isprintable() else " " for mark in text)
