"""`tagwright optimizely events`: keys in, ids out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.optimizely import asking

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.group(
    "events",
    epilog=options.examples(
        ("tagwright optimizely events create phone_call", "its id, on stdout"),
        ("tagwright optimizely events list", "keys and ids for conversions"),
    ),
)
def command() -> None:
    """List and create the events that conversions name; in v1, goals."""


@command.command("list")
@asking.project
@options.json
@asking.connected()
def list_(*, client: Client, project: str, as_json: bool) -> None:
    """List a project's events."""
    from generator.optimizely import events  # noqa: PLC0415 -- heavy

    found = list(events.every(client, project))
    if as_json:
        asking.write_json([event.model_dump(exclude_none=True) for event in found])
        return
    asking.write_table(
        ("id", "key", "name", "kind"), ((e.id, e.key, e.name, e.kind) for e in found)
    )


@command.command("create")
@click.argument("key")
@asking.project
@click.option("--name", default="", help="For those who read it in Optimizely.  [default: the key]")
@click.option("--category", default="other", show_default=True, help="convert, purchase, sign_up …")
@click.option("--description", default="", help="As well.")
@asking.connected(writes=True)
def create(  # noqa: PLR0913 -- its options
    *, client: Client, project: str, key: str, name: str, category: str, description: str
) -> None:
    """Create a custom event and print its id; one that is there already is not made twice."""
    from generator.errors import SettingsError, nearest  # noqa: PLC0415 -- with the next line
    from generator.optimizely import events  # noqa: PLC0415 -- heavy

    if category not in events.CATEGORIES:
        what = f"there is no category {category!r}"
        raise SettingsError(what, help=nearest(category, events.CATEGORIES))
    event, new = events.create(
        client, project, key, name=name, category=category, description=description
    )
    if event:
        click.echo(event.id)
        if not new:
            click.echo(f"there is an event {key!r} already", err=True)
