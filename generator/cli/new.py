"""`tagwright new`: a slug in, a platform's folder and what to do next out."""

from __future__ import annotations

from pathlib import Path

import click

from generator import config, scaffold
from generator.cli import options
from generator.errors import near


@click.command(
    "new",
    epilog=options.examples(
        ("tagwright new acme", "platforms/acme, four files"),
        ("tagwright new call-tracker --folder mine", "mine/call-tracker"),
    ),
)
@click.argument("slug", metavar="PLATFORM")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("platforms"),
    show_default=True,
    metavar="DIR",
    help="Folder to write it into; tagwright.toml lists it afterwards.",
)
def command(slug: str, folder: Path) -> None:
    """Start a platform of your own: a folder that builds and verifies as it is.

    PLATFORM is its name in lower case, words joined by hyphens.
    """
    path = config.find(Path.cwd()) or Path(config.NAME)
    known = config.load(path).folders if path.is_file() else ()
    made = scaffold.create(slug, folder, known)
    click.echo(made)
    name = scaffold.enlist(folder, path)
    if name:
        click.echo(f"'folders' in {near(path)} lists {name}", err=True)
    click.echo(_next(slug, made), err=True)


def _next(slug: str, made: Path) -> str:
    lines = (
        f"{made / 'platform.toml'}   what is it, and which settings does it have?",
        f"{made / 'analytics.js'}    what does it do with a decision?",
        f"{made / 'scenarios.toml'}  what must then be seen?",
        f"{made / 'README.md'}       what does a person click?",
    )
    steps = f"\nFill these, then run:\n  tagwright verify {slug}\n  tagwright render {slug}"
    return "\n".join(lines) + steps
