"""`tagwright optimizely snippet`: a project in, its install tag out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.optimizely import asking

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.command(
    "snippet",
    epilog=options.examples(("tagwright optimizely snippet -p 5000000000", "the tag, on stdout")),
)
@asking.project
@asking.connected()
def command(*, client: Client, project: str) -> None:
    """Write the tag that installs a project on a page."""
    from generator.optimizely import projects  # noqa: PLC0415 -- heavy

    found = projects.one(client, project)
    click.echo(projects.tag(found))
    if found.status.lower() == "archived":
        click.echo(f"project {found.name!r} is archived: its tag does nothing", err=True)
    click.echo(
        "As high in the page's <head> as possible, once, unchanged, and not async: what runs later flickers.",
        err=True,
    )
