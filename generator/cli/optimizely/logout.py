"""`tagwright optimizely logout`: the stored login goes."""

from __future__ import annotations

import click

from generator.cli import options


@click.command(
    "logout", epilog=options.examples(("tagwright optimizely logout", "forget the stored login"))
)
def command() -> None:
    """Forget the stored login.

    Optimizely is not told: whoever has the tokens can use them until they are revoked there, in the account's settings.
    """
    from generator.optimizely import auth  # noqa: PLC0415 -- heavy

    place = auth.place()
    click.echo(f"removed {place}" if auth.forget(place) else "nobody was logged in", err=True)
