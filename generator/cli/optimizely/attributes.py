"""`tagwright optimizely attributes`: keys in, ids out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.cli import options
from generator.cli.optimizely import asking
from generator.errors import SettingsError

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.group(
    "attributes",
    epilog=options.examples(
        ("tagwright optimizely attributes create industry", "its id, on stdout"),
        ("tagwright optimizely attributes list --json", "all of them"),
    ),
)
def command() -> None:
    """List, create and change the attributes that audiences are made of; in v1, dimensions."""


@command.command("list")
@asking.project
@options.json
@asking.connected()
def list_(*, client: Client, project: str, as_json: bool) -> None:
    """List a project's attributes."""
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    found = list(audiences.attributes(client, project))
    if as_json:
        asking.write_json([attribute.model_dump(exclude_none=True) for attribute in found])
        return
    asking.write_table(
        ("id", "key", "name", "archived"), ((a.id, a.key, a.name, a.archived) for a in found)
    )


@command.command("create")
@click.argument("key")
@asking.project
@click.option("--name", default="", help="For those who read it in Optimizely.  [default: the key]")
@click.option("--description", default="", help="As well.")
@asking.connected(writes=True)
def create(*, client: Client, project: str, key: str, name: str, description: str) -> None:
    """Create an attribute and print its id; one that is there already is not made twice."""
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    attribute, new = audiences.create_attribute(
        client, project, key, name=name, description=description
    )
    if attribute:
        click.echo(attribute.id)
        if not new:
            click.echo(f"there is an attribute {key!r} already", err=True)


@command.command("update")
@click.argument("attribute", type=asking.number, metavar="ID")
@click.option("--name", help="Another name.")
@click.option("--description", help="Another description.")
@click.option("--archive/--restore", "archived", default=None, help="Put it away, or take it back.")
@asking.connected(writes=True)
def update(*, client: Client, attribute: str, **fields: Any) -> None:  # noqa: ANN401 -- its options
    """Change an attribute; what is not given stays."""
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    given = {name: value for name, value in fields.items() if value is not None}
    if not given:
        raise SettingsError("nothing to change was given", help="such as --name or --archive")
    if audiences.change_attribute(client, attribute, given):
        click.echo(f"changed {attribute}", err=True)
