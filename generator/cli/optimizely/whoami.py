"""`tagwright optimizely whoami`: a token in, whose it is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.optimizely import asking

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.command(
    "whoami", epilog=options.examples(("tagwright optimizely whoami", "whose token is used"))
)
@options.json
@asking.connected()
def command(*, client: Client, as_json: bool) -> None:
    """Say who is logged in, where the token comes from, and that Optimizely takes it."""
    from generator.optimizely import projects  # noqa: PLC0415 -- heavy

    said = {**projects.me(client), "source": client.source}
    if as_json:
        asking.write_json(said)
        return
    for name, value in said.items():
        click.echo(f"{name:12} {'' if value is None else value}".rstrip())
