"""`tagwright optimizely projects`: what the account has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.optimizely import asking

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.group(
    "projects",
    epilog=options.examples(
        ("tagwright optimizely projects list", "ids, names and whether they live")
    ),
)
def command() -> None:
    """List the projects of the account."""


@command.command("list")
@options.json
@asking.connected()
def list_(*, client: Client, as_json: bool) -> None:
    """List the projects that the token may see."""
    from generator.optimizely import projects  # noqa: PLC0415 -- heavy

    found = list(projects.every(client))
    if as_json:
        asking.write_json([project.model_dump(exclude_none=True) for project in found])
        return
    asking.write_table(
        ("id", "name", "status", "platform"),
        ((p.id, p.name, p.status.lower(), p.platform) for p in found),
    )
