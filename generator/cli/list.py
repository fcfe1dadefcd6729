"""`tagwright list`: folders in, one line for each platform out."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import catalog, config
from generator.cli import options
from generator.model import ROLES, Platform, Role


@click.command(
    "list",
    epilog=options.examples(
        ("tagwright list --all", "every platform there is"),
        ("tagwright list --role audience", "those that give visitor data"),
        ("tagwright list --json", "the same for machines"),
    ),
)
@click.option(
    "--all", "everything", is_flag=True, help="Also those that are legacy or unconfirmed."
)
@click.option("--role", type=click.Choice(list(ROLES)), help="Only platforms that play this role.")
@options.json
@options.config
def command(*, path: Path | None, role: Role | None, everything: bool, as_json: bool) -> None:
    """Say which platforms there are: the shipped ones, and those of the folders in tagwright.toml."""
    found = [
        platform
        for platform in catalog.platforms(config.load(path).folders)
        if role in {None, *platform.roles}
    ]
    shown = [platform for platform in found if everything or platform.status == "active"]
    click.echo(json.dumps(_rows(shown), indent=2) if as_json else _table(shown))
    if len(shown) < len(found) and not as_json:
        click.echo(
            f"\n{len(found) - len(shown)} more are legacy or unconfirmed: tagwright list --all",
            err=True,
        )


def _rows(platforms: Sequence[Platform]) -> list[Mapping[str, Any]]:
    """Everything there is to compare; a first time takes seconds, for the bytes are those of compiled code."""
    from generator import overview  # noqa: PLC0415 -- heavy

    hidden = not sys.stderr.isatty()
    with click.progressbar(platforms, label="measuring", file=sys.stderr, hidden=hidden) as shown:
        return [overview.row(platform) for platform in shown]


def _table(platforms: Iterable[Platform]) -> str:
    rows = [(p.slug, p.name, ", ".join(p.roles), _status(p)) for p in platforms]
    slugs, names, roles = (max((len(row[i]) for row in rows), default=0) for i in range(3))
    if not sys.stdout.isatty():
        return "\n".join(
            f"{slug:{slugs}}  {name:{names}}  {played:{roles}}  {status}".rstrip()
            for slug, name, played, status in rows
        )
    has_room = slugs + names + roles + 4 <= shutil.get_terminal_size().columns
    return "\n".join(
        f"{slug:{slugs}}  {name:{names}}  {played}{_below(status)}"
        if has_room
        else _lines(f"{slug:{slugs}}  ", name, status)
        for slug, name, played, status in rows
    )


def _lines(slug: str, name: str, status: str) -> str:
    """What a narrow terminal has room for: no roles, and a long name goes on below itself."""
    return options.wrapped(name, slug, " " * len(slug)) + _below(status)


def _below(status: str) -> str:
    """A long status goes below, so that the columns stay straight."""
    return f"\n{options.wrapped(status, '    ')}" if status else ""


def _status(platform: Platform) -> str:
    return "" if platform.status == "active" else f"{platform.status}: {platform.reason}"
